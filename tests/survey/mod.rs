mod answering;
mod coverage;
mod form_faults;
mod links;
pub mod sample;
mod sketch;
mod wave_edits;
mod waves;
mod yearly_form;
