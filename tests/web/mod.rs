mod public;
mod respond;
