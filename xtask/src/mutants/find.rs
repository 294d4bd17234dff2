//! The places of a file where a fault is possible, found in its syntax.
//!
//! Of faults that the same test would notice one is enough. A condition is taken to be true and to be false; in `a && b` each
//! part is taken to be true, because a test that notices this also notices `a || b` and `a != b`.

use super::classify_rust_syntax::{binds, has_let, is_condition, is_test, other_results};
use super::fault_site::{Edit, EditPlacement, FaultSite};
use std::ops::Range;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, Attribute, BinOp, Block, Expr, Pat, ReturnType, Signature, Stmt, UnOp};

/// The function of the copied checkout that says whether a fault is on.
const IS_ON: &str = "crate::mutants::on";

/// Methods whose closure is a condition.
const WITH_CONDITION: [&str; 14] = [
    "all",
    "any",
    "filter",
    "find",
    "is_none_or",
    "is_some_and",
    "partition",
    "partition_point",
    "position",
    "retain",
    "rfind",
    "skip_while",
    "take_while",
    "is_ok_and",
];

/// Longer bodies of another arm are not copied.
const LONGEST_BODY: usize = 200;

const PARENTHESES: [char; 2] = ['(', ')'];

/// All sites of a file, outer ones before inner ones; their faults are numbered from `first` on.
pub fn sites(source: &str, first: u32) -> anyhow::Result<Vec<FaultSite>> {
    let mut finder = Finder { source, next: first, functions: Vec::new(), sites: Vec::new() };
    finder.visit_file(&syn::parse_file(source)?);
    Ok(finder.sites)
}

struct Finder<'s> {
    source: &'s str,
    next: u32,
    functions: Vec<String>,
    sites: Vec<FaultSite>,
}

/// Which values a condition is to have.
#[derive(Clone, Copy)]
struct Values {
    yes: bool,
    no: bool,
}

const BOTH: Values = Values { yes: true, no: true };

