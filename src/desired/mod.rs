//! Computes the desired state of a Service, from its manifest and the objects around it to [`DesiredState`].
//!
//! Only what the manifest specifies is desired; what it leaves out is not managed. What is needed and was not provided
//! becomes *unknown* with a reason, never an empty value. The current state is not read here.

mod assumptions_and_findings;
mod backend;
mod backend_clashes;
mod certificate;
mod changed_backend_selection;
pub mod codes;
mod creation_refused_by_cloud;
mod listener;
pub mod listener_and_backend_quotas;
mod load_balancer;
mod node_addressing;
pub mod reasons;
mod settings_reader;
mod undecided_backends;
mod used_service_config;

pub use certificate::is_unknown_certificate;
pub use changed_backend_selection::changes_backends;
pub use creation_refused_by_cloud::{is_of_unknown_parameter, refuse_unknown, refused_creation, refused_location};
pub use listener::{is_config_unprovided, is_without_https_host};
pub use used_service_config::{AutoServiceConfig, CurrentAutoServiceConfig};

use crate::diagnostic::{Diagnostic, Reason};
use crate::model::{
    DesiredListener, DesiredLoadBalancerProperties, ListenerKey, ListenersWithSameBackend, ObjectsAroundServices,
    Service, ServiceType,
};
use crate::request::{ClusterType, Context};
use crate::sorted_map::SortedMap;
use crate::tke::ports_and_backend_kind::BackendKind;
use crate::tke::{self, ApplicationOrClassic, ControllerSwitches, NameDefinition, SettingValue, SyncModeAnnotation};
use assumptions_and_findings::AssumptionsAndFindings;
use settings_reader::ServiceSettingsReader;

/// Annotations that take effect through calls that no page documents.
static NOT_PLANNED: [&NameDefinition; 1] = [&tke::PREVENT_LOOPBACK.definition];

