//! Colours, and lines that end before the edge.
//!
//! Text is cut into words first and painted last, so that a colour never counts as width. Chinese may break between
//! any two characters, save before a closing mark and after an opening one. A word longer than the line is left whole.

pub use crate::summary::Style;
use crate::terminal_escape::escape_terminal;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Whether there are colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Escape sequences of ANSI terminals.
    Colours,
    /// Text only.
    None,
}

impl Paint {
    /// The text in its style.
    pub fn paint(self, style: Style, text: &str) -> String {
        let code = match style {
            Style::Normal => return text.to_string(),
            Style::Strong => "1",
            Style::Faint => "2",
            Style::Good => "32",
            Style::Caution => "33",
            Style::Bad => "1;31",
            Style::Released => "35",
            Style::Pointer => "36",
        };
        match self {
            Paint::Colours if !text.is_empty() => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
            Paint::Colours | Paint::None => text.to_string(),
        }
    }
}

/// Columns a text takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// What is never torn apart.
struct Word {
    text: String,
    style: Style,
    width: usize,
    space: bool,
}

/// Lines of at most `columns` columns: the first begins with what was written before it, `first` columns wide, the
/// others with `indent` spaces.
pub fn wrap(paint: Paint, pieces: &[(Style, &str)], first: usize, indent: usize, columns: usize) -> String {
    let mut words = Vec::new();
    let mut space = false;
    for (style, text) in pieces {
        cut(*style, text, &mut space, &mut words);
    }
    let mut out = String::new();
    let mut at = first;
    let mut fresh = true;
    let mut run = (Style::Normal, String::new());
    for word in words {
        let needed = word.width + usize::from(word.space && !fresh);
        if !fresh && at + needed > columns {
            flush(paint, &mut run, &mut out);
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            (at, fresh) = (indent, true);
        }
        if run.0 != word.style {
            flush(paint, &mut run, &mut out);
            run.0 = word.style;
        }
        if word.space && !fresh {
            run.1.push(' ');
            at += 1;
        }
        run.1.push_str(&word.text);
        at += word.width;
        fresh = false;
    }
    flush(paint, &mut run, &mut out);
    out
}

fn flush(paint: Paint, run: &mut (Style, String), out: &mut String) {
    let text = std::mem::take(&mut run.1);
    let trimmed = text.trim_start_matches(' ');
    out.push_str(&" ".repeat(text.len() - trimmed.len()));
    out.push_str(&paint.paint(run.0, trimmed));
}

/// Cuts a piece into words. `space`: whether one stands before the next word, across pieces. A no-break space is
/// printed as a space, and not broken at.
fn cut(style: Style, text: &str, space: &mut bool, words: &mut Vec<Word>) {
    *space |= text.starts_with(' ');
    for part in text.split_ascii_whitespace() {
        let mut begun = false;
        let mut glue = false;
        for character in escape_terminal(part).chars() {
            let width = character.width().unwrap_or(0);
            let printed = if character == '\u{a0}' { ' ' } else { character };
            match words.last_mut() {
                Some(last) if begun && (glue || closes(character) || !(width > 1 || ends_wide(&last.text))) => {
                    last.text.push(printed);
                    last.width += width;
                }
                Some(_) | None => {
                    words.push(Word { text: printed.to_string(), style, width, space: *space });
                    *space = false;
                }
            }
            begun = true;
            glue = opens(character);
        }
        *space = true;
    }
    *space = text.ends_with(' ');
}

fn ends_wide(text: &str) -> bool {
    text.chars().next_back().and_then(UnicodeWidthChar::width).is_some_and(|width| width > 1)
}

/// Marks that may not begin a line.
fn closes(character: char) -> bool {
    matches!(
        character,
        '\u{a0}'
            | '、'
            | '。'
            | '」'
            | '』'
            | '》'
            | '”'
            | '\u{ff01}'
            | '\u{ff09}'
            | '\u{ff0c}'
            | '\u{ff1a}'
            | '\u{ff1b}'
            | '\u{ff1f}'
            | ','
            | '.'
            | ')'
            | ':'
            | ';'
    )
}

/// Marks that may not end one.
fn opens(character: char) -> bool {
    matches!(character, '\u{a0}' | '「' | '『' | '《' | '“' | '\u{ff08}' | '(')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(text: &str, columns: usize) -> String {
        wrap(Paint::None, &[(Style::Normal, text)], 0, 2, columns)
    }

    #[test]
    fn words_stay_whole() {
        assert_eq!(wrapped("one two three", 8), "one two\n  three");
        assert_eq!(wrapped("a https://long.example/path b", 8), "a\n  https://long.example/path\n  b");
        assert_eq!(wrapped("", 8), "");
    }

    #[test]
    fn chinese_breaks_between_characters() {
        assert_eq!(wrapped("将新建一个负载均衡。", 8), "将新建一\n  个负载\n  均衡。");
        assert_eq!(wrapped("保留 lb-12345678 不变", 10), "保留\n  lb-12345678\n  不变");
    }

    #[test]
    fn pieces_keep_their_distance() {
        let pieces =
            [(Style::Faint, "· "), (Style::Normal, "one"), (Style::Faint, " (two\u{a0}three)"), (Style::Normal, "!")];
        assert_eq!(wrap(Paint::None, &pieces, 0, 2, 40), "· one (two three)!");
        assert_eq!(wrap(Paint::None, &pieces, 0, 2, 12), "· one\n  (two three)\n  !");
    }

    #[test]
    fn colours_have_no_width() {
        let pieces = [(Style::Bad, "one two"), (Style::Normal, " three")];
        assert_eq!(wrap(Paint::Colours, &pieces, 0, 0, 13), "\u{1b}[1;31mone two\u{1b}[0m three");
        assert_eq!(wrap(Paint::Colours, &pieces, 0, 0, 12), "\u{1b}[1;31mone two\u{1b}[0m\nthree");
    }
}
