mod access;
mod coverage;
mod door;
mod handing_out;
mod paper;
mod review;
mod twenty_ways;
mod waves;
