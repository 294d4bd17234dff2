//! From decisions to calls: what is done to each resource, why, in which order, and what is left alone.
//!
//! [`plan_service()`] plans one Service in four steps, and no later one changes what an earlier one knows:
//!
//! | step | where | what it does |
//! |---|---|---|
//! | facts | `input`, `lifecycle_facts`, `shared_load_balancers`, `purchase_quota` | what is known of the Service, and the few facts the decision tables look at |
//! | outcome | `outcome` | what the table's answer means: verdict, address, and which resources are written |
//! | resources | `resource` | each resource of the plan from current and desired state: changes and calls |
//! | preflight | `preflight` | what the cloud would refuse of it, what is left out, and what was not checked |
//!
//! They write into one `builder`. `call` has the calls, `request_body` their JSON, `order` what must precede what;
//! [`invariants`] says what must hold of any finished plan;
//! [`output`] is what callers see, in the words of [`codes`] and [`reasons`], and [`decision_reasons`] knows which answer of a table
//! has which. No decision is taken here: outcomes come from `lifecycle/`.

mod action;
mod address;
mod builder;
mod call;
pub mod codes;
pub mod decision_reasons;
mod input;
pub mod invariants;
mod ip_family;
mod lifecycle_facts;
mod order;
mod outcome;
pub mod output;
mod plan_service;
mod preflight;
mod purchase_quota;
pub mod reasons;
mod request_body;
mod resource;
mod service_plan;
mod shared_load_balancers;
pub mod source_map;
mod verdict;

pub use action::{Action, Change, Withheld};
pub use address::{Address, RulePath};
pub use call::{Binding, Call, KUBERNETES, Purchase, Ref, ServiceWrite, TargetList};
pub use input::{Admission, CloudOrigin, PlanningInput};
pub use plan_service::plan_service;
pub use purchase_quota::PurchaseQuota;
pub use service_plan::{LoadBalancerPlan, ServicePlan};
pub use shared_load_balancers::{BackendSlot, Claim, ClaimOwner, ListenerSlot, SharedLoadBalancers, Usage};
pub use verdict::{ServiceEvent, Verb, Verdict, Vip};

use builder::PlanBuilder;
use ip_family::IpFamily;
