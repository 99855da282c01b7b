mod access;
mod door;
mod letters;
