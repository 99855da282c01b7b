mod access;
mod comments;
mod door;
mod guide;
