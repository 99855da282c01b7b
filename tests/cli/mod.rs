mod people;
mod plan;
mod refusals;
mod story;
