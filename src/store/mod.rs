//! THE ROWS: the only room that imports diesel.
