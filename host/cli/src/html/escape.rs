//! Escapes text from outside for HTML. The templates escape every value with it.

use crate::escape_for_terminal::escape_terminal;
use askama::filters::Escaper;
use std::fmt::{self, Write};

/// Escapes text between tags and in attributes between double quotes.
#[derive(Debug, Clone, Copy, Default)]
pub struct HtmlEscaper;

impl Escaper for HtmlEscaper {
    fn write_escaped_str<W: Write>(&self, mut out: W, text: &str) -> fmt::Result {
        for character in escape_terminal(text).chars() {
            match character {
                '&' => out.write_str("&amp;")?,
                '<' => out.write_str("&lt;")?,
                '>' => out.write_str("&gt;")?,
                '"' => out.write_str("&quot;")?,
                '\'' => out.write_str("&#39;")?,
                character => out.write_char(character)?,
            }
        }
        Ok(())
    }
}

/// A part of a sentence; code is between backticks.
#[derive(Debug, PartialEq, Eq)]
pub struct TextPart {
    pub is_code: bool,
    pub text: String,
}

/// The parts of a sentence. If the backticks are not paired, the whole sentence is text.
pub fn parts(sentence: &str) -> Vec<TextPart> {
    let parts: Vec<&str> = sentence.split('`').collect();
    let is_paired = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if !is_paired {
        return vec![TextPart { is_code: false, text: sentence.to_string() }];
    }
    let parts = parts.into_iter().enumerate();
    parts.map(|(number, text)| TextPart { is_code: number % 2 == 1, text: text.to_string() }).collect()
}

/// The URL, if it is one of the web.
pub fn web_url(url: Option<&str>) -> Option<String> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://")).map(str::to_string)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        HtmlEscaper.write_escaped_str(&mut out, text).unwrap();
        out
    }

    #[test]
    fn text_is_not_interpreted() {
        assert_eq!(escaped("<script>\"'&"), "&lt;script&gt;&quot;&#39;&amp;");
        assert_eq!(escaped("a\u{1b}[31m\u{202e}"), "a\\u{1b}[31m\\u{202e}");
    }

    #[test]
    fn only_paired_backticks_are_code() {
        let text = |is_code, text: &str| TextPart { is_code, text: text.to_string() };
        assert_eq!(parts("a `b` c"), [text(false, "a "), text(true, "b"), text(false, " c")]);
        assert_eq!(parts("one ` <b>"), [text(false, "one ` <b>")]);
    }

    #[test]
    fn only_web_urls_are_links() {
        assert_eq!(web_url(Some("javascript:alert(1)")), None);
        assert_eq!(web_url(Some("https://example.com")).as_deref(), Some("https://example.com"));
    }
}
