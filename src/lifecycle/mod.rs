//! The decisions: what becomes of a CLB, of a listener, of its backends.
//!
//! Facts first, in small closed enums; then one exhaustive `match` per table, one line per row. No table builds an
//! action, and none looks at more than its facts. `tests/decision_tables.rs` prints every combination into a page that reviewers
//! see change.

pub mod adoption;
pub mod deletion;
pub mod listener;
pub mod load_balancer;
