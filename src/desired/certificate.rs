//! Resolves a Secret to the certificate it refers to.

use super::reasons;
use crate::diagnostic::Reason;
use crate::json::{Value, json};
use crate::model::CertificateId::{Absent, Concealed, Is, NotAnId, NotBase64};
use crate::model::{ObjectKnowledge, ObjectsAroundServices, Service};
use crate::request::ServiceName;
use crate::tke;

/// True for the reason of a certificate that the cluster may well have: only the request does not show it.
pub fn is_unknown_certificate(reason: &Reason) -> bool {
    reason.is(&reasons::SECRETS_UNKNOWN) || reason.is(&reasons::SECRET_CONCEALED)
}

/// The `Certificate` of a listener or domain, or the reason why it is not available.
pub(super) fn of_secret(service: &Service<'_>, cluster: &ObjectsAroundServices, secret: &str) -> Result<Value, Reason> {
    let namespace = &service.name.namespace;
    let name = format!("{namespace}/{secret}");
    let key = ServiceName { namespace: namespace.clone(), name: secret.to_owned() };
    let (certificate, ca) = match cluster.secrets.of(&key) {
        ObjectKnowledge::Unknown => return Err(reasons::SECRETS_UNKNOWN.with("secret", name)),
        ObjectKnowledge::Missing => return Err(reasons::SECRET_MISSING.with("secret", name)),
        ObjectKnowledge::Is(ids) => ids,
    };
    let concealed = |key: &str| Err(reasons::SECRET_CONCEALED.with("secret", name.clone()).arg("key", key));
    let unusable = |key: &str| Err(reasons::SECRET_UNUSABLE.with("secret", name.clone()).arg("key", key));
    match (certificate, ca) {
        (Absent, _) => Err(reasons::SECRET_WITHOUT_CERTIFICATE.with("secret", name)),
        (Concealed, _) => concealed(tke::CERTIFICATE_ID.name()),
        (NotBase64 | NotAnId, _) => unusable(tke::CERTIFICATE_ID.name()),
        (Is(_), Concealed) => concealed(tke::CLIENT_CA_ID.name()),
        (Is(_), NotBase64 | NotAnId) => unusable(tke::CLIENT_CA_ID.name()),
        (Is(id), Absent) => Ok(json!({ "SSLMode": "UNIDIRECTIONAL", "CertId": id })),
        (Is(id), Is(ca)) => Ok(json!({ "SSLMode": "MUTUAL", "CertId": id, "CertCaId": ca })),
    }
}
