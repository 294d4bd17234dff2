//! Evaluates a checked expression, with a limit of steps.

use crate::expression::Expression;
use crate::limits::{MAX_STEPS, MAX_STEPS_OF_REQUEST};
use crate::template::TemplatePart;
use cel::common::ast::{CallExpr, ComprehensionExpr, EntryExpr, Expr, LiteralValue, operators};
use cel::{Context, Env, ExecutionError, IdedExpr, Value};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// No expression can spell this name.
const STEP: &str = "@step";

/// The elements that loops have visited, and may visit.
#[derive(Debug, Default)]
struct Steps {
    of_evaluation: AtomicU64,
    of_request: AtomicU64,
    most_of_evaluation: u64,
    most_of_request: u64,
}

impl Steps {
    fn next(&self) -> Result<bool, ExecutionError> {
        self.of_evaluation.fetch_add(1, Ordering::Relaxed);
        self.of_request.fetch_add(1, Ordering::Relaxed);
        if self.are_too_many() { Err(ExecutionError::function_error(STEP, "too many steps")) } else { Ok(true) }
    }

    fn are_too_many(&self) -> bool {
        self.of_evaluation.load(Ordering::Relaxed) > self.most_of_evaluation
            || self.of_request.load(Ordering::Relaxed) > self.most_of_request
    }
}

/// Why an expression has no result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EvaluationFailure {
    /// Its loops visit too many elements.
    TooManySteps,
    /// A field that this plan does not have.
    NoField(String),
    /// The result is not true or false.
    NotBool,
    /// CEL's own message.
    Other(String),
}

/// An expression whose loops count their steps.
#[derive(Debug)]
pub struct CountedExpression(IdedExpr);

impl CountedExpression {
    /// Puts the count into every loop.
    pub fn of(expression: Expression) -> CountedExpression {
        let mut tree = expression.tree;
        count_loops(&mut tree);
        CountedExpression(tree)
    }
}

/// The variables of a request.
pub struct Variables {
    context: Context<'static, 'static>,
    steps: Arc<Steps>,
}

impl Variables {
    /// Without any variable.
    pub fn new() -> Self {
        Variables::with_limits(MAX_STEPS, MAX_STEPS_OF_REQUEST)
    }

    fn with_limits(most_of_evaluation: u64, most_of_request: u64) -> Self {
        let steps = Arc::new(Steps { most_of_evaluation, most_of_request, ..Steps::default() });
        let mut context = Context::with_env(Arc::new(Env::default().with_optional_support(false).with_stdlib()));
        let counted = Arc::clone(&steps);
        // The standard library has no function of this name.
        let _ = context.add_function(STEP, move || counted.next());
        Variables { context, steps }
    }

    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: Value) {
        self.context.add_variable_from_value(name, value);
    }

    /// True or false.
    ///
    /// # Errors
    /// It cannot be evaluated.
    pub fn is_true(&self, expression: &CountedExpression) -> Result<bool, EvaluationFailure> {
        match self.value(expression)? {
            Value::Bool(result) => Ok(result),
            _ => Err(EvaluationFailure::NotBool),
        }
    }

    /// A message with its arguments.
    ///
    /// # Errors
    /// An argument cannot be evaluated.
    pub fn message(&self, parts: &[MessagePart]) -> Result<String, EvaluationFailure> {
        let mut text = String::new();
        for part in parts {
            match part {
                MessagePart::Text(part) => text.push_str(part),
                MessagePart::Argument(argument) => text.push_str(&printed(&self.value(argument)?)),
            }
        }
        Ok(text)
    }

    fn value(&self, CountedExpression(tree): &CountedExpression) -> Result<Value, EvaluationFailure> {
        self.steps.of_evaluation.store(0, Ordering::Relaxed);
        let result = Value::resolve(tree, &self.context);
        // Within `||`, an error may be covered by what is true beside it.
        if self.steps.are_too_many() {
            return Err(EvaluationFailure::TooManySteps);
        }
        result.map_err(|error| match error {
            ExecutionError::NoSuchKey(name) => EvaluationFailure::NoField(name.to_string()),
            other => EvaluationFailure::Other(shortened(&other.to_string())),
        })
    }
}

/// A part of a message, ready to be evaluated.
#[derive(Debug)]
pub enum MessagePart {
    Text(String),
    Argument(CountedExpression),
}

impl From<TemplatePart> for MessagePart {
    fn from(part: TemplatePart) -> MessagePart {
        match part {
            TemplatePart::Text(text) => MessagePart::Text(text),
            TemplatePart::Argument(expression, _) => MessagePart::Argument(CountedExpression::of(expression)),
        }
    }
}

