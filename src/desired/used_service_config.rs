//! The TkeServiceConfig that a Service uses, and the one that the controller maintains for it.

use super::settings_reader::ServiceSettingsReader;
use crate::json::Value;
use crate::model::{ObjectKnowledge, ObjectsAroundServices, Service};
use crate::tke;
use crate::tke_service_config::fields::AUTO_SUFFIX;

/// The TkeServiceConfig that the controller maintains for a Service.
#[derive(Debug, Clone, PartialEq)]
pub struct AutoServiceConfig {
    pub name: String,
    pub current: CurrentAutoServiceConfig,
}

/// The current object.
#[derive(Debug, Clone, PartialEq)]
pub enum CurrentAutoServiceConfig {
    /// No live object of its kind and namespace was provided.
    Unknown,
    Missing,
    /// Its `spec`, as written.
    Is(Value),
}

/// The TkeServiceConfig that the Service uses: the one it names, else the automatic one.
pub(super) fn name(service: &Service<'_>, reader: &mut ServiceSettingsReader<'_>) -> Option<String> {
    reader.get(&tke::TKE_SERVICE_CONFIG).or_else(|| auto_name(service, reader))
}

fn auto_name(service: &Service<'_>, reader: &mut ServiceSettingsReader<'_>) -> Option<String> {
    let automatic = reader.get(&tke::TKE_SERVICE_CONFIG_AUTO) == Some(true);
    automatic.then(|| format!("{}{AUTO_SUFFIX}", service.name.name))
}

/// The object that the controller maintains, when the Service requests one and names none of its own.
pub(super) fn automatic(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    reader: &mut ServiceSettingsReader<'_>,
) -> Option<AutoServiceConfig> {
    let own = reader.get(&tke::TKE_SERVICE_CONFIG);
    let name = auto_name(service, reader).filter(|_| own.is_none())?;
    let key = (service.name.namespace.clone(), name.clone());
    let current = match (cluster.auto_configs.get(&key), cluster.config_state(service, &name)) {
        (Some(spec), _) => CurrentAutoServiceConfig::Is(spec.clone()),
        (None, ObjectKnowledge::Is(_) | ObjectKnowledge::Missing) => CurrentAutoServiceConfig::Missing,
        (None, ObjectKnowledge::Unknown) => CurrentAutoServiceConfig::Unknown,
    };
    Some(AutoServiceConfig { name, current })
}
