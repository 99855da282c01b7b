mod addresses;
mod comments;
mod faults;
mod groups;
mod localities;
mod map;
mod pieces;
mod random_bytes;
mod reading;
mod round_trip;
mod uploads;

/// The header and a good row of responses to the sample form.
pub const HEADER: &str = "locality,dust,noise_day,noise_night,burning,what,days,sex";
pub const GOOD: &str = "20341,4,9,,yes,straw;leaves,12,f";

pub fn codes() -> Vec<String> {
    vec!["20341".to_owned(), "20344".to_owned()]
}