/// The desired state of a Service.
#[derive(Debug, Clone)]
pub struct DesiredState {
    pub load_balancer: DesiredLoadBalancer,
    /// `mode: skip`.
    pub skip: bool,
    /// Ordered by key.
    pub listeners: Vec<DesiredListener>,
    /// Pairs of them that lead to one backend.
    pub backend_clashes: Vec<ListenersWithSameBackend>,
    /// Annotations without a valid value. Nothing is planned from them.
    pub unreadable_settings: Vec<&'static str>,
    /// The CLB may be in another VPC or region.
    pub is_cross_vpc: bool,
    /// The TkeServiceConfig that the controller maintains for the Service.
    pub auto_config: Option<AutoServiceConfig>,
    /// Backends are Pods.
    pub direct_access: bool,
    /// The cluster's switch adds `direct-access` to this new Service.
    pub direct_access_defaulted: bool,
    /// What could not be computed from the provided input.
    pub assumptions: Vec<Reason>,
    pub findings: Vec<Diagnostic>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum DesiredLoadBalancer {
    None(NoLoadBalancer),
    /// One that TKE creates.
    Managed(Box<DesiredLoadBalancerProperties>),
    /// The existing one with this id.
    Existing(String, Box<DesiredLoadBalancerProperties>),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoLoadBalancer {
    /// The Service is deleted.
    Deleted,
    /// The Service has another type.
    OtherType(ServiceType),
    /// Its class belongs to another controller.
    OtherClass(String),
    /// A ClusterIP Service of a Serverless cluster: its CLB belongs to the platform and is not planned.
    ManagedByPlatform,
}

/// The desired state of a Service that is not deleted.
pub fn desired(service: &Service<'_>, cluster: &ObjectsAroundServices, context: &Context) -> DesiredState {
    let switches = ControllerSwitches::read(context, &[]);
    let mut reader = ServiceSettingsReader::new(service, &switches, context);
    let absence = no_load_balancer(service, context);
    let mut desired = DesiredState {
        load_balancer: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: matches!(reader.get(&tke::MODE), Some(SyncModeAnnotation::Skip)),
        listeners: Vec::new(),
        backend_clashes: Vec::new(),
        unreadable_settings: Vec::new(),
        is_cross_vpc: false,
        auto_config: None,
        direct_access: false,
        direct_access_defaulted: false,
        assumptions: Vec::new(),
        findings: Vec::new(),
    };
    if let Some(absence) = absence {
        desired.load_balancer = DesiredLoadBalancer::None(absence);
        return desired;
    }
    let mut remarks = AssumptionsAndFindings::default();
    let spec = Box::new(load_balancer::spec(service, cluster, context, &mut reader, &mut remarks));
    desired.is_cross_vpc = load_balancer::is_cross_vpc(&mut reader);
    desired.load_balancer = match reader.get(&tke::TKE_EXISTED_LBID) {
        Some(id) => DesiredLoadBalancer::Existing(id, spec),
        None => DesiredLoadBalancer::Managed(spec),
    };
    // A Service without a uid is new.
    let new = service.uid.is_none();
    let setting = reader.get(&tke::DIRECT_ACCESS).map_or(SettingValue::Absent, SettingValue::Is);
    desired.direct_access_defaulted = tke::ports_and_backend_kind::direct_access_is_defaulted(&setting, new, &switches);
    let backends = reader.backends;
    desired.direct_access = backends == BackendKind::Pods;
    desired.auto_config = used_service_config::automatic(service, cluster, &mut reader);
    (desired.listeners, desired.backend_clashes) =
        listener::specs(service, cluster, context, backends, &mut reader, &mut remarks);
    if reader.get(&tke::LOADBALANCE_TYPE) == Some(ApplicationOrClassic::Classic) {
        remarks.assume(reasons::CLASSIC_NOT_PLANNED.reason());
    }
    for definition in NOT_PLANNED.iter().filter(|definition| service.settings.entry(definition).is_some()) {
        remarks.assume(reasons::NOT_PLANNED.with("annotation", definition.name));
    }
    desired.unreadable_settings = reader.unreadable();
    desired.assumptions = remarks.assumptions;
    desired.findings = remarks.findings;
    desired
}

/// The listeners that a Service specifies, by key, each with its name: all that is needed of a live Service whose desired state
/// comes from a manifest. Backends take most of the time of [`desired`].
pub fn listener_names(
    service: &Service<'_>,
    cluster: &ObjectsAroundServices,
    context: &Context,
) -> SortedMap<ListenerKey, String> {
    if no_load_balancer(service, context).is_some() {
        return SortedMap::new();
    }
    let switches = ControllerSwitches::read(context, &[]);
    listener::names(service, cluster, &mut ServiceSettingsReader::new(service, &switches, context))
}

/// The desired state of a deleted Service: nothing.
pub fn deleted(live: Option<&Service<'_>>, context: &Context) -> DesiredState {
    let switches = ControllerSwitches::read(context, &[]);
    let mode = live.and_then(|live| ServiceSettingsReader::new(live, &switches, context).get(&tke::MODE));
    DesiredState {
        load_balancer: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: matches!(mode, Some(SyncModeAnnotation::Skip)),
        listeners: Vec::new(),
        backend_clashes: Vec::new(),
        unreadable_settings: Vec::new(),
        is_cross_vpc: false,
        auto_config: None,
        direct_access: false,
        direct_access_defaulted: false,
        assumptions: Vec::new(),
        findings: Vec::new(),
    }
}

/// Why the Service specifies no CLB; `None` when it specifies one.
pub fn no_load_balancer(service: &Service<'_>, context: &Context) -> Option<NoLoadBalancer> {
    if service.deleting {
        return Some(NoLoadBalancer::Deleted);
    }
    match service.kind {
        ServiceType::LoadBalancer => service.other_class().map(|class| NoLoadBalancer::OtherClass(class.to_owned())),
        ServiceType::ClusterIp if context.cluster_type == Some(ClusterType::Serverless) && !service.headless => {
            Some(NoLoadBalancer::ManagedByPlatform)
        }
        kind @ (ServiceType::ClusterIp | ServiceType::NodePort | ServiceType::ExternalName) => {
            Some(NoLoadBalancer::OtherType(kind))
        }
    }
}
