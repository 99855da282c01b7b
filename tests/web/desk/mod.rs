mod access;
mod door;
#[cfg(feature = "print")]
mod prints;
