//! The value of one annotation: absent, invalid, or valid.

/// The value of one annotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SettingValue<T> {
    Absent,
    /// It has no valid value, which has been reported.
    Invalid,
    Is(T),
}

impl<T> SettingValue<T> {
    /// The valid value; for callers that treat absent and invalid alike.
    pub fn value(self) -> Option<T> {
        match self {
            SettingValue::Is(value) => Some(value),
            SettingValue::Absent | SettingValue::Invalid => None,
        }
    }

    pub fn is_invalid(&self) -> bool {
        matches!(self, SettingValue::Invalid)
    }

    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> SettingValue<U> {
        match self {
            SettingValue::Absent => SettingValue::Absent,
            SettingValue::Invalid => SettingValue::Invalid,
            SettingValue::Is(value) => SettingValue::Is(f(value)),
        }
    }
}
