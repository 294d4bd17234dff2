//! The functions of the core that take a request.

/// A function that may be asked for, under the name of the module's export.
pub type Export = (&'static str, fn(&str) -> String);

pub const FUNCTIONS: [Export; 6] = [
    ("plan-sync", clbplan::plan_sync),
    ("validate-service", clbplan::validate_service),
    ("simulate", clbplan::simulate),
    ("complete", clbplan::complete),
    ("hover", clbplan::hover),
    ("explain", clbplan::explain),
];
