//! The server: TLS, routes, limits, shutdown.

mod certificate;
mod listen;
mod review_body;
mod routes;

pub use certificate::{CertificateError, CertificateReload, ReloadedCertificate};
pub use listen::{ListenError, Listener, Shutdown};
pub use routes::{Readiness, ServerLimits, ServerState, Surface};
