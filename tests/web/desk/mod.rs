mod access;
mod coverage;
mod door;
mod review;
