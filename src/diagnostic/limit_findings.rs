//! Limits the number of findings in one answer, and counts them all.
//!
//! The least severe are dropped, the order of the others is kept, and one more finding states how many were dropped.
//! Ordering and removing duplicates is done in `render`.

use super::{Diagnostic, Severity};
use crate::codes;
use crate::sorted_map::{sort, sort_by};
use serde::Serialize;

codes! {
    TOO_MANY = "answer/too-many-findings", Info, Syntax, None,
        en: "findings that are not shown: {over} (errors: {errors}, warnings: {warnings}, notes: {infos})",
            "an answer lists only the {limit} most severe findings; the summary counts all",
            "check fewer objects at a time, or start with what most findings have in common";
        zh: "没有列出的问题：{over} 个（错误 {errors} 个，警告 {warnings} 个，提示 {infos} 条）",
            "一次回答最多列出其中最严重的 {limit} 个；汇总中计入了全部问题",
            "请一次检查较少的对象，或先处理多数问题的共同原因";
}

/// How many findings there are, by severity.
#[warn(missing_docs)]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SeverityCounts {
    /// Objects that are rejected, or do not do what they specify.
    pub errors: usize,
    /// Objects that work, but probably not as intended.
    pub warnings: usize,
    /// Additional information.
    pub infos: usize,
}

impl SeverityCounts {
    /// True when there is none.
    pub fn is_zero(&self) -> bool {
        *self == SeverityCounts::default()
    }
}

/// Most findings in one answer. A request with more has one cause for most of them; the others are only counted.
pub const MAX_DIAGNOSTICS: usize = 10_000;

/// Drops findings beyond [`MAX_DIAGNOSTICS`], the least severe and last ones first. Returns the finding that counts
/// them, if any were dropped.
pub(super) fn truncate(order: &mut Vec<&Diagnostic>) -> Option<Diagnostic> {
    let over = order.len().checked_sub(MAX_DIAGNOSTICS).filter(|over| *over > 0)?;
    let mut worst: Vec<usize> = (0..order.len()).collect();
    sort_by(&mut worst, |a, b| {
        let severity = |at: &usize| order.get(*at).map(|finding| finding.severity());
        severity(a).cmp(&severity(b))
    });
    let mut value_when_absent = worst.split_off(MAX_DIAGNOSTICS);
    sort(&mut value_when_absent);
    let rest: Vec<&Diagnostic> = value_when_absent.iter().filter_map(|at| order.get(*at).copied()).collect();
    let counts = SeverityCounts::of(&rest);
    let mut at = 0;
    order.retain(|_| {
        at += 1;
        value_when_absent.binary_search(&(at - 1)).is_err()
    });
    let finding = Diagnostic::new(&TOO_MANY).arg("limit", MAX_DIAGNOSTICS.to_string());
    let finding = finding.arg("over", over.to_string()).arg("errors", counts.errors.to_string());
    Some(finding.arg("warnings", counts.warnings.to_string()).arg("infos", counts.infos.to_string()))
}

impl SeverityCounts {
    pub(super) fn of(findings: &[&Diagnostic]) -> SeverityCounts {
        let count = |severity| findings.iter().filter(|found| found.severity() == severity).count();
        SeverityCounts {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
        }
    }
}
