mod answering;
mod form_faults;
mod links;
mod paper;
pub mod sample;
mod waves;
mod yearly_form;
