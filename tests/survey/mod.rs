mod answering;
mod batches;
mod form_faults;
mod groups;
mod links;
pub mod sample;
mod sketch;
mod waves;
mod yearly_form;
