mod entrance;
mod life;
mod race;
mod relink;
