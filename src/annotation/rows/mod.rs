//! The rows, by topic. A full name stands here and nowhere else.

pub mod backend;
pub mod legacy;
pub mod listener;
pub mod load_balancer;
pub mod own;
pub mod switches;
pub mod tags;
pub mod written;
