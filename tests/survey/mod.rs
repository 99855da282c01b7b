mod answering;
mod form_faults;
mod links;
pub mod sample;
mod wave_edits;
mod waves;
mod yearly_form;
