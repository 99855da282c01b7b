mod faults;
mod kansas_city;
mod same_bytes;
