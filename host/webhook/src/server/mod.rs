//! The server: TLS, routes, limits, shutdown.

mod certificate;
mod listen;
mod review_body;
mod routes;

pub use certificate::{CertificateError, CertificateReload, ReloadedCertificate};
pub use listen::{ListenError, OpenPort, Shutdown};
pub use routes::{ServedPaths, ServerLimits, ServerReadiness, ServerState};
