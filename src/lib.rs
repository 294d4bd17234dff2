//! **clbplan** previews what Tencent Cloud TKE's Service controller will do to a cloud load balancer (CLB). It turns
//! Kubernetes manifests, live objects and responses of the cloud's API into a plan: calls, each with its reason. It only
//! reads. The controller is closed: every rule comes from public pages, says whether it is *documented* or *inferred*, and
//! links the page.
//!
//! # The pipeline
//!
//! Each export is one pure function. What a user can get wrong is never an `Err`: it is an answer with diagnostics.
//!
//! ```text
//!  text ─► syntax ─► request ─► provided_objects ─► desired ─┐
//!                                     │                     ├─► sharing ─► lifecycle ─► planner ─► order ─► invariants ─► output
//!                                     └───────► current ────┘       └────► rules ─► diagnostics
//! ```
//!
//! [`mod@plan_sync`] calls each stage once and in this order; read it first. A stage turns values into values and findings.
//! No stage changes what an earlier one returned.
//!
//! # Where to find what
//!
//! | knowledge | form | place |
//! |---|---|---|
//! | what an annotation is | a typed definition | [`tke::definitions`] |
//! | what an attribute of a load balancer, listener, rule or domain is | one row: its names, level, form, and what declares it | [`model::clb_attributes`] |
//! | who uses a load balancer, who owns a port or a backend on it, who may share it | one module, with and without the cloud's state | [`sharing`] |
//! | what happens to a load balancer, a listener, an adoption, a deletion | one exhaustive `match` on small enums each | [`lifecycle`] |
//! | what a call of the cloud's API is | one variant of an enum: address, verb, dependencies, JSON | `planner/call.rs` |
//! | which call must precede which | a rule with its reason | `planner/order_calls.rs` |
//! | what users read | a code or reason, in both languages | `codes.rs` and `reasons.rs` of each stage |
//! | what holds of every plan | checks that run on every plan | [`planner::plan_invariants`] |
//!
//! # Glossary
//!
//! | word | meaning |
//! |---|---|
//! | desired, current | what the manifest specifies; what exists in the cloud |
//! | provided, unknown | supplied in the request; not supplied, and therefore never taken to be absent |
//! | managed, existing | a load balancer that TKE created; one that the user created and a Service names |
//! | adopt, release | start to use an existing load balancer; stop using one without deleting it |
//! | ownership tags | tags that prove which cluster and Service a load balancer belongs to |
//! | conflicting listener | another listener on the same port |
//! | user-created | created by a person, not by the controller |
//! | withheld | a difference that the plan does not remove, with the reason |
//! | lifecycle mode | the documented behaviour of the controller's version: `blocked` refuses a replacement, `rebuild` carries it out |
//! | definition, reference | the definition of an annotation; a link to documentation |
//!
//! # Modules, in reading order
//!
//! * [`sorted_map`], [`decimal`], [`json`]: maps, numbers and values that add little to the size of the module.
//!   [`string_enum`]: enums that are written as strings. [`diagnostic`]: findings and reasons, and their texts.
//! * [`syntax`]: YAML, JSON and objects as one tree with positions. [`request`]: the requests, decoded from it.
//! * [`kubernetes`]: what kube-apiserver does to a Service.
//! * [`tke`]: the annotations, and settings read with them. [`tke_service_config`]: TkeServiceConfig objects.
//! * [`provided_objects`]: what was provided: objects before and after `kubectl apply`, and the completed context. It is above
//!   [`tke`] because it reads the switches of the cluster and skips annotations that the controller writes.
//! * [`model`]: load balancer, listener, rule, target: the types that desired and current state share.
//! * [`desired`]: what a Service specifies. [`current`]: what exists, and who owns it.
//! * [`sharing`]: which Services share a load balancer, and who owns what on it.
//! * [`rules`]: findings about the annotations of Services, for both exports.
//! * [`lifecycle`]: the decision tables.
//! * [`planner`]: outcomes, calls, their order, and what must hold of them.
//! * [`mod@simulate`]: applies a plan to a state, as an independent judge that shares no code with the planner.
//!   [`policy`]: guard rails over a plan.
//! * [`suppress`]: suppresses findings by code.
//! * [`mod@plan_sync`], [`mod@validate_service`]: the pipelines of the two exports. A validation is a plan without cloud, of
//!   which only the findings are returned, so that the two cannot disagree.
//! * [`mod@reference`]: all definitions as entries to look up. [`editor`]: completion and hover from them.
//! * `exported_functions`: the exported functions, text in and text out. [`ffi`]: the same for WebAssembly hosts and JavaScript.
//!
//! # Invariants
//!
//! 1. Total and deterministic: the same request gives the same bytes on every platform. No hash-map order, no floating
//!    point, no clock, no randomness.
//! 2. Serialisation exists at the two ends only: the JSON of a call is made for the answer and for the simulator.
//! 3. An annotation's name occurs once in the source; so does a code's.
//! 4. No stage stops at the first problem.
//! 5. Every action has a reason; so has every difference that the plan does not remove.
//! 6. Order comes from edges. No stage relies on the order of a list it receives.
//! 7. Features add exports, and never change a result.
//! 8. Nothing is deleted that does not carry our ownership tags.
//! 9. The portable module has no imports.
//!
//! # Layers
//!
//! A module uses only modules to its left; modules in one pair of braces do not use each other. `tests/tidy` reads this
//! line and checks it, and that no files or folders use each other in a circle:
//!
//! `{ sorted_map, string_enum, decimal } ← json ← diagnostic ← syntax ← request ← { kubernetes, tke } ←
//! { tke_service_config, provided_objects } ← model ← { desired, current } ← sharing ← { rules, lifecycle } ← planner ←
//! { simulate, policy } ← suppress ← plan_sync ← validate_service ← reference ← editor ← exported_functions ← ffi`

// Docs are required where others read them: in the schemas and in what hosts call. Those modules warn by themselves.
#![allow(missing_docs)]

pub mod diagnostic;

pub mod decimal;

pub mod json;

pub mod sorted_map;

pub mod string_enum;

pub mod syntax;

pub mod request;

pub mod kubernetes;

pub mod tke;

pub mod tke_service_config;

pub mod provided_objects;

pub mod model;

pub mod desired;

pub mod current;

pub mod sharing;

pub mod rules;

pub mod lifecycle;

pub mod planner;

pub mod simulate;

pub mod policy;

pub mod suppress;

pub mod plan_sync;

pub mod validate_service;

pub mod reference;

pub mod editor;

pub mod ffi;

mod exported_functions;

pub use exported_functions::{about, complete, explain, hover, plan_sync, simulate, validate_service};
