//! Checks the names and types in an expression, without a plan.
//!
//! What the schema leaves open has the type `dyn`, and is checked when the expression is evaluated.

mod functions;
mod operators;
mod scope;

use crate::cel_and_plan_types::{PlanTypes, Type};
use crate::expression::{Expression, Mistake};
use crate::limits::MAX_DEPTH;
use crate::messages::Problem;
use crate::position::Position;
use cel::IdedExpr;
use cel::common::ast::{ComprehensionExpr, EntryExpr, Expr, LiteralValue, SelectExpr};
use scope::Scope;
use std::collections::BTreeSet;

/// What a check found.
#[derive(Debug)]
pub struct TypeCheckResult {
    /// The type of the result.
    pub result: Type,
    /// The variables that the expression uses.
    pub variables: BTreeSet<String>,
    /// What is wrong, in the order of the text.
    pub mistakes: Vec<Mistake>,
}

/// Checks an expression.
pub fn check(expression: &Expression, types: &PlanTypes) -> TypeCheckResult {
    let mut checker = Checker { expression, types, depth: 0, variables: BTreeSet::new(), mistakes: Vec::new() };
    let result = checker.type_of(&expression.tree, &Scope::Outermost);
    checker.mistakes.sort_by_key(|mistake| mistake.position);
    checker.mistakes.dedup();
    TypeCheckResult { result, variables: checker.variables, mistakes: checker.mistakes }
}

struct Checker<'a> {
    expression: &'a Expression,
    types: &'a PlanTypes,
    depth: usize,
    variables: BTreeSet<String>,
    mistakes: Vec<Mistake>,
}

impl Checker<'_> {
    /// Reports a problem. The type of what is wrong is open, so that one mistake is one message.
    fn wrong(&mut self, place: &IdedExpr, problem: Problem) -> Type {
        self.wrong_at(self.expression.position(place.id), problem)
    }

    fn wrong_at(&mut self, position: Position, problem: Problem) -> Type {
        self.mistakes.push(Mistake { position, problem });
        Type::Any
    }

    fn type_of(&mut self, tree: &IdedExpr, scope: &Scope<'_>) -> Type {
        if self.depth >= MAX_DEPTH {
            if !self.mistakes.iter().any(|mistake| matches!(mistake.problem, Problem::TooDeep { .. })) {
                self.wrong(tree, Problem::TooDeep { limit: MAX_DEPTH });
            }
            return Type::Any;
        }
        self.depth += 1;
        let found = match &tree.expr {
            Expr::Literal(literal) => self.literal(tree, literal),
            Expr::Ident(name) => self.variable(tree, name, scope),
            Expr::Select(select) => self.select(tree, select, scope),
            Expr::Call(call) => self.call(tree, call, scope),
            Expr::Comprehension(comprehension) => self.comprehension(comprehension, scope),
            Expr::List(list) => {
                let elements = list.elements.iter().map(|element| self.type_of(element, scope)).collect::<Vec<_>>();
                Type::List(Box::new(elements.into_iter().reduce(Type::join).unwrap_or(Type::Never)))
            }
            Expr::Map(map) => {
                for entry in &map.entries {
                    if let EntryExpr::MapEntry(entry) = &entry.expr {
                        self.type_of(&entry.key, scope);
                        self.type_of(&entry.value, scope);
                    }
                }
                Type::Map(Box::new(Type::Any))
            }
            Expr::Struct(_) => self.wrong(tree, Problem::NotSupported("`Name{…}`")),
            Expr::Unspecified => Type::Any,
        };
        self.depth -= 1;
        found
    }

    fn literal(&mut self, tree: &IdedExpr, literal: &LiteralValue) -> Type {
        match literal {
            LiteralValue::Boolean(_) => Type::Bool,
            LiteralValue::Int(_) => Type::Int,
            LiteralValue::Double(_) => Type::Double,
            LiteralValue::String(_) => Type::String,
            LiteralValue::Null => Type::Null,
            LiteralValue::UInt(_) => self.wrong(tree, Problem::NotSupported("`1u`")),
            LiteralValue::Bytes(_) => self.wrong(tree, Problem::NotSupported("`b'…'`")),
        }
    }

    fn variable(&mut self, tree: &IdedExpr, name: &str, scope: &Scope<'_>) -> Type {
        if let Some(found) = scope.find(name) {
            return found;
        }
        // A leading dot would name the same variable past those of loops.
        match self.types.variable(name.trim_start_matches('.')) {
            Some(found) => {
                self.variables.insert(name.trim_start_matches('.').to_owned());
                found
            }
            None => self.wrong(tree, Problem::UnknownVariable(name.to_owned())),
        }
    }

    fn select(&mut self, tree: &IdedExpr, select: &SelectExpr, scope: &Scope<'_>) -> Type {
        let of = self.type_of(&select.operand, scope);
        let position = self.field_position(tree, &select.field);
        let field = self.field(position, &of, &select.field);
        if select.test { Type::Bool } else { field }
    }

    /// The type of a field of a value.
    fn field(&mut self, position: Position, of: &Type, field: &str) -> Type {
        match of {
            Type::Any => Type::Any,
            Type::Map(value) => (**value).clone(),
            Type::Object(name) => {
                let fields = self.types.fields(name);
                if let Some(found) = fields.and_then(|fields| fields.get(field)) {
                    return found.clone();
                }
                let known = fields.into_iter().flatten().map(|(name, _)| name.clone()).collect();
                self.wrong_at(position, Problem::UnknownField { of: name.to_string(), field: field.to_owned(), known })
            }
            other => self.wrong_at(position, Problem::NoFields { of: other.name(), field: field.to_owned() }),
        }
    }

    /// The place of a field's name: the parser's place is the dot in front of it, or the macro `has`.
    fn field_position(&self, tree: &IdedExpr, field: &str) -> Position {
        self.expression.position_of_word(tree.id, field)
    }

    /// A macro: `all`, `exists`, `exists_one`, `map`, `filter`.
    fn comprehension(&mut self, comprehension: &ComprehensionExpr, scope: &Scope<'_>) -> Type {
        let element = match self.type_of(&comprehension.iter_range, scope) {
            Type::List(element) if *element == Type::Never => Type::Any,
            Type::List(element) => *element,
            // The keys.
            Type::Map(_) | Type::Object(_) => Type::String,
            Type::Any => Type::Any,
            found => {
                let problem = Problem::Argument { name: "a loop".to_owned(), expects: "list", found: found.name() };
                self.wrong(&comprehension.iter_range, problem)
            }
        };
        let element = scope.with(&comprehension.iter_var, element);
        let start = self.type_of(&comprehension.accu_init, scope);
        let mut result = element.with(&comprehension.accu_var, start);
        self.type_of(&comprehension.loop_cond, &result);
        let step = self.type_of(&comprehension.loop_step, &result);
        result = element.with(&comprehension.accu_var, step);
        self.type_of(&comprehension.result, &result)
    }
}

#[cfg(test)]
mod tests;
