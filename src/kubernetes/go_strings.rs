//! Text as Go prints it.

use std::borrow::Cow;

/// True when Go prints the character as it is: letters, marks, numbers, punctuation, symbols, and the ASCII space. Rust
/// has the same list, and shows it only by escaping all others, except marks that do not come first.
pub fn is_printable(c: char) -> bool {
    c == ' ' || matches!(c, '"' | '\'' | '\\') || ['a', c].iter().collect::<String>().escape_debug().nth(1) == Some(c)
}

/// Quotes as `%q` does.
pub fn quote(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        let code = c as u32;
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            _ if code < 0x20 || code == 0x7f => out.push_str(&format!("\\x{code:02x}")),
            _ if is_printable(c) => out.push(c),
            _ if code < 0x1_0000 => out.push_str(&format!("\\u{code:04x}")),
            _ => out.push_str(&format!("\\U{code:08x}")),
        }
    }
    out.push('"');
    out
}

/// Lower case as `strings.ToLower` does it: letter by letter, none of which becomes two.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let one = |c: char| match c {
        'İ' => 'i',
        c => c.to_lowercase().next().unwrap_or(c),
    };
    text.chars().map(one).collect()
}

/// As [`lower`]; what is in lower case already is not copied.
pub fn lower_key(key: &str) -> Cow<'_, str> {
    let is_lower = key.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if is_lower { Cow::Borrowed(key) } else { Cow::Owned(lower(key)) }
}

/// True for a key that Go's case-insensitive JSON reader takes for this name, which is in lower case. Two other letters
/// fold to ASCII.
pub fn is_folded(key: &str, name: &str) -> bool {
    let fold = |c: char| match c {
        '\u{17f}' => 's',
        '\u{212a}' => 'k',
        c => c.to_ascii_lowercase(),
    };
    key.chars().map(fold).eq(name.chars())
}

#[cfg(test)]
mod tests {
    use super::{lower, quote};

    #[test]
    fn quotes_match_go() {
        assert_eq!(quote("a\"\\\n\u{7}\u{1}\u{7f}é中😀"), "\"a\\\"\\\\\\n\\a\\x01\\x7fé中😀\"");
        assert_eq!(quote("\u{301}\u{378}\u{e000}"), "\"\u{301}\\u0378\\ue000\"");
        assert_eq!(quote("\u{a0}\u{2028}\u{feff}\u{85}\u{10ffff}"), "\"\\u00a0\\u2028\\ufeff\\u0085\\U0010ffff\"");
    }

    #[test]
    fn lower_case_matches_go() {
        assert_eq!(lower("AÉİΣ\u{212a}"), "aéiσk");
    }
}
