mod desk;
mod public;
mod respond;
