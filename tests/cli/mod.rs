mod refusals;
mod story;
