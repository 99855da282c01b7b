//! THE LIFE OF THE DATA: one use case, one transaction.

pub mod folder;