/// CEL's messages quote whole values.
fn shortened(text: &str) -> String {
    const MOST: usize = 160;
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn printed(value: &Value) -> String {
    match value {
        Value::String(text) => text.to_string(),
        Value::Int(number) => number.to_string(),
        Value::UInt(number) => number.to_string(),
        Value::Float(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Null => "null".to_owned(),
        Value::List(elements) => elements.iter().map(printed).collect::<Vec<_>>().join(", "),
        _ => "…".to_owned(),
    }
}

/// In each loop, what is done for an element becomes `@step() ? … : false`; `@step` is an error when there were too many.
fn count_loops(tree: &mut IdedExpr) {
    match &mut tree.expr {
        Expr::Comprehension(comprehension) => {
            let ComprehensionExpr { iter_range, accu_init, loop_cond, loop_step, result, .. } = &mut **comprehension;
            [iter_range, accu_init, loop_cond, result].into_iter().for_each(count_loops);
            count_loops(loop_step);
            count(loop_step);
        }
        Expr::Call(call) => call.target.as_deref_mut().into_iter().chain(&mut call.args).for_each(count_loops),
        Expr::List(list) => list.elements.iter_mut().for_each(count_loops),
        Expr::Map(map) => {
            for entry in &mut map.entries {
                if let EntryExpr::MapEntry(entry) = &mut entry.expr {
                    count_loops(&mut entry.key);
                    count_loops(&mut entry.value);
                }
            }
        }
        Expr::Select(select) => count_loops(&mut select.operand),
        Expr::Struct(_) | Expr::Ident(_) | Expr::Literal(_) | Expr::Unspecified => {}
    }
}

/// The interpreter recognises the shapes of loops that build lists, and builds these in place: the count goes into a part that
/// is free in them.
fn count(step: &mut IdedExpr) {
    let counted = match &mut step.expr {
        Expr::Call(CallExpr { func_name, args, .. }) => match (func_name.as_str(), args.as_mut_slice()) {
            (operators::LOGICAL_AND | operators::LOGICAL_OR, [_, predicate]) => Some(predicate),
            (operators::CONDITIONAL, [predicate, _, _]) => Some(predicate),
            (operators::ADD, [_, IdedExpr { expr: Expr::List(list), .. }]) => list.elements.first_mut(),
            _ => None,
        },
        _ => None,
    };
    let counted = match counted {
        Some(part) => part,
        None => step,
    };
    let id = counted.id;
    let body = std::mem::take(counted);
    let call = |func_name: &str, args: Vec<IdedExpr>| IdedExpr {
        id,
        expr: Expr::Call(CallExpr { func_name: func_name.to_owned(), target: None, args }),
    };
    let otherwise = IdedExpr { id, expr: Expr::Literal(LiteralValue::Boolean(false.into())) };
    *counted = call(operators::CONDITIONAL, vec![call(STEP, Vec::new()), body, otherwise]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json_to_cel_value::cel_value;
    use serde_json::json;

    fn result(text: &str) -> Result<bool, EvaluationFailure> {
        let numbers: Vec<i64> = (0..1000).collect();
        let mut variables = Variables::with_limits(3000, 5000);
        variables.set("plan", cel_value(&json!({ "numbers": numbers, "name": "a", "none": null })));
        let expression = Expression::parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
        variables.is_true(&CountedExpression::of(expression))
    }

    #[test]
    fn loops_work_as_without_their_count() {
        for text in [
            "plan.numbers.exists(n, n == 999)",
            "plan.numbers.all(n, n >= 0)",
            "plan.numbers.exists_one(n, n == 7)",
            "plan.numbers.map(n, n * 2).filter(n, n > 10).size() == 994",
            "plan.numbers.map(n, n > 990, n)[0] == 991",
            "[1, 2].all(a, [3, 4].exists(b, b == a + 2))",
            "plan.exists(key, key == 'name')",
            "plan.none == null && plan.name in ['a']",
            "plan.numbers.size() == 1000 && 2 > 1.5",
        ] {
            assert_eq!(result(text), Ok(true), "{text}");
        }
    }

    #[test]
    fn too_many_steps_are_a_failure_even_beside_what_is_true() {
        let endless = "plan.numbers.all(a, plan.numbers.all(b, a + b >= 0))";
        assert_eq!(result(endless), Err(EvaluationFailure::TooManySteps));
        assert_eq!(result(&format!("{endless} || true")), Err(EvaluationFailure::TooManySteps));
        assert_eq!(
            result("plan.numbers.map(a, plan.numbers.map(b, b)).size() > 0"),
            Err(EvaluationFailure::TooManySteps)
        );
        assert_eq!(
            result("plan.numbers.filter(a, plan.numbers.filter(b, true).size() > 0).size() > 0"),
            Err(EvaluationFailure::TooManySteps)
        );
    }

    #[test]
    fn evaluations_share_the_steps_of_a_request() {
        let mut variables = Variables::with_limits(3, 5);
        variables.set("plan", cel_value(&json!({ "numbers": [1, 2, 3] })));
        let expression = Expression::parse("plan.numbers.all(n, n > 0)").unwrap();
        let expression = CountedExpression::of(expression);
        assert_eq!(variables.is_true(&expression), Ok(true));
        assert_eq!(variables.is_true(&expression), Err(EvaluationFailure::TooManySteps));
    }

    #[test]
    fn what_cannot_be_evaluated_says_why() {
        assert_eq!(result("plan.missing == 1"), Err(EvaluationFailure::NoField("missing".to_owned())));
        assert_eq!(result("plan.name"), Err(EvaluationFailure::NotBool));
        assert!(matches!(result("plan.numbers[1000] == 1"), Err(EvaluationFailure::Other(_))));
        assert!(matches!(result("1 / 0 == 1"), Err(EvaluationFailure::Other(_))));
        assert_eq!(result("has(plan.missing)"), Ok(false));
    }
}
