//! Reads the annotations of one Service as its controller would, and collects those without a valid value.

use crate::model::Service;
use crate::tke::{Setting, TypedDefinition, Version};

pub(super) struct SettingsReader<'a> {
    service: &'a Service<'a>,
    version: Option<Version>,
    unreadable_settings: Vec<&'static str>,
}

impl<'a> SettingsReader<'a> {
    /// A reader for a controller of this version; `None`: the version is unknown, and every annotation counts.
    pub(super) fn new(service: &'a Service<'a>, version: Option<Version>) -> SettingsReader<'a> {
        SettingsReader { service, version, unreadable_settings: Vec::new() }
    }

    /// The annotations that were read and have no valid value, each once, by name.
    pub(super) fn unreadable(mut self) -> Vec<&'static str> {
        self.unreadable_settings.sort_unstable();
        self.unreadable_settings.dedup();
        self.unreadable_settings
    }

    /// The value. `None` when the annotation is absent, when this controller version does not support it, or when it
    /// has no valid value, which is noted.
    pub(super) fn get<T: Clone>(&mut self, key: &'static TypedDefinition<T>) -> Option<T> {
        if !key.definition.is_supported_by(self.version) {
            return None;
        }
        match self.service.settings.get(key) {
            Setting::Is(value) => Some(value),
            Setting::Absent => None,
            Setting::Invalid => {
                self.unreadable_settings.push(key.definition.name);
                None
            }
        }
    }
}
