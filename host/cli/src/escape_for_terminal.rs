//! Escapes text from outside before it is printed: a manifest must not be able to control the terminal.

use std::borrow::Cow;

/// The text with control characters, direction marks, separators of lines and invisible characters written as `\u{1b}`.
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

/// Escapes each line of a text, and keeps its line breaks.
pub fn escape_lines(text: &str) -> String {
    text.split('\n').map(escape_terminal).collect::<Vec<_>>().join("\n")
}

/// True for characters that control the output instead of being shown: control characters, those that change the direction
/// of text (the property `Bidi_Control` of Unicode), and the separators of lines and paragraphs. Also for invisible
/// characters, which copied text may contain: without them, a message about a value would not show why it is not valid.
/// Joiners stay, because emoji and several scripts need them.
pub fn controls_terminal(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || is_invisible(character)
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2061}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_controls_the_terminal() {
        assert_eq!(escape_terminal("lb-1 负载均衡"), "lb-1 负载均衡");
        assert_eq!(escape_terminal("a\u{1b}[31mb\u{202e}\n"), "a\\u{1b}[31mb\\u{202e}\\u{a}");
        assert_eq!(escape_lines("a\r\nb\u{1b}"), "a\\u{d}\nb\\u{1b}");
        let all = ['\u{61c}', '\u{200e}', '\u{200f}', '\u{2028}', '\u{2029}', '\u{202a}', '\u{202b}', '\u{202c}'];
        let all =
            all.into_iter().chain(['\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}', '\u{85}']);
        for character in all {
            assert_eq!(escape_terminal(&character.to_string()), character.escape_unicode().to_string());
        }
    }

    #[test]
    fn characters_that_nobody_sees_are_shown() {
        assert_eq!(escape_terminal("subnet-3sd8kq2m\u{200b}"), "subnet-3sd8kq2m\\u{200b}");
        assert_eq!(escape_terminal("\u{feff}a\u{ad}b"), "\\u{feff}a\\u{ad}b");
        assert_eq!(escape_terminal("👩\u{200d}💻"), "👩\u{200d}💻");
    }
}
