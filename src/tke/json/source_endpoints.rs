//! The value of `loadbalancer-source-endpoints`.

use super::{WHOLE, read};
use crate::tke::parsed_value::ParsedValue;

/// Reads `{"name":"…"}`.
pub(in crate::tke) fn source_endpoints(text: &str) -> ParsedValue<String> {
    read(text, |reader, node| {
        let node = reader.known(node, WHOLE, &["name"])?;
        let name = reader.required(node, "name")?;
        reader.string(name, "name")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_have_a_name() {
        assert_eq!(source_endpoints(r#"{"name":"a"}"#).value.as_deref(), Some("a"));
        assert_eq!(source_endpoints(r#"{"name":1}"#).value, None);
    }
}
