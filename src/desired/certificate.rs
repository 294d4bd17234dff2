//! Resolves a Secret to the certificate it refers to.

use super::reasons;
use crate::diagnostic::Reason;
use crate::json::{Value, json};
use crate::model::{Cluster, ObjectKnowledge, Service};
use crate::request::ServiceName;

/// The `Certificate` of a listener or domain, or the reason why it is not available.
pub(super) fn of_secret(service: &Service<'_>, cluster: &Cluster, secret: &str) -> Result<Value, Reason> {
    let namespace = &service.name.namespace;
    let name = format!("{namespace}/{secret}");
    let key = ServiceName { namespace: namespace.clone(), name: secret.to_owned() };
    let (certificate, ca) = match cluster.secrets.of(&key) {
        ObjectKnowledge::Unknown => return Err(reasons::SECRETS_UNKNOWN.with("secret", name)),
        ObjectKnowledge::Missing => return Err(reasons::SECRET_MISSING.with("secret", name)),
        ObjectKnowledge::Is(ids) => ids,
    };
    match (certificate, ca) {
        (None, _) => Err(reasons::SECRET_WITHOUT_CERTIFICATE.with("secret", name)),
        (Some(id), None) => Ok(json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": id })),
        (Some(id), Some(ca)) => Ok(json!({ "SSLMode": "MUTUAL", "CertId": id, "CertCaId": ca })),
    }
}
