//! Escapes text from outside for GitHub's Markdown: no links, no HTML, no mentions.

use crate::terminal_escape::escape_terminal;

/// A sentence. Text between backticks is shown as code.
pub fn sentence(text: &str) -> String {
    let text = escape_terminal(text);
    let parts: Vec<&str> = text.split('`').collect();
    let is_paired = parts.len() % 2 == 1 && parts.iter().skip(1).step_by(2).all(|code| !code.is_empty());
    if !is_paired {
        return not_a_list(escaped(&text));
    }
    let shown = parts.iter().enumerate().map(|(number, part)| if number % 2 == 1 { code(part) } else { escaped(part) });
    not_a_list(shown.collect())
}

/// Escapes a beginning that would make the sentence a list item, or the line above a heading.
fn not_a_list(text: String) -> String {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = rest.len() < text.len() && rest.starts_with(['.', ')']);
    match (is_numbered, text.starts_with(['-', '+', '='])) {
        (true, _) => format!("{}\\{rest}", text.strip_suffix(rest).unwrap_or_default()),
        (false, true) => format!("\\{text}"),
        (false, false) => text,
    }
}

/// Escapes every character that Markdown interprets.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // The comment keeps GitHub from notifying a user.
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

/// A name as code, in a table cell as well, and whatever characters it contains.
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

/// Text inside HTML inside Markdown, which interprets both.
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

/// A code block; its fence is longer than any run of backticks in the lines.
pub fn block(language: &str, lines: &[String]) -> String {
    let text: Vec<String> = lines.iter().map(|line| escape_terminal(line).into_owned()).collect();
    let longest = text.iter().flat_map(|line| line.split(|c| c != '`')).map(str::len).max().unwrap_or(0);
    let fence = "`".repeat((longest + 1).max(3));
    format!("{fence}{language}\n{}\n{fence}\n", text.join("\n"))
}

/// A link if the URL is safe; otherwise only the label.
pub fn link(label: &str, url: &str) -> String {
    let is_web = url.starts_with("https://") || url.starts_with("http://");
    let is_safe = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '(' | ')' | '\\' | '"' | '`' | '|');
    if is_web && url.chars().all(is_safe) { format!("[{label}]({url})") } else { label.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_not_interpreted() {
        assert_eq!(sentence("<script>x</script>"), "&lt;script&gt;x&lt;/script&gt;");
        assert_eq!(sentence("a\n# b | c"), "a\\u{a}\\# b \\| c".replace("\\u", "\\\\u"));
        assert_eq!(sentence("[x](y) *z* _w_ @all"), "\\[x\\](y) \\*z\\* \\_w\\_ @<!-- -->all");
    }

    #[test]
    fn a_sentence_is_not_a_list_item() {
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
    fn fences_are_longer_than_those_inside() {
        assert_eq!(block("diff", &["- ````".to_string()]), "`````diff\n- ````\n`````\n");
    }

    #[test]
    fn only_safe_urls_are_links() {
        assert_eq!(link("page", "https://example.com/a#b"), "[page](https://example.com/a#b)");
        assert_eq!(link("page", "javascript:alert(1)"), "page");
        assert_eq!(link("page", "https://example.com/) **x**"), "page");
    }
}
