//! Functions: those of CEL's standard library that a plan has values for.

use super::{Checker, Scope};
use crate::cel_and_plan_types::Type;
use crate::messages::Problem;
use cel::IdedExpr;
use cel::common::ast::CallExpr;

/// What an argument must be.
type Test = fn(&Type) -> bool;

struct Function {
    name: &'static str,
    /// It can be called on a value, `value.size()`.
    member: bool,
    /// It can be called without one, `size(value)`.
    global: bool,
    /// The value, and what follows it.
    arguments: &'static [(&'static str, Test)],
    result: fn() -> Type,
}

const TEXT: (&str, Test) = ("string", Type::is_text);
const SIZED: (&str, Test) =
    ("string, list or map", |of| of.is_text() || matches!(of, Type::List(_) | Type::Map(_) | Type::Object(_)));
const SCALAR: (&str, Test) = ("string, number or bool", |of| of.is_text() || of.is_number() || *of == Type::Bool);
const NUMBER_OR_TEXT: (&str, Test) = ("string or number", |of| of.is_text() || of.is_number());

const FUNCTIONS: [Function; 7] = [
    Function { name: "size", member: true, global: true, arguments: &[SIZED], result: || Type::Int },
    Function { name: "contains", member: true, global: false, arguments: &[TEXT, TEXT], result: || Type::Bool },
    Function { name: "startsWith", member: true, global: false, arguments: &[TEXT, TEXT], result: || Type::Bool },
    Function { name: "endsWith", member: true, global: false, arguments: &[TEXT, TEXT], result: || Type::Bool },
    Function { name: "string", member: false, global: true, arguments: &[SCALAR], result: || Type::String },
    Function { name: "int", member: false, global: true, arguments: &[NUMBER_OR_TEXT], result: || Type::Int },
    Function { name: "double", member: false, global: true, arguments: &[NUMBER_OR_TEXT], result: || Type::Double },
];

impl Checker<'_> {
    pub(super) fn call(&mut self, tree: &IdedExpr, call: &CallExpr, scope: &Scope<'_>) -> Type {
        if call.target.is_none()
            && let Some(found) = self.operator(tree, &call.func_name, &call.args, scope)
        {
            return found;
        }
        let is_member = call.target.is_some();
        let values: Vec<&IdedExpr> = call.target.as_deref().into_iter().chain(&call.args).collect();
        let types: Vec<Type> = values.iter().map(|value| self.type_of(value, scope)).collect();
        let name = &call.func_name;
        let known = FUNCTIONS
            .iter()
            .find(|function| function.name == name && if is_member { function.member } else { function.global });
        let Some(function) = known else {
            let known = FUNCTIONS.iter().map(|function| function.name);
            let known = known.chain(["has", "all", "exists", "exists_one", "map", "filter"]).collect();
            return self.wrong(tree, Problem::UnknownFunction { name: name.clone(), known });
        };
        if values.len() != function.arguments.len() {
            let takes = if function.arguments.len() == 1 { "`(value)`" } else { "`value.…(text)`" };
            return self.wrong(tree, Problem::ArgumentCount { name: name.clone(), takes });
        }
        for ((value, of), (expects, test)) in values.iter().zip(&types).zip(function.arguments) {
            if *of != Type::Any && !test(of) {
                self.argument(value, name, expects, of);
            }
        }
        (function.result)()
    }
}
