mod access;
mod coverage;
mod door;
mod handing_out;
mod paper;
#[cfg(feature = "print")]
mod prints;
mod review;
mod twenty_ways;
mod waves;