impl Finder<'_> {
    fn text(&self, range: Range<usize>) -> &str {
        &self.source[range]
    }

    /// The text of a part of the file on one line, shortened.
    fn words(&self, range: Range<usize>) -> String {
        let words: Vec<&str> = self.text(range).split_whitespace().collect();
        let words = words.join(" ");
        match words.char_indices().nth(90) {
            Some((byte, _)) => format!("{}…", &words[..byte]),
            None => words,
        }
    }

    /// Adds a site; `edits` gets the number of the first fault.
    fn add(&mut self, at: usize, faults: Vec<String>, edits: impl FnOnce(u32) -> Vec<Edit>) {
        let line = self.source[..at].matches('\n').count() + 1;
        let function = self.functions.last().cloned().unwrap_or_default();
        let (first, count) = (self.next, faults.len() as u32);
        self.next += count;
        self.sites.push(FaultSite { first, faults, line, function, edits: edits(first) });
    }

    /// Adds a site in which an expression has the value of another one.
    fn instead(&mut self, range: Range<usize>, what: String, other: &str, [open, close]: [char; 2]) {
        self.add(range.start, vec![what], |number| {
            let before = format!("{open} if {IS_ON}({number}) {{ {other} }} else {{ ");
            FaultSite::around(&range, before, format!(" }} {close}"))
        });
    }

    /// Adds a site in which a condition has these values, whatever it says.
    fn forced(&mut self, range: Range<usize>, values: Values) {
        let words = self.words(range.clone());
        let named = [(values.yes, "true"), (values.no, "false")].into_iter().filter(|(wanted, _)| *wanted);
        let faults = named.map(|(_, value)| format!("`{words}` is {value}")).collect();
        self.add(range.start, faults, |first| {
            let yes = if values.yes { first } else { 0 };
            let no = if values.no { first + u32::from(values.yes) } else { 0 };
            FaultSite::around(&range, "crate::mutants::forced((".to_owned(), format!("), {yes}, {no})"))
        });
    }

    fn condition(&mut self, condition: &Expr, values: Values) {
        let range = condition.span().byte_range();
        match condition {
            Expr::Paren(inner) => self.condition(&inner.expr, values),
            Expr::Unary(not) if matches!(not.op, UnOp::Not(_)) => {
                self.condition(&not.expr, Values { yes: values.no, no: values.yes });
            }
            Expr::Binary(both) if matches!(both.op, BinOp::And(_)) => {
                if values.no && !has_let(condition) {
                    self.forced(range, Values { yes: false, no: true });
                }
                let part = Values { yes: true, no: false };
                self.condition(&both.left, part);
                self.condition(&both.right, part);
            }
            Expr::Binary(either) if matches!(either.op, BinOp::Or(_)) => {
                if values.yes {
                    self.forced(range, Values { yes: true, no: false });
                }
                let part = Values { yes: false, no: true };
                self.condition(&either.left, part);
                self.condition(&either.right, part);
            }
            Expr::Let(_) => visit::visit_expr(self, condition),
            _ => {
                self.forced(range, values);
                self.inside(condition);
            }
        }
    }

    /// The sites of an expression that is no condition, and those inside of it.
    fn inside(&mut self, expression: &Expr) {
        let range = expression.span().byte_range();
        match expression {
            Expr::Binary(binary) => self.operator(binary, range),
            Expr::MethodCall(call) => self.method(call, range),
            Expr::Match(table) => self.arms(&table.arms),
            _ => {}
        }
        match expression {
            Expr::If(choice) => {
                self.condition(&choice.cond, BOTH);
                self.visit_block(&choice.then_branch);
                if let Some((_, other)) = &choice.else_branch {
                    self.visit_expr(other);
                }
            }
            // One that is always true would never end.
            Expr::While(repeated) => {
                self.condition(&repeated.cond, Values { yes: false, no: true });
                self.visit_block(&repeated.body);
            }
            Expr::Repeat(repeated) => self.visit_expr(&repeated.expr),
            Expr::MethodCall(call) => {
                let method = call.method.to_string();
                let is_condition = method == "then" || method == "then_some";
                if is_condition {
                    self.condition(&call.receiver, BOTH)
                } else {
                    self.visit_expr(&call.receiver)
                }
                for argument in &call.args {
                    match argument {
                        Expr::Closure(closure)
                            if WITH_CONDITION.contains(&method.as_str())
                                && matches!(closure.output, ReturnType::Default) =>
                        {
                            self.condition(&closure.body, BOTH);
                        }
                        _ => self.visit_expr(argument),
                    }
                }
            }
            _ => visit::visit_expr(self, expression),
        }
    }

    /// Comparisons that include or exclude equality, and arithmetic.
    fn operator(&mut self, binary: &syn::ExprBinary, range: Range<usize>) {
        let other = match binary.op {
            BinOp::Lt(_) => "<=",
            BinOp::Le(_) => "<",
            BinOp::Gt(_) => ">=",
            BinOp::Ge(_) => ">",
            BinOp::Add(_) => "-",
            BinOp::Sub(_) => "+",
            BinOp::Mul(_) => "/",
            BinOp::Div(_) => "*",
            BinOp::Rem(_) => "/",
            _ => return,
        };
        let place = binary.op.span().byte_range();
        let own = self.text(place.clone()).to_owned();
        // A comparison does not take its values.
        let by = if other.starts_with(['<', '>']) { "&" } else { "" };
        let what = format!("`{}`: `{own}` is `{other}`", self.words(range.clone()));
        self.add(range.start, vec![what], |number| {
            let chosen = format!(")) {{ (l, r) => if {IS_ON}({number}) {{ l {other} r }} else {{ l {own} r }} }})");
            let mut edits = FaultSite::around(&range, format!("(match ({by}("), chosen);
            let between = format!("), {by}(");
            edits.push(Edit { offset: place.start, place: EditPlacement::InPlaceOf(place.len()), text: between });
            edits
        });
    }

    fn method(&mut self, call: &syn::ExprMethodCall, range: Range<usize>) {
        let name = call.method.to_string();
        let other = match name.as_str() {
            "any" => "all",
            "all" => "any",
            "min" => "max",
            "max" => "min",
            "first" => "last",
            "last" => "first",
            "or" | "or_else" => "",
            _ => return,
        };
        let receiver = self.text(call.receiver.span().byte_range()).to_owned();
        let words = self.words(range.clone());
        if other.is_empty() {
            self.instead(range, format!("`{words}`: without `{name}`"), &receiver, PARENTHESES);
        } else {
            let after = self.text(call.method.span().byte_range().end..range.end);
            let changed = format!("{receiver}.{other}{after}");
            self.instead(range, format!("`{words}`: `{name}` is `{other}`"), &changed, PARENTHESES);
        }
    }

    /// An arm that does what another one does.
    fn arms(&mut self, arms: &[Arm]) {
        let body = |arm: &Arm| arm.body.span().byte_range();
        for (index, arm) in arms.iter().enumerate() {
            let own = self.text(body(arm)).to_owned();
            let others = arms.iter().cycle().skip(index + 1).take(arms.len().saturating_sub(1));
            let is_other =
                |other: &&Arm| body(other).len() <= LONGEST_BODY && !binds(&other.pat) && self.text(body(other)) != own;
            let Some(other) = others.into_iter().find(is_other) else { continue };
            let other = self.text(body(other)).to_owned();
            let pattern = self.words(arm.pat.span().byte_range());
            let what = format!("`{pattern}` => `{}`", other.split_whitespace().collect::<Vec<_>>().join(" "));
            // A block needs no comma after it.
            self.instead(body(arm), what, &other, ['{', '}']);
        }
    }

    /// A function that returns at once.
    fn function(&mut self, signature: &Signature, block: &Block) {
        let values = match &signature.output {
            ReturnType::Default if block.stmts.is_empty() => return,
            ReturnType::Default => vec![""],
            ReturnType::Type(_, result) => match (block.stmts.as_slice(), self.text(result.span().byte_range())) {
                ([Stmt::Expr(only, None)], "bool") if is_condition(only) => return,
                (_, "bool") => vec!["true", "false"],
                (_, result) => other_results(result),
            },
        };
        if values.is_empty() {
            return;
        }
        let offset = block.brace_token.span.open().byte_range().end;
        let faults = values.iter().map(|value| format!("returns `{value}` at once").replace(" ``", "")).collect();
        self.add(signature.span().byte_range().start, faults, |first| {
            let returns = (first..).zip(&values);
            let text: String =
                returns.map(|(number, value)| format!(" if {IS_ON}({number}) {{ return {value}; }}")).collect();
            vec![Edit { offset, place: EditPlacement::Before, text }]
        });
    }
}

