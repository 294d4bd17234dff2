//! What a module is optimised for: size, or speed.

/// What a module is optimised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OptimisationGoal {
    Size,
    Speed,
}

impl OptimisationGoal {
    /// The profile in `Cargo.toml`.
    pub fn profile(self) -> &'static str {
        match self {
            OptimisationGoal::Size => "module",
            OptimisationGoal::Speed => "module-fast",
        }
    }
}
