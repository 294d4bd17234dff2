//! The module's answer, byte for byte.

use crate::format::{Format, PositionUse};

pub static FORMAT: Format = Format {
    name: "json",
    help: "For programs: exactly the module's answer",
    positions: PositionUse::Printed,
    plan: Some(|answer, _| Ok(format!("{}\n", answer.json))),
    report: Some(|answer, _| Ok(format!("{}\n", answer.json))),
};
