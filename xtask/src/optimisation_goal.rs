//! What a module is optimised for: size, or speed.

/// What a module is optimised for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    Size,
    Speed,
}

impl Goal {
    /// The profile in `Cargo.toml`.
    pub fn profile(self) -> &'static str {
        match self {
            Goal::Size => "module",
            Goal::Speed => "module-fast",
        }
    }
}
