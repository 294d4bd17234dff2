//! A call that the cloud would refuse.

use crate::diagnostic::{Diagnostic, Reason};

/// One call that would be refused.
pub struct RejectedCallFinding {
    /// The finding about it.
    pub finding: Diagnostic,
    /// Why the calls of the Service are withheld.
    pub reason: Reason,
}
