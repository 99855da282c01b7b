mod answering;
mod batches;
mod form_faults;
mod links;
pub mod sample;
mod waves;
mod yearly_form;
