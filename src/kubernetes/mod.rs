//! What kube-apiserver does to a core/v1 Service: decoding, defaulting, the rules for new objects and for updates.
//!
//! [`check`] turns an object, and the one the cluster holds, into findings: each with the server's own path, type and
//! detail, in the rules of one release ([`mod@profile`]). A server stops at the first step that has something to say; all
//! steps speak here, and a finding that a server would hold back says so. Nothing here knows what a controller makes
//! of a Service, or which addresses and ports a cluster has left.

pub mod codes;
pub mod service;

mod address;
mod allocate;
mod cluster_ips;
mod decode;
mod defaults;
mod fixes;
mod format;
mod go;
mod load_balancer;
mod metadata;
mod ports;
mod profile;
mod report;
pub mod schema;
mod spec;
mod status;
mod time;
mod warnings;

pub use profile::{Names, PortRange, Profile, profile};
pub use report::{Finding, Stage};
pub use service::Service;

use crate::diagnostic::Diagnostic;
use crate::input::Object;
use crate::input::request::Context;
use report::Report;

/// What the API server would say to this object: to a new one, or to a new state of `live`. What the context says
/// wrongly is found by [`profile()`], not here.
pub fn check(object: &Object, live: Option<&Object>, context: &Context) -> Vec<Diagnostic> {
    let (profile, _) = profile(context);
    let (new, found) = review(object, live, &profile);
    let mut report = Report::new(object);
    warnings::check(&new, &profile, &mut report);
    found.into_iter().chain(report.finish()).map(|finding| finding.diagnostic).collect()
}

/// What keeps the object out, with the step that raises each.
pub fn findings(object: &Object, live: Option<&Object>, profile: &Profile) -> Vec<Finding> {
    review(object, live, profile).1
}

/// The Service as it would be stored, and what keeps it out.
fn review(object: &Object, live: Option<&Object>, profile: &Profile) -> (Service, Vec<Finding>) {
    let mut report = Report::new(object);
    let mut new = read(object, &mut report);
    match live {
        None => {
            defaults::cluster_ips_on_create(&mut new);
            allocate::allocate(&mut new, None, profile, &mut report);
            metadata::check_create(&new, profile, &mut report);
            spec::check(&new, None, profile, &mut report);
        }
        Some(live) => {
            let old = stored(live);
            defaults::keep_allocated(&mut new, &old);
            defaults::cluster_ips_on_update(&mut new, &old);
            allocate::allocate(&mut new, Some(&old), profile, &mut report);
            defaults::drop_type_dependent(&mut new, &old);
            metadata::check_update(&new, &old, &mut report);
            cluster_ips::check_update(&new, &old, &mut report);
            load_balancer::check_update(&new, &old, &mut report);
            spec::check(&new, Some(&old), profile, &mut report);
        }
    }
    (new, report.finish())
}

/// What the API server would say if this object's status were written to the status subresource of `live`.
pub fn check_status(object: &Object, live: &Object, context: &Context) -> Vec<Diagnostic> {
    let (profile, _) = profile(context);
    let mut report = Report::new(object);
    let new = read(object, &mut report);
    let old = stored(live);
    metadata::check_update(&new, &old, &mut report);
    status::check(&new, &old, &profile, &mut report);
    report.finish().into_iter().map(|finding| finding.diagnostic).collect()
}

/// A Service with its defaults, and what is wrong with its shape.
pub fn decode(object: &Object) -> (Service, Vec<Diagnostic>) {
    let mut report = Report::new(object);
    let service = read(object, &mut report);
    (service, report.finish().into_iter().map(|finding| finding.diagnostic).collect())
}

fn read(object: &Object, report: &mut Report) -> Service {
    let mut service = decode::decode(object, report);
    defaults::set_defaults(&mut service);
    defaults::drop_equal_owners(&mut service);
    service
}

/// The stored object as the server reads it back. Its values have no place in the text that is checked.
fn stored(live: &Object) -> Service {
    let placed = live.document.map(|_| Object { document: None, ..live.clone() });
    let live = placed.as_ref().unwrap_or(live);
    let mut service = read(live, &mut Report::new(live));
    defaults::on_read(&mut service);
    service
}
