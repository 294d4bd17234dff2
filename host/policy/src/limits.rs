//! What an expression may cost.

/// The longest expression or message, in bytes.
pub const MAX_EXPRESSION_BYTES: usize = 4096;
/// The deepest nesting of an expression.
pub const MAX_DEPTH: usize = 32;
/// The deepest nesting of brackets, checked before parsing: the parser recurses several functions for each.
pub const MAX_BRACKETS: usize = 12;
/// The most expressions in a policy.
pub const MAX_EXPRESSIONS: usize = 200;
/// The elements that the loops of one evaluation may visit.
pub const MAX_STEPS: u64 = 100_000;
/// The elements that the loops of one request may visit, over all rules and Services.
pub const MAX_STEPS_OF_REQUEST: u64 = 5_000_000;
