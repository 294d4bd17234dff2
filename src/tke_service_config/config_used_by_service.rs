//! Which TkeServiceConfig a Service names.

use super::fields::AUTO_SUFFIX;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::listener::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use crate::tke::{ServiceSettings, SettingValue};

/// The TkeServiceConfig that a Service uses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ConfigReference {
    None,
    /// Created by the user, with this name.
    Named(String),
    /// Maintained by the controller, with this name.
    Auto(String),
    /// The annotations are invalid, or both are set.
    Unclear,
}

pub fn reference(object: &KubernetesObject, settings: &ServiceSettings) -> ConfigReference {
    let auto = || ConfigReference::Auto(format!("{}{}", object.name(), AUTO_SUFFIX));
    match (settings.get(&TKE_SERVICE_CONFIG), settings.get(&TKE_SERVICE_CONFIG_AUTO)) {
        (SettingValue::Absent, SettingValue::Absent | SettingValue::Is(false)) => ConfigReference::None,
        (SettingValue::Absent, SettingValue::Is(true)) => auto(),
        (SettingValue::Is(name), SettingValue::Absent | SettingValue::Is(false)) => ConfigReference::Named(name),
        (SettingValue::Invalid, _) | (_, SettingValue::Invalid) | (SettingValue::Is(_), SettingValue::Is(true)) => {
            ConfigReference::Unclear
        }
    }
}
