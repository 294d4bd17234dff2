//! Whether a CLB is protected against modification, by the annotation, the cluster's switch, and what the cloud says.
//!
//! That operation protection in the cloud's API is the controller's modification protection is inferred: no page says so.

use super::definitions::cluster_switches::ENABLE_DEFAULT_MODIFICATION_PROTECTION;
use super::definitions::load_balancer::{MODIFICATION_PROTECTION, TKE_EXISTED_LBID};
use super::{ControllerSwitches, ServiceSettings, SettingValue};

/// Whether a CLB is protected against modification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ModificationProtection {
    On,
    Off,
    Unknown,
}

/// The default of CLBs that the controller creates. Without the switch it depends on the cluster's age, from the first
/// version that has it on.
pub fn default_protection(switches: &ControllerSwitches<'_>) -> ModificationProtection {
    let switch = &ENABLE_DEFAULT_MODIFICATION_PROTECTION;
    match switches.get(switch) {
        SettingValue::Is(true) => ModificationProtection::On,
        SettingValue::Is(false) => ModificationProtection::Off,
        SettingValue::Absent | SettingValue::Invalid => {
            let since = switch.definition.since.map(|since| since.version);
            match switches.version() {
                Some(version) if Some(version) < since => ModificationProtection::Off,
                Some(_) | None => ModificationProtection::Unknown,
            }
        }
    }
}

/// Whether the CLB of a Service is protected. `observed` is `ProtectState` of `DescribeLBOperateProtect`.
pub fn modification_protection(
    settings: &ServiceSettings,
    switches: &ControllerSwitches<'_>,
    observed: Option<bool>,
) -> ModificationProtection {
    match (settings.get(&MODIFICATION_PROTECTION), observed) {
        (SettingValue::Is(true), _) | (_, Some(true)) => ModificationProtection::On,
        (SettingValue::Is(false), _) | (_, Some(false)) => ModificationProtection::Off,
        // The switch is for CLBs that the controller creates.
        (SettingValue::Absent | SettingValue::Invalid, None) if settings.is_present(&TKE_EXISTED_LBID) => {
            ModificationProtection::Off
        }
        (SettingValue::Absent | SettingValue::Invalid, None) => default_protection(switches),
    }
}
