mod access;
mod door;
