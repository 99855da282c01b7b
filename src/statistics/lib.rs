//! Design-based survey estimation, honest ranks and disclosure control.
