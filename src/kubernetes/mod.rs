//! What kube-apiserver does to a core/v1 Service: decoding, defaults, and the rules for new objects and updates.
//!
//! [`check`] turns an object, and the one in the cluster, into findings with the server's own path, type and detail, by
//! the rules of one release ([`mod@release_rules_and_ranges`]). A server stops at the first step that fails; here all steps
//! report, and findings that a server would not reach yet say so. What a controller does with a Service, and which addresses and
//! ports are free, is not known here.

pub mod codes;
pub mod service;

mod allocation;
mod cluster_ips;
mod decode;
mod decoded_node;
mod defaults;
mod describe_value;
mod field_names_in_server_errors;
mod findings_by_request_step;
mod findings_that_depend_on_release;
mod fixes;
mod full_width;
mod go_strings;
mod go_time;
mod ip;
mod name_format;
mod node_port_range;
mod ports;
mod release_rules_and_ranges;
mod requested_node_ports_and_ips;
pub mod service_fields;
mod unreadable_fields;
mod validate_load_balancer_fields;
mod validate_metadata;
mod validate_spec;
mod validate_status;
mod validate_type_meta;
mod warnings;

pub use defaults::is_default;
pub use findings_by_request_step::{ApiServerFinding, ApiServerStep};
pub use ip::IpAddress;
pub use node_port_range::NodePortRange;
pub use release_rules_and_ranges::{KubernetesReleaseRules, ServiceNameRule, release_rules};
pub use requested_node_ports_and_ips::{
    HEALTH_CHECK as HEALTH_CHECK_NODE_PORT, NodePortOrClusterIp, NodePortOrIpField, NodePortsAndIpsOfService,
};
pub use service::ServiceObject;
pub use validate_load_balancer_fields::RANGES_ANNOTATION as SOURCE_RANGES_ANNOTATION;

use crate::diagnostic::Diagnostic;
use crate::request::Context;
use crate::syntax::KubernetesObject;
use findings_by_request_step::ApiServerFindings;

/// The operation that is requested.
#[derive(Debug, Clone, Copy)]
pub enum Operation<'o> {
    /// Stores a new object.
    Create,
    /// Stores a new state of this object.
    Update(&'o KubernetesObject),
    /// Writes the status subresource of this object; only `status` is validated. `None`: the stored object is assumed
    /// equal to this one, with an empty status.
    Status(Option<&'o KubernetesObject>),
}

impl<'o> From<Option<&'o KubernetesObject>> for Operation<'o> {
    fn from(live: Option<&'o KubernetesObject>) -> Operation<'o> {
        live.map_or(Operation::Create, Operation::Update)
    }
}

/// The findings of the API server about this object. Errors in the context are reported by [`release_rules()`].
pub fn check<'o>(object: &KubernetesObject, write: impl Into<Operation<'o>>, context: &Context) -> Vec<Diagnostic> {
    check_with_numbers(object, write, context).0
}

/// The findings of the API server about this object, and its numbers: to read it again for them would take as long as the
/// check.
pub fn check_with_numbers<'o>(
    object: &KubernetesObject,
    write: impl Into<Operation<'o>>,
    context: &Context,
) -> (Vec<Diagnostic>, NodePortsAndIpsOfService) {
    let (rules, _) = release_rules(context);
    let write = write.into();
    let CheckedService { new, old, found, numbers } = review(object, write, &rules);
    let mut findings = ApiServerFindings::new(object);
    if found.iter().any(|finding| finding.stage == ApiServerStep::Decode) {
        // A server that cannot read an object warns about nothing in it.
        let found = found.into_iter().map(|finding| finding.diagnostic);
        return (found.chain(full_width::check(object)).collect(), numbers);
    }
    if let Some(older) = findings_that_depend_on_release::older_rules(&new, &rules) {
        findings_that_depend_on_release::report(&found, &review(object, write, &older).found, &mut findings);
    }
    warnings::check_owners(&new, &mut findings);
    match (write, &old) {
        (Operation::Status(_), Some(old)) => warnings::check_status(&new, old, &rules, &mut findings),
        (_, old) => warnings::check(&new, old.as_ref(), &rules, &mut findings),
    }
    let found = found.into_iter().chain(findings.finish()).map(|finding| finding.diagnostic);
    (found.chain(full_width::check(object)).collect(), numbers)
}

/// The findings that reject the object, with their steps.
pub fn findings<'o>(
    object: &KubernetesObject,
    write: impl Into<Operation<'o>>,
    rules: &KubernetesReleaseRules,
) -> Vec<ApiServerFinding> {
    review(object, write.into(), rules).found
}

