//! Labels, sentences and rows that text, Markdown and HTML have in common.
//!
//! No format is known here. Text from outside is passed on unchanged: each format escapes it.

pub mod assumption;
pub mod change;
pub mod finding;
pub mod load_balancer_verdict;
pub mod long_line;
pub mod orphan;
pub mod overview;
pub mod shown_services;
pub mod text_role;
pub mod totals;
pub mod value;
pub mod withheld_change;
