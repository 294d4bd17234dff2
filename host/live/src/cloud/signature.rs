//! The signature TC3-HMAC-SHA256 of a request: `POST /` with a JSON body.
//!
//! Judged by the vendor's own SDK: the tests have its signatures, and `cargo xtask test` lets it call the fake cloud. Source: <https://cloud.tencent.com/document/api/214/30671>.

use super::redacted_credential::Credential;
use jiff::Timestamp;
use ring::{digest, hmac};

/// The type of every body.
pub const CONTENT_TYPE: &str = "application/json";
const ALGORITHM: &str = "TC3-HMAC-SHA256";

/// The header `Authorization`. `host` is the header `Host`, `seconds` the header `X-TC-Timestamp`.
pub fn authorization(credential: &Credential, service: &str, host: &str, seconds: i64, body: &[u8]) -> String {
    let date = Timestamp::from_second(seconds).unwrap_or_default().strftime("%Y-%m-%d").to_string();
    let scope = format!("{date}/{service}/tc3_request");
    let request =
        format!("POST\n/\n\ncontent-type:{CONTENT_TYPE}\nhost:{host}\n\ncontent-type;host\n{}", sha256_hex(body));
    let text = format!("{ALGORITHM}\n{seconds}\n{scope}\n{}", sha256_hex(request.as_bytes()));
    let key = format!("TC3{}", credential.secret_key.expose());
    let key = [date.as_str(), service, "tc3_request"]
        .iter()
        .fold(key.into_bytes(), |key, part| hmac_sha256(&key, part.as_bytes()));
    let signature = hex(&hmac_sha256(&key, text.as_bytes()));
    let id = &credential.secret_id;
    format!("{ALGORITHM} Credential={id}/{scope}, SignedHeaders=content-type;host, Signature={signature}")
}

fn hmac_sha256(key: &[u8], message: &[u8]) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), message).as_ref().to_vec()
}

fn sha256_hex(text: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, text).as_ref())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Signatures that the vendor's SDK for Python (`tencentcloud.common.sign`, 3.1.195) makes of the same requests.
    #[test]
    fn signatures_are_those_of_the_vendors_sdk() {
        let credential =
            Credential { secret_id: "AKIDexample".to_owned(), secret_key: "keyexample".to_owned().into(), token: None };
        let body = r#"{"Limit":100,"LoadBalancerName":"网关"}"#.as_bytes();
        assert_eq!(
            authorization(&credential, "clb", "clb.tencentcloudapi.com", 1_767_225_599, body),
            "TC3-HMAC-SHA256 Credential=AKIDexample/2025-12-31/clb/tc3_request, SignedHeaders=content-type;host, \
             Signature=1257c44cdeccf506dc07507e0f2f1a29a14dbc9d98b6340dcaec974e99cdb3ef"
        );
        assert_eq!(
            authorization(&credential, "sts", "sts.intl.tencentcloudapi.com", 1_709_164_800, b"{}"),
            "TC3-HMAC-SHA256 Credential=AKIDexample/2024-02-29/sts/tc3_request, SignedHeaders=content-type;host, \
             Signature=a0b30baa247f97a3e9e76bbada8defbc68ad4c6d767869a8ea2ec035dd4ca9be"
        );
    }
}
