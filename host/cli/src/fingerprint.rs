//! Names of findings that stay the same when lines move, so that programs recognise a finding in the next run.

use crate::escape_for_terminal::escape_terminal;
use crate::module_answer::Diagnostic;
use crate::summary::finding::object_name;
use std::collections::BTreeMap;

/// The fingerprints of one output. Each is given once.
#[derive(Debug, Default)]
pub struct Fingerprints {
    given: BTreeMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of the next finding; of equal findings, each has another number.
    pub fn next(&mut self, finding: &Diagnostic) -> String {
        let fingerprint = fingerprint(finding);
        let count = self.given.entry(fingerprint.clone()).or_default();
        *count += 1;
        format!("{fingerprint}:{count}")
    }
}

/// The code, the file, the object and the field: they do not change when lines move.
fn fingerprint(finding: &Diagnostic) -> String {
    let object = finding.object.as_ref().map(object_name);
    let parts = [Some(finding.code.as_str()), finding.file(), object.as_deref(), finding.path.as_deref()];
    let parts: Vec<&str> = parts.into_iter().map(Option::unwrap_or_default).collect();
    escape_terminal(&parts.join("|")).into_owned()
}
