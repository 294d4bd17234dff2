//! The CEL expressions of a policy, over a plan.
//!
//! The core's ten guards need nothing of this. No host loads this crate yet, and the policies that the core reads have no rules with
//! expressions: this is the part that checks and judges them, `{"expression": {"name", "when", "message"}}`.
//!
//! * [`check_and_apply_policy::check_policy`] checks a policy when it is loaded: fields and types are those of the plan's JSON Schema, and every mistake
//!   has its line and column in the expression.
//! * [`check_and_apply_policy::apply_policy`] takes a plan and returns it with the expressions judged.
//!
//! An expression that cannot be evaluated is a violation, and says why. What an expression may cost is limited in [`limits`]: its
//! length, its depth and the elements that its loops visit. The host limits time and memory.

mod cel_and_plan_types;
pub mod check_and_apply_policy;
mod evaluate;
mod expression;
mod json_to_cel_value;
pub mod limits;
mod messages;
#[cfg(feature = "module")]
pub mod module_exports;
mod policy_finding;
mod position;
mod raw_json_object;
mod request;
mod template;
mod type_check;
