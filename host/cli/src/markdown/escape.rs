//! Text that came from outside, as Markdown of GitHub that shows it and does nothing else: no links, no HTML, no mentions.

use crate::terminal_escape::escape_terminal;

/// A sentence. What stands between backticks in it is shown as code.
pub fn sentence(text: &str) -> String {
    let text = escape_terminal(text);
    let parts: Vec<&str> = text.split('`').collect();
    let paired = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if !paired {
        return begun(words(&text));
    }
    let shown = parts.iter().enumerate().map(|(number, part)| if number % 2 == 1 { code(part) } else { words(part) });
    begun(shown.collect())
}

/// At its beginning a sentence could be the point of a list, or underline what stands above it.
fn begun(text: String) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < text.len() && rest.starts_with(['.', ')']);
    match (numbered, text.starts_with(['-', '+', '='])) {
        (true, _) => format!("{}\\{rest}", text.strip_suffix(rest).unwrap_or_default()),
        (false, true) => format!("\\{text}"),
        (false, false) => text,
    }
}

/// Words that mean nothing to Markdown.
fn words(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // A comment between the two keeps GitHub from calling somebody.
            '@' => safe.push_str("@<!-- -->"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
                safe.push('\\');
                safe.push(character);
            }
            character => safe.push(character),
        }
    }
    safe
}

/// A name as code: also in the cell of a table, and also when it is made of backticks.
pub fn code(text: &str) -> String {
    let text = escape_terminal(text);
    if text.is_empty() {
        return String::new();
    }
    if !text.contains(['`', '|', '\\']) && text.trim() == text {
        return format!("`{text}`");
    }
    format!("<code>{}</code>", entities(&text))
}

/// Text inside HTML inside Markdown, which reads both.
pub fn entities(text: &str) -> String {
    let mut safe = String::new();
    for character in escape_terminal(text).chars() {
        if character.is_ascii_punctuation() && !matches!(character, '-' | '.' | '/' | ':' | ',') {
            safe.push_str(&format!("&#{};", u32::from(character)));
        } else {
            safe.push(character);
        }
    }
    safe
}

/// Lines as a block of the given language, however many backticks are in them.
pub fn block(language: &str, lines: &[String]) -> String {
    let text: Vec<String> = lines.iter().map(|line| escape_terminal(line).into_owned()).collect();
    let longest = text.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", text.join("\n"))
}

/// A link, where the address is one of the web; the words alone elsewhere.
pub fn link(words: &str, url: &str) -> String {
    let web = url.starts_with("https://") || url.starts_with("http://");
    let safe = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '\\' | '"' | '`' | '|');
    if web && url.chars().all(safe) { format!("[{words}]({url})") } else { words.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_typed_acts() {
        assert_eq!(sentence("<script>x</script>"), "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(sentence("a\n# b | c"), "a\\u{a}\\# b \\| c".replace("\\u", "\\\\u"));
        assert_eq!(sentence("[x](y) *z* _w_ @all"), "\\[x\\](y) \\*z\\* \\_w\\_ @<!-- -->all");
    }

    #[test]
    fn a_sentence_begins_nothing() {
        assert_eq!(sentence("- a"), "\\- a");
        assert_eq!(sentence("12. a"), "12\\. a");
        assert_eq!(sentence("12 a. b"), "12 a. b");
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(sentence("there is no `a_b`!"), "there is no `a_b`\\!");
        assert_eq!(sentence("one ` of them"), "one \\` of them");
        assert_eq!(sentence("a ```` b `c`"), "a \\`\\`\\`\\` b \\`c\\`");
        assert_eq!(code("a|b`c"), "<code>a&#124;b&#96;c</code>");
        assert_eq!(sentence("`a|b`"), "<code>a&#124;b</code>");
        assert_eq!(code("<b>"), "`<b>`");
    }

    #[test]
    fn blocks_hold_any_fence() {
        assert_eq!(block("diff", &["- ````".to_string()]), "`````diff\n- ````\n`````\n");
    }

    #[test]
    fn only_web_addresses_are_links() {
        assert_eq!(link("page", "https://example.com/a#b"), "[page](https://example.com/a#b)");
        assert_eq!(link("page", "javascript:alert(1)"), "page");
        assert_eq!(link("page", "https://example.com/) **x**"), "page");
    }
}
