//! The calls themselves: their bodies, and the order they are made in.

pub mod order;
pub mod request;
