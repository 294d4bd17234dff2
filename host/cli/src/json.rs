//! The module's answer, byte for byte.

use crate::output_format::{AssumptionUse, OldFindingUse, OutputFormat, PositionsInOutput};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "json",
    help: "For programs: exactly the module's answer",
    positions: PositionsInOutput::Printed,
    old: OldFindingUse::Marked,
    assumptions: AssumptionUse::Omitted,
    plan: Some(|answer, _| Ok(format!("{}\n", answer.json))),
    report: Some(|answer, _| Ok(format!("{}\n", answer.json))),
};
