//! What a Service asks for: from its manifest and what surrounds it to [`Desired`].
//!
//! Only what the manifest says is wanted; what it leaves out is not managed. What would be needed and was not given
//! becomes *unknown* with its reason, never an empty value. It does not look at what is held.

mod backend;
mod certificate;
pub mod codes;
mod listener;
mod load_balancer;
pub mod reasons;
mod service_config;

pub use service_config::{AutoConfig, CurrentServiceConfig};

use crate::diagnostic::{Diagnostic, Reason};
use crate::model::{Cluster, ListenerSpec, LoadBalancerSpec, Service, ServiceType};
use crate::request::{ClusterType, Context};
use crate::tke::listener_protocols::BackendKind;
use crate::tke::{self, Annotation, ClbKind, Confidence, Definition, ModeSetting, Setting, Switches, Version};

/// Annotations that change something on the CLB by calls that no page names.
static NOT_PLANNED: [&Definition; 1] = [&tke::PREVENT_LOOPBACK.definition];

/// What a Service asks for.
#[derive(Debug, Clone)]
pub struct Desired {
    /// Which CLB.
    pub load_balancer: DesiredLoadBalancer,
    /// `mode: skip`.
    pub skip: bool,
    /// Which listeners, by key.
    pub listeners: Vec<ListenerSpec>,
    /// Annotations whose value cannot be read, so that nothing is planned from them.
    pub unreadable_settings: Vec<&'static str>,
    /// Annotations that let the CLB be in another VPC or region.
    pub is_cross_vpc: bool,
    /// The TkeServiceConfig that the controller keeps for it.
    pub auto_config: Option<AutoConfig>,
    /// Backends are Pods.
    pub direct_access: bool,
    /// The cluster's switch writes `direct-access` into this new Service.
    pub direct_access_defaulted: bool,
    /// What could not be computed from what was given.
    pub assumptions: Vec<Reason>,
    /// Findings.
    pub findings: Vec<Diagnostic>,
}

/// Which CLB a Service asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum DesiredLoadBalancer {
    /// None.
    None(NoLoadBalancer),
    /// One that the controller buys.
    Managed(Box<LoadBalancerSpec>),
    /// The one of this id.
    Existing(String, Box<LoadBalancerSpec>),
}

/// Why a Service asks for no CLB.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoLoadBalancer {
    /// It is deleted.
    Deleted,
    /// It is of another type.
    OtherType(ServiceType),
    /// Its class names another controller.
    OtherClass(String),
    /// A ClusterIP Service of a Serverless cluster: the platform's own CLB is not this module's business.
    ManagedByPlatform,
}

/// Reads settings, remembering those that cannot be read.
pub(crate) struct SettingsReader<'a> {
    service: &'a Service<'a>,
    version: Option<Version>,
    unreadable_settings: Vec<&'static str>,
}

impl<'a> SettingsReader<'a> {
    /// The value; `None` when it is absent, when this controller is said not to know it, or, remembered, when it cannot
    /// be read.
    fn get<T: Clone>(&mut self, key: &'static Annotation<T>) -> Option<T> {
        let since = key.definition.since.filter(|since| since.confidence == Confidence::Documented);
        if since.zip(self.version).is_some_and(|(since, has)| has < since.version) {
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

/// What a Service that stays asks for.
pub fn desired(service: &Service<'_>, cluster: &Cluster, context: &Context) -> Desired {
    let switches = Switches::read(context, &[]);
    let mut reader = SettingsReader { service, version: switches.version(), unreadable_settings: Vec::new() };
    let absence = no_load_balancer(service, context);
    let mut desired = Desired {
        load_balancer: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: matches!(reader.get(&tke::MODE), Some(ModeSetting::Skip)),
        listeners: Vec::new(),
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
    let mut remarks = Remarks::default();
    let spec = Box::new(load_balancer::spec(service, cluster, context, &mut reader, &mut remarks));
    desired.is_cross_vpc = load_balancer::is_cross_vpc(&mut reader);
    desired.load_balancer = match reader.get(&tke::TKE_EXISTED_LBID) {
        Some(id) => DesiredLoadBalancer::Existing(id, spec),
        None => DesiredLoadBalancer::Managed(spec),
    };
    // One that has no uid yet is new.
    let new = service.uid.is_none();
    let setting = reader.get(&tke::DIRECT_ACCESS).map_or(Setting::Absent, Setting::Is);
    desired.direct_access_defaulted = tke::listener_protocols::direct_access_is_defaulted(&setting, new, &switches);
    desired.direct_access = tke::listener_protocols::backends(setting, new, &switches, context) == BackendKind::Pods;
    desired.auto_config = service_config::automatic(service, cluster, &mut reader);
    desired.listeners = listener::specs(service, cluster, context, desired.direct_access, &mut reader, &mut remarks);
    if reader.get(&tke::LOADBALANCE_TYPE) == Some(ClbKind::Classic) {
        remarks.assume(reasons::CLASSIC_NOT_PLANNED.reason());
    }
    for definition in NOT_PLANNED.iter().filter(|definition| service.settings.entry(definition).is_some()) {
        remarks.assume(reasons::NOT_PLANNED.with("annotation", definition.name));
    }
    reader.unreadable_settings.sort_unstable();
    reader.unreadable_settings.dedup();
    desired.unreadable_settings = reader.unreadable_settings;
    desired.assumptions = remarks.assumptions;
    desired.findings = remarks.findings;
    desired
}

/// A Service that goes away asks for nothing.
pub fn deleted(live: Option<&Service<'_>>) -> Desired {
    Desired {
        load_balancer: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: live.is_some_and(|live| matches!(live.settings.get(&tke::MODE), Setting::Is(ModeSetting::Skip))),
        listeners: Vec::new(),
        unreadable_settings: Vec::new(),
        is_cross_vpc: false,
        auto_config: None,
        direct_access: false,
        direct_access_defaulted: false,
        assumptions: Vec::new(),
        findings: Vec::new(),
    }
}

/// Why the Service asks for no CLB; `None` when it asks for one.
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

/// What comes up while a Service is read.
#[derive(Default)]
pub(crate) struct Remarks {
    assumptions: Vec<Reason>,
    findings: Vec<Diagnostic>,
}

impl Remarks {
    fn assume(&mut self, reason: Reason) {
        if !self.assumptions.contains(&reason) {
            self.assumptions.push(reason);
        }
    }
}
