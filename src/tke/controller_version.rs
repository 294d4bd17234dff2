//! Controller versions: `v2.11.0`.

use std::fmt;

/// A version of the controller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ControllerVersion {
    pub major: u16,
    pub minor: u16,
    pub patch: u16,
}

impl ControllerVersion {
    /// Parses `v2.11.4`, `2.11.4` or `v2.11`; `None` for anything else.
    pub fn parse(text: &str) -> Option<ControllerVersion> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let mut parts = text.split('.').map(|part| {
            let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits { part.parse::<u16>().ok() } else { None }
        });
        let (major, minor) = (parts.next()??, parts.next()??);
        let patch = match parts.next() {
            Some(patch) => patch?,
            None => 0,
        };
        parts.next().is_none().then_some(ControllerVersion { major, minor, patch })
    }
}

impl fmt::Display for ControllerVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "v{}.{}.{}", self.major, self.minor, self.patch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_by_number() {
        let version = |text| ControllerVersion::parse(text).unwrap();
        assert!(version("v2.9.0") < version("v2.11.0"));
        assert_eq!(version("2.11").to_string(), "v2.11.0");
    }

    #[test]
    fn other_texts_are_not_versions() {
        for text in ["", "v", "2", "v2.", "v2.x.1", "v2.1.1.1", "v+2.1.0", "latest"] {
            assert_eq!(ControllerVersion::parse(text), None, "{text}");
        }
    }
}
