mod access;
mod door;
mod waves;
