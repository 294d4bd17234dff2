//! Lines and columns of expressions, from 1; columns count characters.

use serde::Serialize;

/// A place in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl Position {
    /// The place of the character with that index.
    pub fn of(text: &str, index: usize) -> Position {
        let mut position = Position { line: 1, column: 1 };
        for character in text.chars().take(index) {
            if character == '\n' {
                position = Position { line: position.line + 1, column: 1 };
            } else {
                position.column += 1;
            }
        }
        position
    }

    /// A place in a part of a text, seen from the whole text; `self` is where the part begins.
    pub fn plus(self, inner: Position) -> Position {
        match inner.line {
            1 => Position { line: self.line, column: self.column + inner.column - 1 },
            line => Position { line: self.line + line - 1, column: inner.column },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        assert_eq!(Position::of("ab", 0), Position { line: 1, column: 1 });
        assert_eq!(Position::of("一二\n三四", 4), Position { line: 2, column: 2 });
        let start = Position { line: 2, column: 5 };
        assert_eq!(start.plus(Position { line: 1, column: 3 }), Position { line: 2, column: 7 });
        assert_eq!(start.plus(Position { line: 2, column: 3 }), Position { line: 3, column: 3 });
    }
}
