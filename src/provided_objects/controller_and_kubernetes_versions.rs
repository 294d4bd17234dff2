//! Whether the versions of Kubernetes and of the controller can belong to one cluster: both decide what is planned.

use super::codes;
use crate::diagnostic::Diagnostic;
use crate::request::Context;
use crate::tke::ControllerVersion;

/// An upgrade to this version of Kubernetes, or a later one, asks for [`CONTROLLER`].
const KUBERNETES: ControllerVersion = ControllerVersion { major: 1, minor: 22, patch: 0 };
const CONTROLLER: ControllerVersion = ControllerVersion { major: 1, minor: 8, patch: 0 };

/// A finding where the version of the controller is not one: it counts as unknown.
pub fn unreadable_controller_version(context: &Context) -> Option<Diagnostic> {
    let version =
        context.controller_version.as_deref().filter(|version| ControllerVersion::parse(version).is_none())?;
    Some(Diagnostic::new(&codes::CONTROLLER_VERSION).arg("value", version).path("context.controllerVersion"))
}

/// A finding where the controller is older than the cluster's Kubernetes allows.
pub fn implausible_versions(context: &Context) -> Option<Diagnostic> {
    let kubernetes = context.kubernetes_version.as_deref()?;
    let release = ControllerVersion::parse(kubernetes.split(['-', '+']).next()?)?;
    let controller = ControllerVersion::parse(context.controller_version.as_deref()?)?;
    let implausible = release >= KUBERNETES && controller < CONTROLLER;
    let found = Diagnostic::new(&codes::CONTROLLER_TOO_OLD).path("context.controllerVersion");
    implausible.then(|| {
        found.arg("has", controller.to_string()).arg("kubernetes", kubernetes).arg("needs", CONTROLLER.to_string())
    })
}
