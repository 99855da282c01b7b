//! FILES IN AND OUT: every fault with its file, row and column.

pub mod addresses;
mod answer_cells;
pub mod audit_csv;
pub mod comments;
pub mod crosswalk;
pub mod fault;
pub mod frame;
pub mod groups;
mod kept;
pub mod localities;
pub mod map;
pub mod margins;
pub mod old_encodings;
pub mod paradata;
mod pieces;
mod places;
pub mod qr;
mod respondents;
pub mod responses;
mod table;
pub mod upload;
pub mod write_csv;
