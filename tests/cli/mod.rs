mod plan;
mod refusals;
mod story;
