//! The value of one annotation: absent, invalid, or valid.

/// The value of one annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Setting<T> {
    Absent,
    /// It has no valid value, which has been reported.
    Invalid,
    Is(T),
}

impl<T> Setting<T> {
    /// The valid value; for callers that treat absent and invalid alike.
    pub fn value(self) -> Option<T> {
        match self {
            Setting::Is(value) => Some(value),
            Setting::Absent | Setting::Invalid => None,
        }
    }

    pub fn is_invalid(&self) -> bool {
        matches!(self, Setting::Invalid)
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Setting<U> {
        match self {
            Setting::Absent => Setting::Absent,
            Setting::Invalid => Setting::Invalid,
            Setting::Is(value) => Setting::Is(f(value)),
        }
    }
}
