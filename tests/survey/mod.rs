mod answering;
mod coverage;
mod form_faults;
mod links;
pub mod sample;
mod sketch;
mod waves;
mod yearly_form;
