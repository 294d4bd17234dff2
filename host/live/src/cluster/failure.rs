//! Why a request to the API server failed, as a reader can act on it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::error::Error;
use std::io::ErrorKind;
use std::time::Duration;

/// Why something could not be read. Texts are those of the server, the plug-in or the operating system.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum ClusterReadFailure {
    /// The user may not read it (403).
    #[error("{0}")]
    Forbidden(String),
    /// The cluster has no such kind, or no such object (404).
    #[error("not found")]
    NotFound,
    /// The credentials are not accepted, or no longer (401).
    #[error("{0}")]
    Unauthorized(String),
    /// There were no credentials: the program or the file that provides them failed.
    #[error("{0}")]
    Credentials(String),
    /// The server's certificate is not trusted.
    #[error("{0}")]
    Certificate(String),
    /// No connection.
    #[error("{0}")]
    Unreachable(String),
    /// No complete answer in time.
    #[error("no complete answer within {} s", .0.as_secs_f32())]
    TimedOut(Duration),
    /// The server asks to come back later, and still did after several tries (429, 503).
    #[error("{0}")]
    Busy(String),
    /// The list changed faster than its pages could be read (410).
    #[error("the list changed faster than its pages could be read")]
    PagesExpired,
    /// The answer is larger than what is read.
    #[error("the answer is larger than {0} MiB")]
    TooLarge(usize),
    /// The answer is not what the API promises.
    #[error("{0}")]
    InvalidAnswer(String),
    /// Another status.
    #[error("{code}: {message}")]
    Status {
        /// The HTTP status.
        code: u16,
        /// The server's message.
        message: String,
    },
}

/// `Status` of the Kubernetes API, as far as it is used.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Status {
    message: String,
}

/// The longest text of a body that is no `Status`, such as the page of a proxy.
const EXCERPT: usize = 200;

impl ClusterReadFailure {
    /// The failure that an answer with a status other than 200 reports.
    pub(super) fn of_answer(code: u16, body: &[u8]) -> ClusterReadFailure {
        let status: Status = serde_json::from_slice(body).unwrap_or_default();
        let message = if status.message.is_empty() {
            String::from_utf8_lossy(body).trim().chars().take(EXCERPT).collect()
        } else {
            status.message
        };
        ClusterReadFailure::of_status(code, message)
    }

    /// The failure that a status other than 200 reports, with the message of the server.
    pub(super) fn of_status(code: u16, message: String) -> ClusterReadFailure {
        match code {
            401 => ClusterReadFailure::Unauthorized(message),
            403 => ClusterReadFailure::Forbidden(message),
            404 => ClusterReadFailure::NotFound,
            410 => ClusterReadFailure::PagesExpired,
            429 | 503 => ClusterReadFailure::Busy(message),
            code => ClusterReadFailure::Status { code, message },
        }
    }

    /// The failure of a request that got no answer.
    pub(super) fn of_error(error: &kube::Error) -> ClusterReadFailure {
        use kube::client::AuthError;
        match error {
            // The error's own text has the arguments, the environment and the output of the plug-in: any may be secret.
            kube::Error::Auth(AuthError::AuthExecRun { cmd: _, out }) => {
                let stderr = String::from_utf8_lossy(&out.stderr);
                ClusterReadFailure::Credentials(format!("{}\n{}", out.status, stderr.trim()).trim().to_owned())
            }
            kube::Error::Auth(AuthError::AuthExecStart(error)) => ClusterReadFailure::Credentials(error.to_string()),
            kube::Error::Auth(AuthError::AuthExecParse(_)) => {
                ClusterReadFailure::Credentials("the output of the credential plug-in is no ExecCredential".to_owned())
            }
            kube::Error::Auth(error) => ClusterReadFailure::Credentials(error.to_string()),
            error => ClusterReadFailure::of_chain(error),
        }
    }

    /// Looks through an error and its causes.
    fn of_chain(error: &(dyn Error + 'static)) -> ClusterReadFailure {
        let mut next = Some(error);
        let mut deepest = error.to_string();
        while let Some(error) = next {
            if let Some(error) = error.downcast_ref::<kube::client::AuthError>() {
                return ClusterReadFailure::Credentials(error.to_string());
            }
            if let Some(error) = error.downcast_ref::<rustls::Error>() {
                return ClusterReadFailure::of_tls(error);
            }
            deepest = error.to_string();
            next = match error.downcast_ref::<std::io::Error>() {
                Some(io) if io.kind() == ErrorKind::TimedOut => return ClusterReadFailure::Unreachable(deepest),
                // What an io::Error wraps is not its source.
                Some(io) if io.get_ref().is_some() => io.get_ref().map(|inner| inner as &(dyn Error + 'static)),
                Some(_) | None => error.source(),
            };
        }
        ClusterReadFailure::Unreachable(deepest)
    }

    fn of_tls(error: &rustls::Error) -> ClusterReadFailure {
        match error {
            rustls::Error::InvalidCertificate(_) | rustls::Error::NoCertificatesPresented => {
                ClusterReadFailure::Certificate(error.to_string())
            }
            // How a server says that it does not accept the client's certificate.
            rustls::Error::AlertReceived(_) => ClusterReadFailure::Unauthorized(error.to_string()),
            error => ClusterReadFailure::Unreachable(error.to_string()),
        }
    }
}
