//! Every integration test in one binary; the tree mirrors the rooms.

mod architecture;
