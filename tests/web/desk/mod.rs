mod access;
mod comments;
mod door;