/// A Service as it would be stored.
struct CheckedService {
    new: ServiceObject,
    /// The stored object.
    old: Option<ServiceObject>,
    /// The findings that reject it.
    found: Vec<ApiServerFinding>,
    /// The numbers that it requests, and those that it keeps. A write of the status requests none.
    numbers: NodePortsAndIpsOfService,
}

fn review(object: &KubernetesObject, write: Operation<'_>, rules: &KubernetesReleaseRules) -> CheckedService {
    let mut findings = ApiServerFindings::new(object);
    let mut new = read(object, &mut findings);
    let mut numbers = NodePortsAndIpsOfService::default();
    let old = match write {
        Operation::Create => {
            defaults::cluster_ips_on_create(&mut new);
            numbers = requested_node_ports_and_ips::requested_numbers(&new, None);
            allocation::allocate(&mut new, None, rules, &mut findings);
            validate_metadata::check_create(&new, rules, &mut findings);
            validate_spec::check(&new, None, rules, &mut findings);
            None
        }
        Operation::Update(live) => {
            let old = stored(live);
            defaults::keep_allocated(&mut new, &old);
            defaults::cluster_ips_on_update(&mut new, &old);
            numbers = requested_node_ports_and_ips::requested_numbers(&new, Some(&old));
            allocation::allocate(&mut new, Some(&old), rules, &mut findings);
            defaults::drop_type_dependent(&mut new, &old);
            validate_metadata::check_update(&new, &old, rules, &mut findings);
            cluster_ips::check_update(&new, &old, &mut findings);
            validate_load_balancer_fields::check_update(&new, &old, &mut findings);
            validate_spec::check(&new, Some(&old), rules, &mut findings);
            Some(old)
        }
        Operation::Status(live) => {
            let old = with_status(&new, live);
            validate_metadata::check_update(&new, &old, rules, &mut findings);
            validate_status::check(&new, &old, rules, &mut findings);
            Some(old)
        }
    };
    CheckedService { new, old, found: findings.finish(), numbers }
}

/// A Service with defaults, and findings about its types.
pub fn decode(object: &KubernetesObject) -> (ServiceObject, Vec<Diagnostic>) {
    let mut findings = ApiServerFindings::new(object);
    let service = read(object, &mut findings);
    (service, findings.finish().into_iter().map(|finding| finding.diagnostic).collect())
}

/// The numbers of a Service that is stored.
pub fn numbers_of_stored(object: &KubernetesObject) -> Vec<NodePortOrClusterIp> {
    let (stored, _) = with_allocated(object, None);
    requested_node_ports_and_ips::requested_numbers(&stored, None).all
}

/// True when the API server would have to give the Service an address that it requests.
pub fn requests_address(object: &KubernetesObject, live: Option<&KubernetesObject>) -> bool {
    let (new, old) = with_allocated(object, live);
    !allocation::requested_addresses(&new, old.as_ref()).is_empty()
}

/// A Service with the numbers and addresses that it keeps, and the stored object.
fn with_allocated(
    object: &KubernetesObject,
    live: Option<&KubernetesObject>,
) -> (ServiceObject, Option<ServiceObject>) {
    let mut new = read(object, &mut ApiServerFindings::new(object));
    let old = live.map(stored);
    match &old {
        None => defaults::cluster_ips_on_create(&mut new),
        Some(old) => {
            defaults::keep_allocated(&mut new, old);
            defaults::cluster_ips_on_update(&mut new, old);
        }
    }
    (new, old)
}

fn read(object: &KubernetesObject, findings: &mut ApiServerFindings) -> ServiceObject {
    let mut service = decode::decode(object, findings);
    defaults::set_defaults(&mut service);
    defaults::drop_equal_owners(&mut service);
    service
}

fn with_status(new: &ServiceObject, live: Option<&KubernetesObject>) -> ServiceObject {
    live.map_or_else(|| ServiceObject { status: service::ServiceStatus::default(), ..new.clone() }, stored)
}

/// The stored object as the server reads it back. Its values have no spans in the checked text.
fn stored(live: &KubernetesObject) -> ServiceObject {
    let placed = live.document.map(|_| KubernetesObject { document: None, ..live.clone() });
    let live = placed.as_ref().unwrap_or(live);
    let mut service = read(live, &mut ApiServerFindings::new(live));
    defaults::on_read(&mut service);
    service
}

#[cfg(test)]
mod tests;
