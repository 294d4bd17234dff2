//! Operators: what they take, and what they give.

use super::{Checker, Scope};
use crate::cel_and_plan_types::Type;
use crate::messages::Problem;
use cel::IdedExpr;
use cel::common::ast::{Expr, LiteralValue, operators};

impl Checker<'_> {
    /// The type of an operator's result; `None` if the name is none of an operator.
    pub(super) fn operator(
        &mut self,
        tree: &IdedExpr,
        name: &str,
        arguments: &[IdedExpr],
        scope: &Scope<'_>,
    ) -> Option<Type> {
        let found = match (name, arguments) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [left, right]) => {
                self.bool(left, name, scope);
                self.bool(right, name, scope);
                Type::Bool
            }
            (operators::LOGICAL_NOT | operators::NOT_STRICTLY_FALSE, [value]) => {
                self.bool(value, name, scope);
                Type::Bool
            }
            (operators::CONDITIONAL, [condition, yes, no]) => {
                self.bool(condition, name, scope);
                let yes = self.type_of(yes, scope);
                yes.join(self.type_of(no, scope))
            }
            (operators::EQUALS | operators::NOT_EQUALS, [left, right]) => {
                self.equality(tree, left, right, scope);
                Type::Bool
            }
            (operators::LESS | operators::LESS_EQUALS | operators::GREATER | operators::GREATER_EQUALS, [one, two]) => {
                self.comparison(tree, name, one, two, scope);
                Type::Bool
            }
            (operators::IN, [element, container]) => {
                self.membership(tree, element, container, scope);
                Type::Bool
            }
            (operators::ADD, [left, right]) => self.addition(tree, left, right, scope),
            (operators::SUBSTRACT | operators::MULTIPLY | operators::DIVIDE | operators::MODULO, [left, right]) => {
                let left = self.number(left, name, scope);
                let right = self.number(right, name, scope);
                self.same_numbers(tree, name, left, right)
            }
            (operators::NEGATE, [value]) => self.number(value, name, scope),
            (operators::INDEX, [container, index]) => self.index(tree, container, index, scope),
            _ => return None,
        };
        Some(found)
    }

    fn bool(&mut self, argument: &IdedExpr, operator: &str, scope: &Scope<'_>) {
        let found = self.type_of(argument, scope);
        if !matches!(found, Type::Bool | Type::Any) {
            self.argument(argument, operator, "bool", &found);
        }
    }

    fn number(&mut self, argument: &IdedExpr, operator: &str, scope: &Scope<'_>) -> Type {
        let found = self.type_of(argument, scope);
        if found.is_number() || found == Type::Any {
            return found;
        }
        self.argument(argument, operator, "int", &found)
    }

    /// `1 + 1.0` is an error of CEL.
    fn same_numbers(&mut self, tree: &IdedExpr, operator: &str, left: Type, right: Type) -> Type {
        match (left, right) {
            (Type::Any, other) | (other, Type::Any) => other,
            (left, right) if left == right => left,
            (_, right) => self.argument(tree, operator, "two int or two double", &right),
        }
    }

    fn addition(&mut self, tree: &IdedExpr, left: &IdedExpr, right: &IdedExpr, scope: &Scope<'_>) -> Type {
        let (one, two) = (self.type_of(left, scope), self.type_of(right, scope));
        match (&one, &two) {
            (Type::Any, other) | (other, Type::Any) => other.clone(),
            _ if one.is_text() && two.is_text() => Type::String,
            (Type::List(_), Type::List(_)) => one.join(two),
            _ if one.is_number() && one == two => one,
            _ => self.argument(tree, operators::ADD, "two numbers, texts or lists of one type", &two),
        }
    }

    fn comparison(&mut self, tree: &IdedExpr, operator: &str, one: &IdedExpr, two: &IdedExpr, scope: &Scope<'_>) {
        let (one, two) = (self.type_of(one, scope), self.type_of(two, scope));
        let is_ordered = |of: &Type| of.is_number() || of.is_text() || *of == Type::Any;
        if !(is_ordered(&one) && is_ordered(&two) && one.overlaps(&two)) {
            let found = if is_ordered(&one) { &two } else { &one };
            self.argument(tree, operator, "two numbers or two texts", found);
        }
    }

    fn equality(&mut self, tree: &IdedExpr, left: &IdedExpr, right: &IdedExpr, scope: &Scope<'_>) {
        let (one, two) = (self.type_of(left, scope), self.type_of(right, scope));
        self.word(&one, right);
        self.word(&two, left);
        // What the schema leaves out may be null, and only there.
        if !one.overlaps(&two) {
            self.wrong(tree, Problem::NeverEqual { left: one.name(), right: two.name() });
        }
    }

    /// A literal that is compared with a field of some words must be one of them: everything else is a slip that no plan shows.
    fn word(&mut self, of: &Type, compared: &IdedExpr) {
        let (Type::Words(words), Some(word)) = (of, text(compared)) else { return };
        if !words.iter().any(|known| known == word) {
            let problem = Problem::UnknownWord { word: word.to_owned(), known: words.to_vec() };
            self.wrong(compared, problem);
        }
    }

    fn membership(&mut self, tree: &IdedExpr, element: &IdedExpr, container: &IdedExpr, scope: &Scope<'_>) {
        let one = self.type_of(element, scope);
        match self.type_of(container, scope) {
            Type::Any | Type::Map(_) | Type::Object(_) => {}
            Type::List(of) => {
                if let Expr::List(list) = &container.expr {
                    list.elements.iter().for_each(|literal| self.word(&one, literal));
                }
                self.word(&of, element);
                if !one.overlaps(&of) {
                    self.wrong(tree, Problem::NeverEqual { left: one.name(), right: of.name() });
                }
            }
            found => {
                self.argument(container, operators::IN, "list or map", &found);
            }
        }
    }

    fn index(&mut self, tree: &IdedExpr, container: &IdedExpr, index: &IdedExpr, scope: &Scope<'_>) -> Type {
        let of = self.type_of(container, scope);
        let key = self.type_of(index, scope);
        match (&of, text(index)) {
            (Type::Any, _) => Type::Any,
            (Type::List(element), _) if matches!(key, Type::Int | Type::Any) => match &**element {
                Type::Never => Type::Any,
                element => element.clone(),
            },
            (Type::List(_), _) => self.argument(index, "[…]", "int", &key),
            (Type::Map(value), _) if key.is_text() || key == Type::Any => (**value).clone(),
            (Type::Object(_), Some(field)) => {
                let position = self.expression.position(index.id);
                self.field(position, &of, field)
            }
            (Type::Object(_) | Type::Map(_), _) if key.is_text() || key == Type::Any => Type::Any,
            (Type::Object(_) | Type::Map(_), _) => self.argument(index, "[…]", "string", &key),
            (other, _) => self.argument(tree, "[…]", "list or map", &other.clone()),
        }
    }

    pub(super) fn argument(&mut self, place: &IdedExpr, name: &str, expects: &'static str, found: &Type) -> Type {
        let name = written(name).to_owned();
        self.wrong(place, Problem::Argument { name, expects, found: found.name() })
    }
}

fn text(tree: &IdedExpr) -> Option<&str> {
    match &tree.expr {
        Expr::Literal(LiteralValue::String(text)) => Some(text.inner()),
        _ => None,
    }
}

/// An operator as it is written: `&&` of `_&&_`.
fn written(name: &str) -> &str {
    match name {
        operators::CONDITIONAL => "?:",
        operators::NOT_STRICTLY_FALSE => "!",
        operators::IN => "in",
        other => other.trim_matches('_'),
    }
}
