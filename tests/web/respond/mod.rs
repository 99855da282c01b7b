mod doors;
mod pages;
mod race;
