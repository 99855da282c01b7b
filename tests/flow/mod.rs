mod demonstration;
mod entrance;
mod kill;
mod life;
mod race;
mod relink;
mod tallies;
mod trouble;
