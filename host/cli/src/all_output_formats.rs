//! The table of output formats. A new one is a file with a `FORMAT`, and a row here.

use crate::output_format::OutputFormat;
use crate::{
    answer_as_json, answer_as_yaml, github_workflow_commands, gitlab_code_quality, html, junit, markdown, rdjson,
    sarif, text,
};

/// All output formats, in the order of `--help`.
pub static FORMATS: &[&OutputFormat] = &[
    &text::FORMAT,
    &text::TABLE,
    &text::WIDE,
    &answer_as_json::FORMAT,
    &answer_as_yaml::FORMAT,
    &markdown::FORMAT,
    &html::FORMAT,
    &github_workflow_commands::FORMAT,
    &gitlab_code_quality::FORMAT,
    &rdjson::FORMAT,
    &sarif::FORMAT,
    &junit::FORMAT,
];

/// The formats of `plan`.
pub fn plan_formats() -> impl Iterator<Item = &'static OutputFormat> {
    FORMATS.iter().copied().filter(|format| format.plan.is_some())
}

/// The formats of `validate`.
pub fn report_formats() -> impl Iterator<Item = &'static OutputFormat> {
    FORMATS.iter().copied().filter(|format| format.report.is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_format_has_its_own_name_and_a_command() {
        let names: BTreeSet<&str> = FORMATS.iter().map(|format| format.name).collect();
        assert_eq!(names.len(), FORMATS.len());
        for format in FORMATS {
            assert!(format.plan.is_some() || format.report.is_some(), "{}", format.name);
            assert!(!format.help.is_empty() && !format.help.ends_with('.'), "{}", format.name);
        }
    }
}
