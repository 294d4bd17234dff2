//! How much is said about findings.

/// What becomes of findings and plans that the change does not bring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OldFindingsDetail {
    /// They are counted.
    Counted,
    /// They are listed: `--all`, `--fail-on-old`.
    Listed,
}

/// How much is said about each finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingDetail {
    /// Equal findings are one block, notes are one line.
    Brief,
    /// `--verbose`.
    Full,
}
