mod access;
mod door;
mod paper;
