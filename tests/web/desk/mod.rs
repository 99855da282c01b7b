mod access;
mod comments;
mod coverage;
mod door;
mod guide;
mod handing_out;
mod letters;
mod paper;
#[cfg(feature = "print")]
mod prints;
mod review;
mod twenty_ways;
mod waves;
