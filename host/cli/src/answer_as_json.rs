//! The module's answer, byte for byte.

use crate::output_format::{AssumptionsInOutput, OldFindingsInOutput, OutputFormat, PositionUse};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "json",
    help: "For programs: exactly the module's answer",
    positions: PositionUse::Printed,
    old: OldFindingsInOutput::Marked,
    assumptions: AssumptionsInOutput::Omitted,
    plan: Some(|answer, _| Ok(format!("{}\n", answer.json))),
    report: Some(|answer, _| Ok(format!("{}\n", answer.json))),
};
