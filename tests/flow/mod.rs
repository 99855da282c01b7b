mod demonstration;
mod entrance;
mod handout;
mod kill;
mod life;
mod race;
mod relink;
mod trouble;
