mod demonstration;
mod entrance;
mod kill;
mod life;
mod paper;
mod race;
mod relink;
mod trouble;
