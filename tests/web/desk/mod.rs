mod access;
mod door;
mod handing_out;
mod twenty_ways;
mod waves;
