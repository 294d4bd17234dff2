//! Parses an expression, within its limits.

use crate::limits::{MAX_BRACKETS, MAX_DEPTH, MAX_EXPRESSION_BYTES};
use crate::messages::Problem;
use crate::position::Position;
use cel::common::ast::SourceInfo;
use cel::parser::Parser;
use cel::{IdedExpr, ParseError};

/// A problem, and where in the expression it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    pub position: Position,
    pub problem: Problem,
}

/// A parsed expression.
#[derive(Debug)]
pub struct Expression {
    /// Its syntax tree, with macros expanded.
    pub tree: IdedExpr,
    source: SourceInfo,
}

impl Expression {
    /// Parses a text.
    ///
    /// # Errors
    /// It is no expression, or exceeds a limit.
    pub fn parse(text: &str) -> Result<Expression, Vec<Mistake>> {
        let at_start = |problem| vec![Mistake { position: Position { line: 1, column: 1 }, problem }];
        if text.len() > MAX_EXPRESSION_BYTES {
            return Err(at_start(Problem::TooLong { bytes: text.len(), limit: MAX_EXPRESSION_BYTES }));
        }
        if let Some(index) = too_deep(text) {
            let problem = Problem::TooDeep { limit: MAX_BRACKETS };
            return Err(vec![Mistake { position: Position::of(text, index), problem }]);
        }
        match Parser::new().error_recovery_limit(4).parse_with_source_info(text) {
            Ok((tree, source)) => Ok(Expression { tree, source }),
            Err(errors) => Err(errors.errors.iter().take(1).map(mistake).collect()),
        }
    }

    /// Where a part of the tree begins. That of an operator is the operator.
    pub fn position(&self, id: u64) -> Position {
        Position::of(&self.source.source, self.start(id))
    }

    /// Where a word first stands at or after the beginning of a part: a field begins with its dot, or with the macro `has`.
    pub fn position_of_word(&self, id: u64, word: &str) -> Position {
        let (text, start) = (&self.source.source, self.start(id));
        let rest: String = text.chars().skip(start).collect();
        let before = rest.match_indices(word).find(|(at, _)| is_word(&rest, *at, word.len()));
        let skipped = before.map_or(0, |(at, _)| rest.get(..at).unwrap_or_default().chars().count());
        Position::of(text, start + skipped)
    }

    /// The index of the character with which a part begins; the parser counts bytes.
    fn start(&self, id: u64) -> usize {
        let start = self.source.offset_for(id).map_or(0, |(start, _)| start);
        let before = usize::try_from(start).ok().and_then(|start| self.source.source.get(..start));
        before.unwrap_or_default().chars().count()
    }
}

/// True if no letter stands beside it.
fn is_word(text: &str, at: usize, length: usize) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + length..).and_then(|text| text.chars().next());
    !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
}

fn mistake(error: &ParseError) -> Mistake {
    let number = |number: isize| usize::try_from(number).unwrap_or_default().max(1);
    let (line, column) = error.pos;
    let message = error.msg.split_whitespace().collect::<Vec<_>>().join(" ");
    // The parser's own limit, for what has no brackets. It has no place.
    if message.contains("Recursion limit") {
        return Mistake { position: Position { line: 1, column: 1 }, problem: Problem::TooDeep { limit: MAX_DEPTH } };
    }
    Mistake { position: Position { line: number(line), column: number(column) }, problem: Problem::Syntax(message) }
}

/// The first bracket, or operator in front of an operand, that is nested too deeply, outside of texts. The parser's own limit
/// counts otherwise, and its stack is small in a module.
fn too_deep(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut prefixes = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (index, character) in text.chars().enumerate() {
        if let Some(end) = quote {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if character == end => quote = None,
                _ => {}
            }
            continue;
        }
        prefixes = if matches!(character, '!' | '-') { prefixes + 1 } else { 0 };
        match character {
            '"' | '\'' => quote = Some(character),
            '(' | '[' | '{' => open += 1,
            ')' | ']' | '}' => open = open.saturating_sub(1),
            _ => {}
        }
        if open > MAX_BRACKETS || prefixes > MAX_BRACKETS {
            return Some(index);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(text: &str) -> (usize, usize, String) {
        let mistakes = Expression::parse(text).map(|_| ()).unwrap_err();
        let Mistake { position, problem } = &mistakes[0];
        (position.line, position.column, problem.text(crate::messages::Language::En))
    }

    #[test]
    fn a_syntax_error_has_its_place() {
        let (line, column, message) = failure("plan.complete &&\n  && true");
        assert_eq!((line, column), (2, 3), "{message}");
        assert!(message.starts_with("not CEL: "), "{message}");
        let (line, column, message) = failure("'一二三' == )");
        assert_eq!((line, column), (1, 10), "{message}");
        assert_eq!(failure("").0, 1);
    }

    #[test]
    fn length_and_depth_are_limited() {
        assert!(failure(&" ".repeat(4097)).2.contains("4097 bytes"));
        assert!(failure(&format!("{}1{}", "(".repeat(13), ")".repeat(13))).2.contains("12 levels"));
        assert!(failure(&format!("{}true", "!".repeat(13))).2.contains("12 levels"));
        let (line, column, message) = failure(&format!("{}1 == 1", "true ? 1 : ".repeat(300)));
        assert_eq!((line, column), (1, 1));
        assert!(message.contains("32 levels"), "{message}");
        assert!(Expression::parse(&format!("{}1{}", "(".repeat(12), ")".repeat(12))).is_ok());
        assert!(Expression::parse("'((((((((((((((((' == ''").is_ok());
        let long = vec!["true"; 500].join(" && ");
        assert!(Expression::parse(&long).is_ok(), "long chains are balanced");
    }
}
