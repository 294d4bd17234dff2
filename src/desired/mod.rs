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
static NOT_PLANNED: [&Definition; 1] = [&tke::PREVENT_LOOPBACK.row];

/// What a Service asks for.
#[derive(Debug, Clone)]
pub struct Desired {
    /// Which CLB.
    pub intent: DesiredLoadBalancer,
    /// `mode: skip`.
    pub skip: bool,
    /// Which listeners, by key.
    pub listeners: Vec<ListenerSpec>,
    /// Annotations whose value cannot be read, so that nothing is planned from them.
    pub invalid: Vec<&'static str>,
    /// Annotations that let the CLB be in another VPC or region.
    pub crosses: bool,
    /// The TkeServiceConfig that the controller keeps for it.
    pub auto_config: Option<AutoConfig>,
    /// Backends are Pods.
    pub direct: bool,
    /// The cluster's switch writes `direct-access` into this new Service.
    pub made_direct: bool,
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
    Auto(Box<LoadBalancerSpec>),
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
    Platform,
}

/// Reads settings, remembering those that cannot be read.
pub(crate) struct SettingsReader<'a> {
    service: &'a Service<'a>,
    version: Option<Version>,
    invalid: Vec<&'static str>,
}

impl<'a> SettingsReader<'a> {
    /// The value; `None` when it is absent, when this controller is said not to know it, or, remembered, when it cannot
    /// be read.
    fn get<T: Clone>(&mut self, key: &'static Annotation<T>) -> Option<T> {
        let since = key.row.since.filter(|since| since.sure == Confidence::Documented);
        if since.zip(self.version).is_some_and(|(since, has)| has < since.version) {
            return None;
        }
        match self.service.settings.get(key) {
            Setting::Is(value) => Some(value),
            Setting::Absent => None,
            Setting::Invalid => {
                self.invalid.push(key.row.name);
                None
            }
        }
    }
}

/// What a Service that stays asks for.
pub fn desired(service: &Service<'_>, cluster: &Cluster, context: &Context) -> Desired {
    let switches = Switches::read(context, &[]);
    let mut ask = SettingsReader { service, version: switches.version(), invalid: Vec::new() };
    let absence = absence(service, context);
    let mut desired = Desired {
        intent: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: matches!(ask.get(&tke::MODE), Some(ModeSetting::Skip)),
        listeners: Vec::new(),
        invalid: Vec::new(),
        crosses: false,
        auto_config: None,
        direct: false,
        made_direct: false,
        assumptions: Vec::new(),
        findings: Vec::new(),
    };
    if let Some(absence) = absence {
        desired.intent = DesiredLoadBalancer::None(absence);
        return desired;
    }
    let mut notes = Remarks::default();
    let spec = Box::new(load_balancer::spec(service, cluster, context, &mut ask, &mut notes));
    desired.crosses = load_balancer::crosses(&mut ask);
    desired.intent = match ask.get(&tke::TKE_EXISTED_LBID) {
        Some(id) => DesiredLoadBalancer::Existing(id, spec),
        None => DesiredLoadBalancer::Auto(spec),
    };
    // One that has no uid yet is new.
    let new = service.uid.is_none();
    let asked = ask.get(&tke::DIRECT_ACCESS).map_or(Setting::Absent, Setting::Is);
    desired.made_direct = tke::listener_protocols::is_made_direct(&asked, new, &switches);
    desired.direct = tke::listener_protocols::backends(asked, new, &switches, context) == BackendKind::Pods;
    desired.auto_config = service_config::automatic(service, cluster, &mut ask);
    desired.listeners = listener::specs(service, cluster, context, desired.direct, &mut ask, &mut notes);
    if ask.get(&tke::LOADBALANCE_TYPE) == Some(ClbKind::Classic) {
        notes.assume(reasons::CLASSIC_NOT_PLANNED.because());
    }
    for row in NOT_PLANNED.iter().filter(|row| service.settings.entry(row).is_some()) {
        notes.assume(reasons::NOT_PLANNED.with("annotation", row.name));
    }
    ask.invalid.sort_unstable();
    ask.invalid.dedup();
    desired.invalid = ask.invalid;
    desired.assumptions = notes.assumptions;
    desired.findings = notes.findings;
    desired
}

/// A Service that goes away asks for nothing.
pub fn deleted(live: Option<&Service<'_>>) -> Desired {
    Desired {
        intent: DesiredLoadBalancer::None(NoLoadBalancer::Deleted),
        skip: live.is_some_and(|live| matches!(live.settings.get(&tke::MODE), Setting::Is(ModeSetting::Skip))),
        listeners: Vec::new(),
        invalid: Vec::new(),
        crosses: false,
        auto_config: None,
        direct: false,
        made_direct: false,
        assumptions: Vec::new(),
        findings: Vec::new(),
    }
}

/// Why the Service asks for no CLB; `None` when it asks for one.
pub fn absence(service: &Service<'_>, context: &Context) -> Option<NoLoadBalancer> {
    if service.deleting {
        return Some(NoLoadBalancer::Deleted);
    }
    match service.kind {
        ServiceType::LoadBalancer => service.other_class().map(|class| NoLoadBalancer::OtherClass(class.to_owned())),
        ServiceType::ClusterIp if context.cluster_type == Some(ClusterType::Serverless) && !service.headless => {
            Some(NoLoadBalancer::Platform)
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
    fn assume(&mut self, because: Reason) {
        if !self.assumptions.contains(&because) {
            self.assumptions.push(because);
        }
    }
}
