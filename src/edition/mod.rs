//! The pure path: form, method, frame and responses in; figures and an edition's folder out. No database, no clock.

pub mod figures;
