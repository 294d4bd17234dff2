//! A call that the cloud would refuse.

use crate::diagnostic::{Diagnostic, Reason};

/// One call that would be refused.
pub struct Rejection {
    /// What is said of it.
    pub finding: Diagnostic,
    /// Why the calls of the Service are withheld.
    pub reason: Reason,
}
