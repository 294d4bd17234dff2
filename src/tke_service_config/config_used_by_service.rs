//! Which TkeServiceConfig a Service names.

use super::fields::AUTO_SUFFIX;
use crate::syntax::KubernetesObject;
use crate::tke::definitions::listener::{TKE_SERVICE_CONFIG, TKE_SERVICE_CONFIG_AUTO};
use crate::tke::{Setting, Settings};

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

pub fn reference(object: &KubernetesObject, settings: &Settings) -> ConfigReference {
    let auto = || ConfigReference::Auto(format!("{}{}", object.name(), AUTO_SUFFIX));
    match (settings.get(&TKE_SERVICE_CONFIG), settings.get(&TKE_SERVICE_CONFIG_AUTO)) {
        (Setting::Absent, Setting::Absent | Setting::Is(false)) => ConfigReference::None,
        (Setting::Absent, Setting::Is(true)) => auto(),
        (Setting::Is(name), Setting::Absent | Setting::Is(false)) => ConfigReference::Named(name),
        (Setting::Invalid, _) | (_, Setting::Invalid) | (Setting::Is(_), Setting::Is(true)) => ConfigReference::Unclear,
    }
}
