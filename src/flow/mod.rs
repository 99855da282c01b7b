//! THE LIFE OF THE DATA: one use case, one transaction.
