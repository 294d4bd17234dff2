//! Temporary keys from STS: of a role that the user assumes, or of the account of a Pod.

use super::client::{Call, CloudService, http_client, send};
use super::failure::{CloudCallFailure, CloudReadError};
use super::find_credential_and_region::{CloudAccess, RoleToAssume};
use super::redacted_credential::Credential;
use serde::Deserialize;
use serde_json::{Value, json};

/// One run takes no longer.
const SECONDS: u32 = 1_800;
const SESSION: &str = "clbplan";

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    credentials: TemporaryCredential,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct TemporaryCredential {
    tmp_secret_id: String,
    tmp_secret_key: String,
    token: String,
}

/// The key that requests are signed with.
pub(super) async fn credential(settings: &CloudAccess) -> Result<Credential, CloudReadError> {
    let (action, body) = match (&settings.role, &settings.credential) {
        (RoleToAssume::None, Some(credential)) => return Ok(credential.clone()),
        (RoleToAssume::None, None) => return Err(CloudReadError::NoCredential(Vec::new())),
        (RoleToAssume::Assumed { arn, session }, _) => {
            ("AssumeRole", json!({ "RoleArn": arn, "RoleSessionName": session, "DurationSeconds": SECONDS }))
        }
        (RoleToAssume::OfPod { provider, token_file, arn }, _) => {
            let token = std::fs::read_to_string(token_file).map_err(|error| CloudReadError::InvalidFile {
                path: token_file.display().to_string(),
                why: error.to_string(),
            })?;
            let body = json!({ "ProviderId": provider, "WebIdentityToken": token.trim(), "RoleArn": arn,
                "RoleSessionName": SESSION, "DurationSeconds": SECONDS });
            ("AssumeRoleWithWebIdentity", body)
        }
    };
    assume(settings, action, &body).await.map_err(CloudReadError::Call)
}

async fn assume(settings: &CloudAccess, action: &str, body: &Value) -> Result<Credential, CloudCallFailure> {
    let service = CloudService { name: "sts", version: "2018-08-13", url: settings.sts_url.clone() };
    let call = Call { service: &service, action, region: &settings.region, body };
    let answer = send(&http_client(&service)?, &call, settings.credential.as_ref()).await?;
    let Ok(Answer { credentials }) = serde_json::from_value(answer) else {
        return Err(CloudCallFailure::InvalidAnswer(format!("the answer of {action} has no key")));
    };
    Ok(Credential {
        secret_id: credentials.tmp_secret_id,
        secret_key: credentials.tmp_secret_key.into(),
        token: Some(credentials.token.into()),
    })
}
