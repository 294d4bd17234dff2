//! **clbplan** previews what Tencent Cloud TKE's Service controller will do to a cloud load balancer (CLB): from
//! Kubernetes manifests, the live objects and the cloud's own answers to a plan of calls, with reasons. It reads; it never
//! touches a cloud. The controller is closed: every rule here is taken from public pages, says whether it is *documented*
//! or *inferred*, and links its page.
//!
//! # In words
//!
//! One pure function per export, and no `Result` for what a user can get wrong: a wrong input is an outcome with
//! diagnostics.
//!
//! ```text
//!  text ─► syntax ─► request ─► snapshot ─► desired ─┐
//!                                   │                 ├─► sharing ─► lifecycle ─► planner ─► order ─► invariants ─► output
//!                                   └────► current ───┘       └────► rules ─► diagnostics
//! ```
//!
//! [`mod@plan_sync`] is the table of contents: it calls each stage once. A stage turns values into values and findings; nothing is
//! changed across stages.
//!
//! # Where what is known stands
//!
//! | knowledge | form | place |
//! |---|---|---|
//! | what an annotation is | a typed definition | [`tke::definitions`] |
//! | what an attribute of a load balancer, listener, rule or domain is | one row: its names, level, form, and what declares it | [`model::field`] |
//! | who uses a CLB, owns a port or a backend on it, and may share it | one module, with and without the cloud's state | [`sharing`] |
//! | what may become of a resource | one exhaustive `match` on small enums | [`lifecycle`] |
//! | what a call of the cloud is | one variant of an enum, with address, verb, dependencies and JSON | `planner/call.rs` |
//! | what must precede what | a rule with its reason | `planner/order.rs` |
//! | what can be said to the user | a code or reason with both languages | `codes.rs`, `reasons.rs` of each stage |
//! | what holds of any plan | a check that runs on every plan | [`planner::invariants`] |
//!
//! # Code map, in reading order
//!
//! * [`sorted_map`]: maps and sets that cost the module little; [`decimal`], [`json`]: numbers and values that do.
//!   [`string_enum`]: enums that are written as strings. [`diagnostic`]: findings, reasons, and how they are put in words.
//! * [`syntax`]: YAML, JSON and objects as one tree with positions. [`request`]: the requests, decoded from it.
//! * [`kubernetes`]: what kube-apiserver says about a Service.
//! * [`tke`]: the annotations as a table, and settings read by it. [`tke_service_config`]: the TkeServiceConfig objects
//!   that annotations name.
//! * [`snapshot`]: what was provided: desired and live objects after `kubectl apply`, and the completed context. It needs the
//!   annotations that the controller writes and its switches, so it is above [`tke`].
//! * [`model`]: the domain types that desired and current state share.
//! * [`desired`]: what a Service specifies. [`current`]: what the cloud has, and whose it is.
//! * [`sharing`]: which Services share a load balancer, and who owns what on it.
//! * [`rules`]: findings that need desired state or several objects.
//! * [`lifecycle`]: the decision tables.
//! * [`planner`]: changes, calls, edges, and what must hold of them.
//! * [`mod@simulate`]: a plan applied to a state. [`policy`]: guard rails over a plan.
//! * [`suppress`]: suppresses findings by code.
//! * [`mod@plan_sync`], [`mod@validate_service`]: the pipelines of the two exports.
//! * [`mod@reference`]: all tables as entries that can be looked up. [`editor`]: completion and hover from them.
//! * [`ffi`]: the same for other languages.
//!
//! # Invariants
//!
//! 1. Total and deterministic: the same request gives the same bytes on every platform. No hash-map order, no floating
//!    point, no clock, no randomness.
//! 2. Serialisation exists at the two ends only: the JSON of a call is made for the answer and for the simulator.
//! 3. An annotation's name occurs once in the source; so does a code's.
//! 4. No stage stops at the first problem.
//! 5. Every action has a reason; everything that differs and was not done has one too.
//! 6. Order comes from edges. No stage relies on the order of a list it was given.
//! 7. Features add exports, never change a result.
//! 8. Nothing is deleted that does not carry our ownership tags.
//! 9. The portable module has no imports.
//!
//! Dependencies go one way, and `tests/tidy.rs` keeps it so, without an exception: `diagnostic ← syntax ← request ←
//! { kubernetes, tke } ← { tke_service_config, snapshot } ← model ← { desired, current } ← sharing ← { rules, lifecycle }
//! ← planner ← { simulate, policy } ← suppress ← { plan_sync, validate_service } ← reference ← editor ← api ← ffi`.

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

pub mod snapshot;

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

mod api;

pub use api::{about, complete, explain, hover, plan_sync, simulate, validate_service};
