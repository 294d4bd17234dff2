//! Fits lines into what the API server passes on.

use crate::language::Language;

/// The longest warning, in characters: longer ones may be cut by the API server.
pub const MAX_WARNING: usize = 256;
/// The most characters of all warnings of a review.
pub const MAX_WARNINGS: usize = 4096;
/// Kept free for the last line.
const RESERVE: usize = 64;

/// The lines that fit, each once, and a last one that counts those that do not.
pub(super) fn fit(lines: Vec<String>, language: Language) -> Vec<String> {
    let mut fitted: Vec<String> = Vec::new();
    for line in lines {
        let line = one_line(&line, MAX_WARNING);
        if !line.is_empty() && !fitted.contains(&line) {
            fitted.push(line);
        }
    }
    let mut used = 0;
    let length = |line: &String| line.chars().count();
    let total: usize = fitted.iter().map(length).sum();
    if total <= MAX_WARNINGS {
        return fitted;
    }
    let kept = fitted.iter().take_while(|line| {
        used += length(line);
        used <= MAX_WARNINGS - RESERVE
    });
    let kept = kept.count();
    let more = fitted.len() - kept;
    fitted.truncate(kept);
    fitted.push(language.choose(format!("{more} more warnings are not shown"), format!("另有 {more} 条警告未显示")));
    fitted
}

/// One line of at most `most` characters: control characters, line ends and characters that change the direction of text
/// become spaces. A text that is too long ends with `…`.
pub fn one_line(text: &str, most: usize) -> String {
    let visible = text.chars().map(|letter| if is_printed(letter) { letter } else { ' ' });
    let text: String = visible.collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", cut.trim_end())
}

fn is_printed(letter: char) -> bool {
    let changes_direction =
        matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let ends_line = matches!(letter, '\u{2028}' | '\u{2029}');
    !(letter.is_control() || changes_direction || ends_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_one_line() {
        assert_eq!(one_line("a\r\n b\u{2028}c\u{1b}[31m\u{202e}d", 256), "a b c [31m d");
        assert_eq!(one_line(&"é".repeat(256), 256), "é".repeat(256));
        assert_eq!(one_line(&"é".repeat(257), 256), format!("{}…", "é".repeat(255)));
        assert_eq!(one_line("ab cd", 4), "ab…");
    }

    #[test]
    fn lines_that_do_not_fit_are_counted() {
        let lines: Vec<String> = (0..100).map(|number| format!("{number} {}", "x".repeat(97))).collect();
        let fitted = fit(lines.clone(), Language::En);
        assert_eq!(fitted.len(), 41);
        assert_eq!(fitted.first(), lines.first());
        assert_eq!(fitted.last().map(String::as_str), Some("60 more warnings are not shown"));
        assert_eq!(fit(vec!["a".to_owned(), "a".to_owned(), " ".to_owned()], Language::En), ["a"]);
    }
}
