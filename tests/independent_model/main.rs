//! A second opinion: an independent, deliberately simple model of what must and must not become of each load balancer,
//! listener and backend, compared with the planner on random worlds that are made to be nasty.
//!
//! The model was written from the documentation by somebody who did not read `src/`, and shares no code with it: a world is
//! written as a request, the plan is read as JSON, and everything between is the planner's. Where the documentation is
//! exact, so is the expectation (`expectation_by_decision_table.rs`); where it is silent, a set of outcomes is allowed, and the laws that hold
//! of every plan judge alone (`laws_of_….rs`).
//!
//! `CLBPLAN_WORLDS=100000 cargo test --release -p clbplan --test independent_model` judges that many worlds; `CLBPLAN_SEED` chooses
//! others.

#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout,
    clippy::unwrap_used
)]

mod adoption;
mod check_plan_against_model;
mod cloud_after;
mod deletion;
mod expectation;
mod expectation_by_decision_table;
mod facts_of_world;
mod faults_put_into_plans;
mod generate_cloud;
mod generate_world;
mod in_sync;
mod judge_notices_faults;
mod judge_random_worlds;
mod known_differences;
mod laws_of_effects;
mod laws_of_ownership;
mod laws_of_plan_statements;
mod laws_of_two_plans;
mod load_balancers_derived_from_live;
mod purchase;
mod random;
mod read_plan;
mod shrink;
mod world;
mod write_request_of_world;
