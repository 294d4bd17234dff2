//! What the syntax says of an expression, a pattern or a function.

use syn::visit::Visit;
use syn::{Attribute, BinOp, Expr, Pat, UnOp};

/// What a function with this result returns at once.
pub fn other_results(result: &str) -> Vec<&'static str> {
    match result {
        "&str" | "&'static str" => vec!["\"\""],
        "usize" | "u32" | "u64" | "u16" | "u8" | "i32" | "i64" => vec!["0", "1"],
        "Ordering" => vec!["std::cmp::Ordering::Equal"],
        _ if result.starts_with("Option<") => vec!["None"],
        _ if result.starts_with("&[") || result.starts_with("&'static [") => vec!["&[]"],
        _ if result.starts_with(['&', '!']) || result.starts_with("impl ") || result.contains("Result<") => Vec::new(),
        _ => vec!["Default::default()"],
    }
}

/// True for an expression that can only be a condition.
pub fn is_condition(expression: &Expr) -> bool {
    match expression {
        Expr::Paren(inner) => is_condition(&inner.expr),
        Expr::Unary(not) => matches!(not.op, UnOp::Not(_)),
        Expr::Macro(called) => called.mac.path.is_ident("matches"),
        Expr::Binary(binary) => matches!(
            binary.op,
            BinOp::And(_)
                | BinOp::Or(_)
                | BinOp::Eq(_)
                | BinOp::Ne(_)
                | BinOp::Lt(_)
                | BinOp::Le(_)
                | BinOp::Gt(_)
                | BinOp::Ge(_)
        ),
        _ => false,
    }
}

pub fn has_let(condition: &Expr) -> bool {
    match condition {
        Expr::Let(_) => true,
        Expr::Binary(both) => has_let(&both.left) || has_let(&both.right),
        _ => false,
    }
}

/// True for a pattern that names something it matches.
pub fn binds(pattern: &Pat) -> bool {
    struct Names(bool);
    impl Visit<'_> for Names {
        fn visit_pat_ident(&mut self, named: &syn::PatIdent) {
            self.0 |= named.ident.to_string().starts_with(char::is_lowercase);
        }
    }
    let mut names = Names(false);
    names.visit_pat(pattern);
    names.0
}

pub fn is_test(attributes: &[Attribute]) -> bool {
    let is = |attribute: &Attribute| {
        let of_test = attribute.parse_args::<syn::Ident>().is_ok_and(|name| name == "test");
        attribute.path().is_ident("test") || attribute.path().is_ident("cfg") && of_test
    };
    attributes.iter().any(is)
}

#[cfg(test)]
mod tests {
    use super::*;
    use syn::parse_str;

    #[test]
    fn conditions_are_known_by_their_syntax() {
        for (text, expected) in
            [("a == b", true), ("(!a)", true), ("matches!(a, B)", true), ("a + b", false), ("a", false)]
        {
            assert_eq!(parse_str::<Expr>(text).is_ok_and(|expression| is_condition(&expression)), expected, "{text}");
        }
    }
}
