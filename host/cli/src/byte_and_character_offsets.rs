//! How many characters and UTF-16 code units precede a byte of a text, without counting from the beginning each time.
//!
//! A manifest may be a single line with thousands of findings.

/// Bytes between two marks: at most these are counted.
const BYTES: usize = 256;

/// How many there are before a byte.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CharacterOffsets {
    pub characters: usize,
    pub utf16: usize,
}

/// The counts at every [`BYTES`] of a text, or at the next character.
#[derive(Debug, Clone, Default)]
pub struct CharacterCounts {
    marks: Vec<(usize, CharacterOffsets)>,
}

impl CharacterCounts {
    pub fn of(text: &str) -> CharacterCounts {
        let mut marks = Vec::with_capacity(text.len() / BYTES + 1);
        let mut counts = CharacterOffsets::default();
        for (byte, character) in text.char_indices() {
            if byte >= marks.len() * BYTES {
                marks.push((byte, counts));
            }
            counts.add(character);
        }
        CharacterCounts { marks }
    }

    /// Those before a byte of the same text; `None` inside a character or outside the text.
    pub fn before(&self, text: &str, byte: usize) -> Option<CharacterOffsets> {
        let mark = self.last_mark(|(mark, _)| *mark <= byte);
        let mut counts = mark.1;
        text.get(mark.0..byte)?.chars().for_each(|character| counts.add(character));
        Some(counts)
    }

    /// The byte offset of a character, counted from 0; `None` outside the text.
    pub fn byte_of(&self, text: &str, characters: usize) -> Option<usize> {
        let (mark, counts) = self.last_mark(|(_, counts)| counts.characters <= characters);
        let (byte, _) = text.get(mark..)?.char_indices().nth(characters.checked_sub(counts.characters)?)?;
        Some(mark + byte)
    }

    fn last_mark(&self, is_before: impl Fn(&(usize, CharacterOffsets)) -> bool) -> (usize, CharacterOffsets) {
        let after = self.marks.partition_point(is_before);
        after.checked_sub(1).and_then(|last| self.marks.get(last)).copied().unwrap_or_default()
    }
}

impl CharacterOffsets {
    /// Those after an earlier byte.
    pub fn since(self, earlier: CharacterOffsets) -> CharacterOffsets {
        CharacterOffsets {
            characters: self.characters.saturating_sub(earlier.characters),
            utf16: self.utf16.saturating_sub(earlier.utf16),
        }
    }

    fn add(&mut self, character: char) {
        self.characters += 1;
        self.utf16 += character.len_utf16();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_of_a_long_line_has_its_counts() {
        let text = format!("{}{}\n{}", "a名".repeat(200), "🚀".repeat(200), "é".repeat(300));
        let counts = CharacterCounts::of(&text);
        for byte in 0..text.len() + 2 {
            let before = text.get(..byte);
            let expected = before.map(|before| (before.chars().count(), before.encode_utf16().count()));
            assert_eq!(counts.before(&text, byte).map(|found| (found.characters, found.utf16)), expected, "{byte}");
        }
        let bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
        for (characters, byte) in bytes.iter().enumerate() {
            assert_eq!(counts.byte_of(&text, characters), Some(*byte));
        }
        assert_eq!(counts.byte_of(&text, bytes.len()), None);
        assert_eq!(CharacterCounts::of("").before("", 0), Some(CharacterOffsets::default()));
    }
}
