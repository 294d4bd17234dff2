//! Parts of a line that may be very long.

/// Of a long line, the characters before and after what is shown of it.
const LEAD: usize = 60;
const TAIL: usize = 100;

/// The end of what precedes the part that is shown.
pub fn lead(text: &str) -> String {
    match text.char_indices().rev().nth(LEAD) {
        Some((byte, character)) => {
            format!("…{}", text.get(byte + character.len_utf8()..).unwrap_or_default())
        }
        None => text.to_string(),
    }
}

/// The beginning of a part or of what follows it.
pub fn tail(text: &str) -> String {
    match text.char_indices().nth(TAIL) {
        Some((byte, _)) => format!("{}…", text.get(..byte).unwrap_or_default()),
        None => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_text_is_cut_at_characters() {
        let [short, long] = [LEAD, LEAD + 1].map(|count| "名".repeat(count));
        assert_eq!((lead(&short), lead(&long)), (short.clone(), format!("…{short}")));
        let [short, long] = [TAIL, TAIL + 1].map(|count| "名".repeat(count));
        assert_eq!((tail(&short), tail(&long)), (short.clone(), format!("{short}…")));
    }
}
