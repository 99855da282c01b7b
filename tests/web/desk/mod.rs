mod access;
mod coverage;
mod door;
mod handing_out;
mod review;
mod twenty_ways;
