//! Reads the annotations of one Service as its controller would, and collects those without a valid value.

use crate::model::Service;
use crate::request::Context;
use crate::sorted_map::sort;
use crate::tke::ports_and_backend_kind::{BackendKind, backends};
use crate::tke::{
    ControllerSwitches, ControllerVersion, DIRECT_ACCESS, ServiceSituation, SettingValue, TypedNameDefinition,
};

pub(super) struct ServiceSettingsReader<'a> {
    service: &'a Service<'a>,
    version: Option<ControllerVersion>,
    situation: ServiceSituation,
    /// What the backends of the Service are.
    pub(super) backends: BackendKind,
    unreadable_settings: Vec<&'static str>,
}

impl<'a> ServiceSettingsReader<'a> {
    /// A reader as the controller of this cluster; where its version is unknown, every annotation counts.
    pub(super) fn new(
        service: &'a Service<'a>,
        switches: &ControllerSwitches<'_>,
        context: &Context,
    ) -> ServiceSettingsReader<'a> {
        let version = switches.version();
        let supported = service.settings.supported_by(version);
        // A Service without a uid is new.
        let backends = backends(supported.get(&DIRECT_ACCESS), service.uid.is_none(), switches, context);
        let situation = ServiceSituation::of(service.object, &supported, backends, context);
        ServiceSettingsReader { service, version, situation, backends, unreadable_settings: Vec::new() }
    }

    /// The annotations that were read and have no valid value, each once, by name.
    pub(super) fn unreadable(mut self) -> Vec<&'static str> {
        sort(&mut self.unreadable_settings);
        self.unreadable_settings.dedup();
        self.unreadable_settings
    }

    /// The value. `None` when the annotation is absent, when this controller version does not support it, when it is for
    /// Services in another situation, or when it has no valid value, which is noted.
    pub(super) fn get<T: Clone>(&mut self, key: &'static TypedNameDefinition<T>) -> Option<T> {
        if !key.definition.is_supported_by(self.version) || self.situation.is_for_another(&key.definition) {
            return None;
        }
        match self.service.settings.get(key) {
            SettingValue::Is(value) => Some(value),
            SettingValue::Absent => None,
            SettingValue::Invalid => {
                // The name that is in the manifest may be a former one.
                let written = self.service.settings.entry(&key.definition).and_then(|entry| entry.definition);
                self.unreadable_settings.push(written.unwrap_or(&key.definition).name);
                None
            }
        }
    }
}
