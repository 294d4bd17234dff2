//! Text that came from outside, made safe to print: a manifest must not be able to steer the terminal.

use std::borrow::Cow;

/// The text with control characters and direction overrides spelled out (`\u{1b}`).
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

/// True for characters that act instead of showing.
pub fn controls_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(escape_terminal("lb-1 负载均衡"), "lb-1 负载均衡");
        assert_eq!(escape_terminal("a\u{1b}[31mb\u{202e}\n"), "a\\u{1b}[31mb\\u{202e}\\u{a}");
    }
}