impl<'a> Visit<'a> for Finder<'_> {
    fn visit_expr(&mut self, expression: &'a Expr) {
        if is_condition(expression) {
            self.condition(expression, BOTH);
        } else {
            self.inside(expression);
        }
    }

    fn visit_pat(&mut self, pattern: &'a Pat) {
        if let Pat::Guard(guarded) = pattern {
            self.condition(&guarded.guard, BOTH);
        }
    }

    fn visit_stmt(&mut self, statement: &'a Stmt) {
        if let Stmt::Expr(effect, Some(_)) = statement
            && let Expr::Call(_) | Expr::MethodCall(_) | Expr::Assign(_) | Expr::Binary(_) = effect
        {
            let range = statement.span().byte_range();
            let what = format!("without `{}`", self.words(range.clone()));
            self.add(range.start, vec![what], |number| {
                FaultSite::around(&range, format!("if !{IS_ON}({number}) {{ "), " }".to_owned())
            });
        }
        visit::visit_stmt(self, statement);
    }

    fn visit_item_fn(&mut self, item: &'a syn::ItemFn) {
        if item.sig.constness.is_none() && !is_test(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.visit_block(&item.block);
            self.functions.pop();
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        if item.sig.constness.is_none() && !is_test(&item.attrs) {
            self.functions.push(item.sig.ident.to_string());
            self.function(&item.sig, &item.block);
            self.visit_block(&item.block);
            self.functions.pop();
        }
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        if !is_test(&item.attrs) {
            visit::visit_item_mod(self, item);
        }
    }

    // What is evaluated by the compiler has no switch.
    fn visit_item_const(&mut self, _: &'a syn::ItemConst) {}
    fn visit_item_static(&mut self, _: &'a syn::ItemStatic) {}
    fn visit_impl_item_const(&mut self, _: &'a syn::ImplItemConst) {}
    fn visit_trait_item_const(&mut self, _: &'a syn::TraitItemConst) {}
    fn visit_expr_const(&mut self, _: &'a syn::ExprConst) {}
    fn visit_item_enum(&mut self, _: &'a syn::ItemEnum) {}
    fn visit_type(&mut self, _: &'a syn::Type) {}
    fn visit_attribute(&mut self, _: &'a Attribute) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_those_that_no_other_one_stands_for() {
        let source = "fn f(a: bool, b: u8) -> Option<u8> { if a && b > 1 { log(b); } Some(b).or(None) }";
        let sites = sites(source, 1).unwrap_or_default();
        let faults: Vec<&str> = sites.iter().flat_map(|site| &site.faults).map(String::as_str).collect();
        let expected = [
            "returns `None` at once",
            "`a && b > 1` is false",
            "`a` is true",
            "`b > 1` is true",
            "`b > 1`: `>` is `>=`",
            "without `log(b);`",
            "`Some(b).or(None)`: without `or`",
        ];
        assert_eq!(faults, expected);
    }

    #[test]
    fn tests_and_constants_have_no_faults() {
        let source = "const A: bool = 1 > 2; #[cfg(test)] mod tests { fn f() { g(); } } const fn h() -> bool { 1 > 2 }";
        assert!(sites(source, 1).is_ok_and(|sites| sites.is_empty()));
    }
}
