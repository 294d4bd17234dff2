//! The ids of certificates in a Secret: the only values of a Secret that are read.

use crate::syntax::{SyntaxNode, base64};

/// The value of one key of a Secret that holds the id of a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateId {
    /// The Secret has no such key.
    Absent,
    Is(String),
    /// The value, in `data`, is no base64 text, so the API server rejects the Secret.
    NotBase64,
    /// The value, which is decoded in `data`, is empty or not the id of a certificate.
    NotAnId,
    /// A placeholder, or a value that was encrypted or redacted: the id is unknown.
    Concealed,
}

impl CertificateId {
    /// The id under a key, and where it was read.
    pub fn read<'n>(secret: &'n SyntaxNode, key: &str) -> (CertificateId, Option<&'n SyntaxNode>) {
        let at = |field: &str| secret.get(field).and_then(|values| values.get(key));
        // The API server writes `stringData` over `data`.
        if let Some(plain) = at("stringData") {
            return (CertificateId::of_text(plain.as_str().unwrap_or_default()), Some(plain));
        }
        let Some(encoded) = at("data") else { return (CertificateId::Absent, None) };
        if encoded.as_str().is_some_and(is_concealed) {
            return (CertificateId::Concealed, Some(encoded));
        }
        let bytes = encoded.as_str().and_then(base64::decode);
        let id = match bytes.map(String::from_utf8) {
            None => CertificateId::NotBase64,
            Some(Err(_)) => CertificateId::NotAnId,
            Some(Ok(text)) => CertificateId::of_text(&text),
        };
        (id, Some(encoded))
    }

    /// Files often end with a line break, which is no part of the id.
    fn of_text(text: &str) -> CertificateId {
        let text = text.trim();
        if is_concealed(text) {
            return CertificateId::Concealed;
        }
        let is_of_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let is_id = !text.is_empty() && text.bytes().all(is_of_id);
        if is_id { CertificateId::Is(text.to_owned()) } else { CertificateId::NotAnId }
    }
}

/// True for characters that neither ids nor base64 have, but placeholders (`${ID}`, `<path:…>`), SOPS (`ENC[…]`) and redacted
/// dumps (`***`) do.
fn is_concealed(text: &str) -> bool {
    text.contains(['$', '<', '{', '[', '*', '%'])
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::CertificateId::{self, Absent, Concealed, Is, NotAnId, NotBase64};
    use crate::syntax::parse_json;

    fn read(secret: &str) -> CertificateId {
        CertificateId::read(&parse_json(secret).unwrap(), "k").0
    }

    #[test]
    fn an_id_is_plain_in_string_data_and_base64_in_data() {
        assert_eq!(read(r#"{"stringData": {"k": "T3jPqf2A\n"}}"#), Is("T3jPqf2A".to_owned()));
        assert_eq!(read(r#"{"data": {"k": "VDNqUHFmMkE="}}"#), Is("T3jPqf2A".to_owned()));
        assert_eq!(read(r#"{"data": {"k": "VDNqUHFmMkEK"}}"#), Is("T3jPqf2A".to_owned()));
        assert_eq!(read(r#"{"data": {"k": "!"}, "stringData": {"k": "T3jPqf2A"}}"#), Is("T3jPqf2A".to_owned()));
    }

    #[test]
    fn what_is_no_id_is_told_apart() {
        assert_eq!(read(r#"{"data": {"other": "VDNqUHFmMkE="}}"#), Absent);
        assert_eq!(read(r#"{"data": {"k": null}}"#), Absent);
        for plain in ["abcdefg", "T3jPqf2", "VDNqUHFmMkE"] {
            assert_eq!(read(&format!(r#"{{"data": {{"k": "{plain}"}}}}"#)), NotBase64, "{plain}");
        }
        assert_eq!(read(r#"{"data": {"k": 12345678}}"#), NotBase64);
        // These are plain ids that happen to be base64, and an id that was encoded twice.
        for plain in ["T3jPqf2A", "VkROcVVIRm1Na0U9"] {
            assert_eq!(read(&format!(r#"{{"data": {{"k": "{plain}"}}}}"#)), NotAnId, "{plain}");
        }
        assert_eq!(read(r#"{"stringData": {"k": "VDNqUHFmMkE="}}"#), NotAnId);
        for concealed in ["ENC[AES256_GCM,data:x,type:str]", "<redacted>", "***", "${CERT_ID}", "{{ .Values.id }}"] {
            for field in ["data", "stringData"] {
                assert_eq!(read(&format!(r#"{{"{field}": {{"k": "{concealed}"}}}}"#)), Concealed, "{concealed}");
            }
        }
        for empty in [r#"{"data": {"k": ""}}"#, r#"{"stringData": {"k": " "}}"#] {
            assert_eq!(read(empty), NotAnId, "{empty}");
        }
    }
}
