//! A plan as text, of which one member is replaced: everything else goes out byte for byte as it came in.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::fmt;

/// The members of an object, in their order.
#[derive(Debug)]
pub struct RawJsonObject<'a>(Vec<(String, &'a RawValue)>);

impl<'a> RawJsonObject<'a> {
    /// A member's text.
    pub fn get(&self, name: &str) -> Option<&'a str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.get())
    }

    /// The object with another value of a member that it has.
    pub fn with(&self, name: &str, replaced: &str) -> String {
        let members = self.0.iter().map(|(known, value)| {
            let text = if known == name { replaced } else { value.get() };
            format!("{}:{text}", serde_json::Value::from(known.as_str()))
        });
        format!("{{{}}}", members.collect::<Vec<_>>().join(","))
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for RawJsonObject<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<RawJsonObject<'a>, D::Error> {
        struct Members;
        impl<'de> Visitor<'de> for Members {
            type Value = Vec<(String, &'de RawValue)>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
                let mut found = Vec::new();
                while let Some(member) = members.next_entry()? {
                    found.push(member);
                }
                Ok(found)
            }
        }
        deserializer.deserialize_map(Members).map(RawJsonObject)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_member_changes() {
        let text = r#"{"b":1.50,"a":{"z":1,"y":2},"c":[ 1]}"#;
        let object: RawJsonObject<'_> = serde_json::from_str(text).unwrap();
        assert_eq!(object.get("b"), Some("1.50"));
        assert_eq!(object.with("a", "{}"), r#"{"b":1.50,"a":{},"c":[ 1]}"#);
        assert_eq!(object.with("d", "{}"), text);
    }
}
