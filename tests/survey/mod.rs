mod answering;
mod form_faults;
mod links;
mod sample;
mod waves;
