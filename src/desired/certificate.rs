//! The certificate that a Secret stands for.

use super::reasons;
use crate::diagnostic::Reason;
use crate::json::{Value, json};
use crate::model::{Cluster, Service};

/// The `Certificate` of a listener or rule, or why it cannot be had.
pub(super) fn of_secret(service: &Service<'_>, cluster: &Cluster, secret: &str) -> Result<Value, Reason> {
    let namespace = &service.name.namespace;
    let name = format!("{namespace}/{secret}");
    let Some(secrets) = &cluster.secrets else {
        return Err(reasons::SECRETS_UNKNOWN.with("secret", name));
    };
    let Some((certificate, ca)) = secrets.get(&(namespace.clone(), secret.to_owned())) else {
        return Err(reasons::SECRET_MISSING.with("secret", name));
    };
    match (certificate, ca) {
        (None, _) => Err(reasons::SECRET_WITHOUT_CERTIFICATE.with("secret", name)),
        (Some(id), None) => Ok(json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": id })),
        (Some(id), Some(ca)) => Ok(json!({ "SSLMode": "MUTUAL", "CertId": id, "CertCaId": ca })),
    }
}
