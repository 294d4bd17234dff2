//! Escapes text from outside before it is printed: a manifest must not be able to control the terminal.

use std::borrow::Cow;

/// The text with control characters and direction overrides written as `\u{1b}`.
pub fn escape_terminal(text: &str) -> Cow<'_, str> {
    if !text.contains(controls_terminal) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        if controls_terminal(character) {
            safe.extend(character.escape_unicode());
        } else {
            safe.push(character);
        }
    }
    Cow::Owned(safe)
}

/// True for characters that control the terminal instead of being shown.
pub fn controls_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_controls_the_terminal() {
        assert_eq!(escape_terminal("lb-1 负载均衡"), "lb-1 负载均衡");
        assert_eq!(escape_terminal("a\u{1b}[31mb\u{202e}\n"), "a\\u{1b}[31mb\\u{202e}\\u{a}");
    }
}
