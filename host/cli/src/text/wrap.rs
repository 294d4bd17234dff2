//! Breaks styled text into lines.
//!
//! The rules of Unicode (UAX #14) decide where Chinese may break. Between narrow characters a line breaks only at spaces, so
//! that ids, paths and links stay whole. Colours are added last, so that they have no width.

use crate::ansi::{TextRole, UseColors, width};
use crate::escape_for_terminal::escape_terminal;
use textwrap::WordSeparator;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_width::UnicodeWidthChar;

/// Printed as a space, but a line does not break at it.
const NO_BREAK_SPACE: char = '\u{a0}';

/// Not printed; a line does not break at it.
pub const WORD_JOINER: char = '\u{2060}';

/// Text between two places where a line may break.
#[derive(Debug)]
struct Word {
    pieces: Vec<(TextRole, String)>,
    width: usize,
    space_after: bool,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        self.width as f64
    }

    fn whitespace_width(&self) -> f64 {
        if self.space_after { 1.0 } else { 0.0 }
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks the pieces into lines of at most `columns` columns. The first line starts at column `first`, the others are
/// indented by `indent`. A word that is longer than a line is left whole.
pub fn wrap(colors: UseColors, pieces: &[(TextRole, &str)], first: usize, indent: usize, columns: usize) -> String {
    let words = words(pieces);
    let widths = [first, indent].map(|used| columns.saturating_sub(used) as f64);
    let lines: Vec<String> = wrap_first_fit(&words, &widths).into_iter().map(|line| painted(colors, line)).collect();
    lines.join(&format!("\n{}", " ".repeat(indent)))
}

fn words(pieces: &[(TextRole, &str)]) -> Vec<Word> {
    let mut text = String::new();
    // Where each piece ends in `text`.
    let mut ends = Vec::new();
    for (role, piece) in pieces {
        for (number, part) in piece.split([' ', '\t', '\r', '\n']).enumerate() {
            if number > 0 && !text.is_empty() && !text.ends_with(' ') {
                text.push(' ');
            }
            text.push_str(&escape_terminal(part));
        }
        ends.push((text.len(), *role));
    }
    let mut words: Vec<Word> = Vec::new();
    let mut start = 0;
    let mut joins = false;
    for found in WordSeparator::UnicodeBreakProperties.find_words(&text) {
        let word = styled(found.word, start, &ends);
        start += found.word.len() + found.whitespace.len();
        let space_after = !found.whitespace.is_empty();
        let is_narrow = |character: Option<char>| character.and_then(|one| one.width()).is_none_or(|width| width < 2);
        match words.last_mut().filter(|_| joins && is_narrow(found.word.chars().next())) {
            Some(last) => {
                last.width += word.iter().map(|(_, piece)| width(piece)).sum::<usize>();
                last.pieces.extend(word);
                last.space_after = space_after;
            }
            None => {
                let width = word.iter().map(|(_, piece)| width(piece)).sum();
                words.push(Word { pieces: word, width, space_after });
            }
        }
        joins = !space_after && is_narrow(found.word.chars().next_back());
    }
    words
}

/// A part of the whole text, cut where the role changes.
fn styled(word: &str, start: usize, ends: &[(usize, TextRole)]) -> Vec<(TextRole, String)> {
    let mut pieces: Vec<(TextRole, String)> = Vec::new();
    for (at, character) in word.char_indices().filter(|(_, character)| *character != WORD_JOINER) {
        let role = ends.iter().find(|(end, _)| start + at < *end).map_or(TextRole::Normal, |(_, role)| *role);
        let character = if character == NO_BREAK_SPACE { ' ' } else { character };
        match pieces.last_mut() {
            Some((last, piece)) if *last == role => piece.push(character),
            Some(_) | None => pieces.push((role, character.to_string())),
        }
    }
    pieces
}

/// One line; a space between two pieces of one role belongs to them.
fn painted(colors: UseColors, words: &[Word]) -> String {
    let mut runs: Vec<(TextRole, String)> = Vec::new();
    let mut space = false;
    for word in words {
        for (role, piece) in &word.pieces {
            let gap = if std::mem::take(&mut space) { " " } else { "" };
            match runs.last_mut() {
                Some((last, run)) if last == role => {
                    run.push_str(gap);
                    run.push_str(piece);
                }
                Some(_) | None => {
                    runs.push((TextRole::Normal, gap.to_string()));
                    runs.push((*role, piece.clone()));
                }
            }
        }
        space = word.space_after;
    }
    runs.iter().map(|(role, run)| colors.paint(*role, run)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> String {
        wrap(UseColors::Off, &[(TextRole::Normal, text)], 0, 2, columns)
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(wrapped("one two three", 8), "one two\n  three");
        assert_eq!(wrapped("a https://long.example/path-of/it b", 8), "a\n  https://long.example/path-of/it\n  b");
        assert_eq!(wrapped("", 8), "");
    }

    #[test]
    fn chinese_breaks_between_characters() {
        assert_eq!(wrapped("将新建一个负载均衡。", 8), "将新建一\n  个负载\n  均衡。");
        assert_eq!(wrapped("保留 lb-12345678 不变", 10), "保留\n  lb-12345678\n  不变");
    }

    #[test]
    fn chinese_marks_stay_with_their_word() {
        assert_eq!(wrapped("改变「地址」！吗", 6), "改变\n  「地\n  址」！\n  吗");
        assert_eq!(wrapped("保留（文\u{2060}档\u{a0}[1]）", 10), "保留\n  （文档 [1]）");
    }

    #[test]
    fn pieces_keep_their_distance() {
        let pieces = [
            (TextRole::Faint, "· "),
            (TextRole::Normal, "one"),
            (TextRole::Faint, " (two\u{a0}three)"),
            (TextRole::Normal, "!"),
        ];
        assert_eq!(wrap(UseColors::Off, &pieces, 0, 2, 40), "· one (two three)!");
        assert_eq!(wrap(UseColors::Off, &pieces, 0, 2, 12), "· one\n  (two three)!");
    }

    #[test]
    fn colours_have_no_width() {
        let pieces = [(TextRole::Good, "one two"), (TextRole::Normal, " three")];
        assert_eq!(wrap(UseColors::On, &pieces, 0, 0, 13), "\u{1b}[32mone two\u{1b}[0m three");
        assert_eq!(wrap(UseColors::On, &pieces, 0, 0, 12), "\u{1b}[32mone two\u{1b}[0m\nthree");
    }
}
