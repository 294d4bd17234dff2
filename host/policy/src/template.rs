//! Messages with arguments: `{service.name} loses {size(service.changes)} listeners`. An argument is an expression; a brace as
//! text is doubled.

use crate::expression::{Expression, Mistake};
use crate::messages::Problem;
use crate::position::Position;

/// A part of a message.
#[derive(Debug)]
pub enum TemplatePart {
    Text(String),
    /// An expression, and where it begins in the message.
    Argument(Expression, Position),
}

/// Reads a message.
///
/// # Errors
/// A brace is not closed or not opened, or an argument is no expression.
pub fn parse(text: &str) -> Result<Vec<TemplatePart>, Vec<Mistake>> {
    let mut parts = Vec::new();
    let mut mistakes = Vec::new();
    let mut plain = String::new();
    let mut rest = text.chars().enumerate().peekable();
    while let Some((index, character)) = rest.next() {
        let mistake = |problem| Mistake { position: Position::of(text, index), problem };
        match character {
            '{' | '}' if rest.next_if(|(_, next)| *next == character).is_some() => plain.push(character),
            '}' => mistakes.push(mistake(Problem::StrayBrace)),
            '{' => {
                let Some(argument) = argument(&mut rest) else {
                    mistakes.push(mistake(Problem::UnclosedBrace));
                    break;
                };
                let start = Position::of(text, index + 1);
                match Expression::parse(&argument) {
                    Ok(expression) => {
                        parts.push(TemplatePart::Text(std::mem::take(&mut plain)));
                        parts.push(TemplatePart::Argument(expression, start));
                    }
                    Err(found) => mistakes.extend(
                        found.into_iter().map(|found| Mistake { position: start.plus(found.position), ..found }),
                    ),
                }
            }
            _ => plain.push(character),
        }
    }
    parts.push(TemplatePart::Text(plain));
    if mistakes.is_empty() { Ok(parts) } else { Err(mistakes) }
}

/// The text up to the closing brace, without it. Braces in texts and maps of the expression belong to it.
fn argument(rest: &mut impl Iterator<Item = (usize, char)>) -> Option<String> {
    let mut argument = String::new();
    let mut open = 0_usize;
    let mut quote = None;
    let mut escaped = false;
    for (_, character) in rest {
        match (quote, character) {
            (Some(_), _) if escaped => escaped = false,
            (Some(_), '\\') => escaped = true,
            (Some(end), _) if character == end => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(character),
            (None, '{') => open += 1,
            (None, '}') if open == 0 => return Some(argument),
            (None, '}') => open -= 1,
            (None, _) => {}
        }
        argument.push(character);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let parts = parse(text).unwrap_or_else(|mistakes| panic!("{text}: {mistakes:?}"));
        let parts = parts.into_iter().filter_map(|part| match part {
            TemplatePart::Text(text) if text.is_empty() => None,
            TemplatePart::Text(text) => Some(format!("text {text}")),
            TemplatePart::Argument(_, start) => Some(format!("argument at {}:{}", start.line, start.column)),
        });
        parts.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn arguments_stand_in_braces_and_doubled_braces_are_text() {
        assert_eq!(shape("a {1} b"), "text a ; argument at 1:4; text  b");
        assert_eq!(shape("{{a}}"), "text {a}");
        assert_eq!(shape("{ {'}': 1}['}'] }x"), "argument at 1:2; text x");
        assert_eq!(shape("负载\n均衡 {1}"), "text 负载\n均衡 ; argument at 2:5");
    }

    #[test]
    fn a_brace_alone_and_a_wrong_argument_have_their_places() {
        let found = |text: &str| {
            let mistakes = parse(text).map(|_| ()).unwrap_err();
            (mistakes[0].position.column, mistakes[0].problem.clone())
        };
        assert_eq!(found("ab {1"), (4, Problem::UnclosedBrace));
        assert_eq!(found("ab }"), (4, Problem::StrayBrace));
        assert_eq!(found("ab {1 +}").0, 8);
    }
}
