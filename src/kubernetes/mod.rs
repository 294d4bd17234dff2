//! What kube-apiserver does to a core/v1 Service: decoding, defaulting, the rules for new objects and for updates.
//!
//! [`check`] turns an object, and the one the cluster holds, into findings: each with the server's own path, type and
//! detail, in the rules of one release ([`mod@release`]). A server stops at the first step that has something to say; all
//! steps speak here, and a finding that a server would hold back says so. Nothing here knows what a controller makes
//! of a Service, or which addresses and ports a cluster has left.

pub mod codes;
pub mod service;

mod allocation;
mod cluster_ips;
mod decode;
mod defaults;
mod findings;
mod fixes;
mod format;
mod go_strings;
mod go_time;
mod ip;
mod load_balancer;
mod metadata;
mod ports;
mod release;
pub mod schema;
mod spec;
mod status;
mod type_meta;
mod warnings;

pub use findings::{Finding, Stage};
pub use release::{PortNameRule, PortRange, ReleaseRules, release_rules};
pub use service::ServiceObject;

use crate::diagnostic::Diagnostic;
use crate::request::Context;
use crate::syntax::Object;
use findings::Findings;

/// What a server is asked to do with an object.
#[derive(Debug, Clone, Copy)]
pub enum Operation<'o> {
    /// To store a new one.
    Create,
    /// To store a new state of this one.
    Update(&'o Object),
    /// To store a new status of this one, by a write to its status subresource, which looks at no other part; without it, of
    /// one that is as the object itself and has no status yet.
    Status(Option<&'o Object>),
}

impl<'o> From<Option<&'o Object>> for Operation<'o> {
    fn from(live: Option<&'o Object>) -> Operation<'o> {
        live.map_or(Operation::Create, Operation::Update)
    }
}

/// What the API server would say to this object. What the context says wrongly is found by [`release_rules()`], not here.
pub fn check<'o>(object: &Object, write: impl Into<Operation<'o>>, context: &Context) -> Vec<Diagnostic> {
    let (rules, _) = release_rules(context);
    let write = write.into();
    let CheckedService { new, old, found } = review(object, write, &rules);
    let mut findings = Findings::new(object);
    match (write, &old) {
        (Operation::Status(_), Some(old)) => warnings::check_status(&new, old, &rules, &mut findings),
        (_, old) => warnings::check(&new, old.as_ref(), &rules, &mut findings),
    }
    found.into_iter().chain(findings.finish()).map(|finding| finding.diagnostic).collect()
}

/// What keeps the object out, with the step that raises each.
pub fn findings<'o>(object: &Object, write: impl Into<Operation<'o>>, rules: &ReleaseRules) -> Vec<Finding> {
    review(object, write.into(), rules).found
}

/// A Service as it would be stored.
struct CheckedService {
    new: ServiceObject,
    /// As it is stored.
    old: Option<ServiceObject>,
    /// What keeps it out.
    found: Vec<Finding>,
}

fn review(object: &Object, write: Operation<'_>, rules: &ReleaseRules) -> CheckedService {
    let mut findings = Findings::new(object);
    let mut new = read(object, &mut findings);
    let old = match write {
        Operation::Create => {
            defaults::cluster_ips_on_create(&mut new);
            allocation::allocate(&mut new, None, rules, &mut findings);
            metadata::check_create(&new, rules, &mut findings);
            spec::check(&new, None, rules, &mut findings);
            None
        }
        Operation::Update(live) => {
            let old = stored(live);
            defaults::keep_allocated(&mut new, &old);
            defaults::cluster_ips_on_update(&mut new, &old);
            allocation::allocate(&mut new, Some(&old), rules, &mut findings);
            defaults::drop_type_dependent(&mut new, &old);
            metadata::check_update(&new, &old, &mut findings);
            cluster_ips::check_update(&new, &old, &mut findings);
            load_balancer::check_update(&new, &old, &mut findings);
            spec::check(&new, Some(&old), rules, &mut findings);
            Some(old)
        }
        Operation::Status(live) => {
            let old = with_status(&new, live);
            metadata::check_update(&new, &old, &mut findings);
            status::check(&new, &old, rules, &mut findings);
            Some(old)
        }
    };
    CheckedService { new, old, found: findings.finish() }
}

/// A Service with its defaults, and what is wrong with its shape.
pub fn decode(object: &Object) -> (ServiceObject, Vec<Diagnostic>) {
    let mut findings = Findings::new(object);
    let service = read(object, &mut findings);
    (service, findings.finish().into_iter().map(|finding| finding.diagnostic).collect())
}

fn read(object: &Object, findings: &mut Findings) -> ServiceObject {
    let mut service = decode::decode(object, findings);
    defaults::set_defaults(&mut service);
    defaults::drop_equal_owners(&mut service);
    service
}

fn with_status(new: &ServiceObject, live: Option<&Object>) -> ServiceObject {
    live.map_or_else(|| ServiceObject { status: service::ServiceStatus::default(), ..new.clone() }, stored)
}

/// The stored object as the server reads it back. Its values have no place in the text that is checked.
fn stored(live: &Object) -> ServiceObject {
    let placed = live.document.map(|_| Object { document: None, ..live.clone() });
    let live = placed.as_ref().unwrap_or(live);
    let mut service = read(live, &mut Findings::new(live));
    defaults::on_read(&mut service);
    service
}
