//! The module's answer, byte for byte.

use crate::output_format::{OutputFormat, PositionsInOutput};

pub static FORMAT: OutputFormat = OutputFormat {
    name: "json",
    help: "For programs: exactly the module's answer",
    positions: PositionsInOutput::Printed,
    plan: Some(|answer, _| Ok(format!("{}\n", answer.json))),
    report: Some(|answer, _| Ok(format!("{}\n", answer.json))),
};
