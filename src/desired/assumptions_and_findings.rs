//! Assumptions and findings that are collected while the desired state is computed.

use crate::diagnostic::{Diagnostic, Reason};

#[derive(Default)]
pub(super) struct AssumptionsAndFindings {
    pub(super) assumptions: Vec<Reason>,
    pub(super) findings: Vec<Diagnostic>,
}

impl AssumptionsAndFindings {
    pub(super) fn assume(&mut self, reason: Reason) {
        if !self.assumptions.contains(&reason) {
            self.assumptions.push(reason);
        }
    }
}
