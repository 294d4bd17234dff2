//! The CEL expressions of a policy, over a plan.
//!
//! The core's ten guards need nothing of this. No host loads this crate yet, and the policies that the core reads have no rules with
//! expressions: this is the part that checks and judges them, `{"expression": {"name", "when", "message"}}`.
//!
//! * [`api::check_policy`] checks a policy when it is loaded: the fields and types are those of the plan's JSON Schema, and every mistake
//!   has its line and column in the expression.
//! * [`api::apply_policy`] takes a plan and returns it with the expressions judged.
//!
//! An expression that cannot be evaluated is a violation, and says why. What an expression may cost is limited in [`limits`]: its
//! length, its depth and the elements that its loops visit. The host limits time and memory.

pub mod api;
mod check;
mod evaluate;
mod expression;
mod json_value;
pub mod limits;
#[cfg(feature = "module")]
pub mod module;
mod plan_text;
mod position;
mod request;
mod template;
mod texts;
mod types;
mod violation;
