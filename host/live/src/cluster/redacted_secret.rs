//! A Secret without its values.
//!
//! Values are skipped while the JSON is decoded: no string with one is made. Annotations are skipped as well, because the
//! last applied configuration repeats the values. The ids of certificates are kept; they are names in the cloud, not keys.

use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// The keys whose values are ids of certificates: `tke::CERTIFICATE_ID` and `tke::CLIENT_CA_ID` of the module.
const CERTIFICATE_ID_KEYS: [&str; 2] = ["qcloud_cert_id", "qcloud_ca_cert_id"];

/// What is kept of a Secret.
#[derive(Deserialize, Serialize)]
pub(super) struct RedactedSecret {
    metadata: Metadata,
    #[serde(default, skip_serializing_if = "Option::is_none", rename = "type")]
    kind_of_secret: Option<String>,
    #[serde(default)]
    data: KeyNames,
}

#[derive(Deserialize, Serialize)]
struct Metadata {
    name: String,
    namespace: String,
}

/// The keys, with empty values except for ids of certificates.
#[derive(Default, Serialize)]
struct KeyNames(BTreeMap<String, String>);

impl<'de> Deserialize<'de> for KeyNames {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<KeyNames, D::Error> {
        struct Keys;
        impl<'de> Visitor<'de> for Keys {
            type Value = KeyNames;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the data of a Secret")
            }

            fn visit_unit<E>(self) -> Result<KeyNames, E> {
                Ok(KeyNames::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<KeyNames, A::Error> {
                let mut keys = BTreeMap::new();
                while let Some(key) = members.next_key::<String>()? {
                    let value = if CERTIFICATE_ID_KEYS.contains(&key.as_str()) {
                        members.next_value::<String>()?
                    } else {
                        members.next_value::<IgnoredAny>()?;
                        String::new()
                    };
                    keys.insert(key, value);
                }
                Ok(KeyNames(keys))
            }
        }
        deserializer.deserialize_any(Keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_names_of_keys_and_the_ids_of_certificates_are_kept() {
        let text = r#"{"metadata": {"name": "tls", "namespace": "shop", "annotations": {"last": "aHVudGVyMg=="},
            "managedFields": [{"x": 1}]}, "type": "Opaque",
            "data": {"qcloud_cert_id": "YWJj", "password": "aHVudGVyMg==", "tls.key": "aHVudGVyMg=="}}"#;
        let kept = serde_json::to_string(&serde_json::from_str::<RedactedSecret>(text).unwrap()).unwrap();
        assert_eq!(
            kept,
            r#"{"metadata":{"name":"tls","namespace":"shop"},"type":"Opaque","data":{"password":"","qcloud_cert_id":"YWJj","tls.key":""}}"#
        );
        for text in
            [r#"{"metadata":{"name":"a","namespace":"b"}}"#, r#"{"metadata":{"name":"a","namespace":"b"},"data":null}"#]
        {
            let kept = serde_json::to_string(&serde_json::from_str::<RedactedSecret>(text).unwrap()).unwrap();
            assert_eq!(kept, r#"{"metadata":{"name":"a","namespace":"b"},"data":{}}"#);
        }
    }
}
