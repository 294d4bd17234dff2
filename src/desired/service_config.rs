//! The TkeServiceConfig that a Service follows, and the one that the controller keeps for it.

use super::SettingsReader;
use crate::config::fields::AUTO_SUFFIX;
use crate::json::Value;
use crate::model::{Cluster, Service};
use crate::tke;

/// The TkeServiceConfig that the controller keeps for a Service that asks for one.
#[derive(Debug, Clone, PartialEq)]
pub struct AutoConfig {
    /// Its name.
    pub name: String,
    /// What it says.
    pub current: CurrentServiceConfig,
}

/// What is known of an object.
#[derive(Debug, Clone, PartialEq)]
pub enum CurrentServiceConfig {
    /// No object of its kind was given.
    Unknown,
    /// It does not exist.
    Missing,
    /// Its `spec`, as it is written.
    Is(Value),
}

/// The TkeServiceConfig that the Service follows: the one it names, else the automatic one.
pub(super) fn name(service: &Service<'_>, reader: &mut SettingsReader<'_>) -> Option<String> {
    reader.get(&tke::TKE_SERVICE_CONFIG).or_else(|| auto_name(service, reader))
}

fn auto_name(service: &Service<'_>, reader: &mut SettingsReader<'_>) -> Option<String> {
    let automatic = reader.get(&tke::TKE_SERVICE_CONFIG_AUTO) == Some(true);
    automatic.then(|| format!("{}{AUTO_SUFFIX}", service.name.name))
}

/// The object that the controller keeps, where the Service asks for one and names none of its own.
pub(super) fn automatic(
    service: &Service<'_>,
    cluster: &Cluster,
    reader: &mut SettingsReader<'_>,
) -> Option<AutoConfig> {
    let own = reader.get(&tke::TKE_SERVICE_CONFIG);
    let name = auto_name(service, reader).filter(|_| own.is_none())?;
    let key = (service.name.namespace.clone(), name.clone());
    let current = match (cluster.auto_configs.get(&key), &cluster.configs) {
        (Some(spec), _) => CurrentServiceConfig::Is(spec.clone()),
        (None, Some(_)) => CurrentServiceConfig::Missing,
        (None, None) => CurrentServiceConfig::Unknown,
    };
    Some(AutoConfig { name, current })
}
