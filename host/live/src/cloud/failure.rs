//! Why the cloud could not be read, as a reader can act on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why a call failed. Texts are those of the API.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum CloudCallFailure {
    /// The key is wrong, or was deleted or disabled.
    #[error("{0}")]
    InvalidCredential(String),
    /// The temporary key has expired.
    #[error("{0}")]
    ExpiredCredential(String),
    /// This machine's clock differs from the cloud's by more than five minutes.
    #[error("{0}")]
    Clock(String),
    /// The policies of the user do not allow the action.
    #[error("{0}")]
    Denied(String),
    /// Too many requests, after several tries.
    #[error("{0}")]
    Throttled(String),
    /// There is no such region, or it has no CLB.
    #[error("{0}")]
    WrongRegion(String),
    /// No connection, or no answer in time.
    #[error("{0}")]
    Unreachable(String),
    /// The answer is not what the API promises.
    #[error("{0}")]
    InvalidAnswer(String),
    /// Another error of the API.
    #[error("{code}: {message}")]
    Api {
        /// The code of the API.
        code: String,
        /// Its message.
        message: String,
    },
}

impl CloudCallFailure {
    /// The error of an answer. Codes: <https://cloud.tencent.com/document/api/214/30693>, part "public error codes".
    pub(super) fn of_code(code: &str, message: &str) -> CloudCallFailure {
        let text = format!("{code}: {message}");
        match code {
            "AuthFailure.SignatureExpire" => CloudCallFailure::Clock(text),
            "AuthFailure.TokenFailure" => CloudCallFailure::ExpiredCredential(text),
            "AuthFailure.UnauthorizedOperation" => CloudCallFailure::Denied(text),
            "UnsupportedRegion" => CloudCallFailure::WrongRegion(text),
            code if code.starts_with("UnauthorizedOperation") => CloudCallFailure::Denied(text),
            code if code.starts_with("AuthFailure") => CloudCallFailure::InvalidCredential(text),
            code if code.starts_with("RequestLimitExceeded") => CloudCallFailure::Throttled(text),
            code => CloudCallFailure::Api { code: code.to_owned(), message: message.to_owned() },
        }
    }

    /// True if the same call may succeed a moment later.
    pub(super) fn is_temporary(&self) -> bool {
        match self {
            CloudCallFailure::Throttled(_) | CloudCallFailure::Unreachable(_) => true,
            CloudCallFailure::Api { code, .. } => code == "InternalError" || code.starts_with("InternalError."),
            CloudCallFailure::InvalidCredential(_)
            | CloudCallFailure::ExpiredCredential(_)
            | CloudCallFailure::Clock(_)
            | CloudCallFailure::Denied(_)
            | CloudCallFailure::WrongRegion(_)
            | CloudCallFailure::InvalidAnswer(_) => false,
        }
    }
}

/// Why nothing was read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CloudReadError {
    /// No key was found in any of these places.
    #[error("no key in {0:?}")]
    NoCredential(Vec<String>),
    /// A file with a key cannot be read, or has none.
    #[error("{path}: {why}")]
    InvalidFile {
        /// The file.
        path: String,
        /// The problem.
        why: String,
    },
    /// The login of a profile of tccli has expired, and only tccli can renew it.
    #[error("the login of profile {0} has expired")]
    LoginExpired(String),
    /// No region is configured.
    #[error("no region")]
    NoRegion,
    /// The load balancers could not be listed.
    #[error("{0}")]
    Call(CloudCallFailure),
}
