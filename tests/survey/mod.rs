mod answering;
mod form_faults;
mod links;
pub mod sample;
mod waves;
mod yearly_form;
