//! Text that came from outside, as HTML that shows it and does nothing else.

use crate::terminal_escape::escape_terminal;

/// Text between tags, or in an attribute between double quotes.
pub fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in escape_terminal(text).chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            character => safe.push(character),
        }
    }
    safe
}

/// A sentence. What stands between backticks in it is shown as code.
pub fn sentence(sentence: &str) -> String {
    let parts: Vec<&str> = sentence.split('`').collect();
    let paired = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if !paired {
        return text(sentence);
    }
    let shown = parts.iter().enumerate().map(|(number, part)| match number % 2 {
        1 => format!("<code>{}</code>", text(part)),
        _ => text(part),
    });
    shown.collect()
}

/// A link, where the address is one of the web; the words alone elsewhere. The words are HTML already.
pub fn link(words: &str, url: &str) -> String {
    if url.starts_with("https://") || url.starts_with("http://") {
        format!("<a href=\"{}\" rel=\"noreferrer\">{words}</a>", text(url))
    } else {
        words.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_acts() {
        assert_eq!(sentence("<script>`\"<b>'`&"), "&lt;script&gt;<code>&quot;&lt;b&gt;&#39;</code>&amp;");
        assert_eq!(sentence("one ` <b>"), "one ` &lt;b&gt;");
        assert_eq!(text("a\u{1b}[31m\u{202e}"), "a\\u{1b}[31m\\u{202e}");
        assert_eq!(link("x", "javascript:alert(1)"), "x");
        let link = link("x", "https://a/\"onclick=\"y");
        assert_eq!(link, "<a href=\"https://a/&quot;onclick=&quot;y\" rel=\"noreferrer\">x</a>");
    }
}
