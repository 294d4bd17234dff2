//! The definitions, by topic. A full name is written here and nowhere else.

pub mod backend;
pub mod clbplan;
pub mod controller_written;
pub mod legacy;
pub mod listener;
pub mod load_balancer;
pub mod switches;
pub mod tags;
