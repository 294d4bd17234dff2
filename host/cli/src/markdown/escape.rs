//! Escapes text from outside for GitHub's Markdown: no links, no HTML, no mentions.
//!
//! GitHub also makes links of bare addresses, of `owner/name#1` and of hashes of commits; none of them is written in one
//! piece outside of code.

use crate::escape_for_terminal::escape_terminal;

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

/// Escapes every character that Markdown interprets, and separates what GitHub would link.
fn escaped(text: &str) -> String {
    separated(text, |safe, character| match character {
        '&' => safe.push_str("&amp;"),
        '<' => safe.push_str("&lt;"),
        '>' => safe.push_str("&gt;"),
        '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' | '$' => {
            safe.push('\\');
            safe.push(character);
        }
        character => safe.push(character),
    })
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

/// Text inside HTML inside Markdown, which interprets both, and which links addresses there as well.
pub fn entities(text: &str) -> String {
    separated(&escape_terminal(text), |safe, character| {
        if character.is_ascii_punctuation() && !matches!(character, '-' | '.' | '/' | ':' | ',') {
            safe.push_str(&format!("&#{};", u32::from(character)));
        } else {
            safe.push(character);
        }
    })
}

/// An HTML comment, which readers do not see. Text with a comment inside does not become a link on GitHub.
const SEPARATOR: &str = "<!-- -->";

/// The most hexadecimal digits in one piece: GitHub links seven and more as the hash of a commit.
const HASH_DIGITS: usize = 6;

/// The characters, each as `write` writes it, with separators inside what would be a link.
fn separated(text: &str, write: impl Fn(&mut String, char)) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    // Hexadecimal digits that a word begins with. A hash is a word of its own: `lb-0123abcd` is none.
    let mut digits = Some(0);
    for (at, character) in text.char_indices() {
        let before = text.get(..at).unwrap_or_default();
        let is_hexadecimal = character.is_ascii_hexdigit();
        if (digits == Some(HASH_DIGITS) && is_hexadecimal) || links_with(before, character) {
            safe.push_str(SEPARATOR);
            digits = digits.and(Some(0));
        }
        digits = match digits {
            Some(count) if is_hexadecimal => Some(count + 1),
            None | Some(_) if character.is_alphanumeric() || matches!(character, '-' | '_') => None,
            None | Some(_) => Some(0),
        };
        write(&mut safe, character);
    }
    safe
}

/// True where a character continues a link: after the `:` of an address or an emoji, the `@` of a user, the `#` or `GH-` of an
/// issue, and the `www` of a host.
fn links_with(before: &str, character: char) -> bool {
    let ends_with = |end: &str| {
        let start = before.len().checked_sub(end.len()).and_then(|start| before.get(start..));
        start.is_some_and(|start| start.eq_ignore_ascii_case(end))
    };
    let is_word = character.is_ascii_alphanumeric();
    match before.chars().next_back() {
        Some(':') => is_word || matches!(character, '/' | '+' | '-'),
        Some('@' | '#') => !character.is_whitespace(),
        Some('-') => character.is_ascii_digit() && ends_with("gh-"),
        Some('w' | 'W') => character == '.' && ends_with("www"),
        Some(_) | None => false,
    }
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
    fn nothing_becomes_a_link() {
        let address = "https:<!-- -->//evil.example/x";
        assert_eq!(sentence("port is \"https://evil.example/x\""), format!("port is \"{address}\""));
        assert_eq!(code("x|https://evil.example/x"), format!("<code>x&#124;{address}</code>"));
        assert_eq!(sentence("a` https://evil.example/x"), format!("a\\` {address}"));
        assert_eq!(sentence("WWW.evil.example mailto:a@b.c"), "WWW<!-- -->.evil.example mailto:<!-- -->a@<!-- -->b.c");
        assert_eq!(sentence("octo/repo#12 GH-12 gh-12"), "octo/repo\\#<!-- -->12 GH-<!-- -->12 gh-<!-- -->12");
        assert_eq!(sentence("0123456789abcdef :tada:"), "012345<!-- -->6789ab<!-- -->cdef :<!-- -->tada:");
        assert_eq!(sentence("`https://example.com`"), "`https://example.com`", "Markdown links nothing in code");
        let plain = "port 443: closed, 30080 nodes of lb-0123abcd";
        assert_eq!(sentence(plain), plain);
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
