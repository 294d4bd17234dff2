//! From decisions to calls: what is done to each resource, why, in which order, and what is withheld.
//!
//! [`plan_service()`] plans one Service in four steps:
//!
//! | step | where | what it returns |
//! |---|---|---|
//! | facts | `planning_input_of_service`, `load_balancer_decision_facts`, `purchase_quota` | what is known of the Service, and the few facts that the decision tables look at |
//! | outcome | `outcome` | what becomes of the CLB and its address, and why: [`LoadBalancerPlan`] |
//! | resources | `resource` | nothing: changes and calls are added to the `builder`, which only collects |
//! | preflight | `preflight` | the plan without what the cloud would refuse, and what was not checked |
//!
//! [`ResourceAddress`] and [`Call`] are values. A call's JSON is made in `call_as_json`, for the answer and for the simulator,
//! and no stage of the planner reads it. `order_calls` says what must precede what, [`plan_invariants`] what must hold of any
//! finished plan. [`plan_sync_answer`] is what callers see, without [`UnprovidedIds`], in the words of [`codes`] and
//! [`reasons`]; [`choose_decision_reason`] has the reason of each answer of a table. No decision is taken here: outcomes come from `lifecycle/`.

pub mod adoption_and_undecided_reasons;
mod answer_enums;
mod backend_ip_family;
mod builder;
mod call;
mod call_as_json;
mod cause_of_load_balancer_switch;
mod changes_calls_and_withheld;
pub mod choose_decision_reason;
pub mod codes;
pub mod danger;
mod listeners_for_every_service;
mod load_balancer_decision_facts;
pub mod manifest_locations;
mod order_calls;
pub mod orphan;
mod outcome;
pub mod overview;
pub mod plan_invariants;
mod plan_service;
pub mod plan_sync_answer;
mod planning_input_of_service;
mod preflight;
mod purchase_quota;
pub mod reasons;
mod replace_unprovided_ids_in_answer;
mod resource;
mod resource_address;
mod service_plan;
mod sync_failure;

pub use answer_enums::{LoadBalancerVerdict, ServiceEvent, Verb, VipVerdict};
pub use call::{Call, IdOrResult, KUBERNETES, ListenerOrRule, NextDefaultDomain, Purchase, ServicePatch, TargetList};
pub use changes_calls_and_withheld::{Action, ResourceChange, WithheldChange};
pub use listeners_for_every_service::ListenersForEveryService;
pub use plan_service::plan_service;
pub use planning_input_of_service::{
    CloudKnowledgeOrigin, ManifestAcceptance, NewServiceCertainty, PlanPurpose, ServicePlanningInput,
    UserWrittenLoadBalancerId,
};
pub use purchase_quota::{LoadBalancerFreedByDeletion, PurchaseQuota};
pub use replace_unprovided_ids_in_answer::UnprovidedIds;
pub use resource_address::{ForwardingRuleKey, ResourceAddress};
pub use service_plan::{AddressesBeforeAndAfter, LoadBalancerPlan, ServicePlan};
pub use sync_failure::SyncFailure;

use backend_ip_family::BackendIpFamily;
use builder::PlanBuilder;
