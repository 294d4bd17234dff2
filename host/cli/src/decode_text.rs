//! Decodes the bytes of a text file. Windows also writes UTF-16 (PowerShell) and, in China, GBK.
//!
//! UTF-8 is tried first. Another encoding is an assumption, so a note tells the user which one was assumed. Bytes that are
//! valid in none of them are an error with the position of the first wrong byte.

use crate::input_error::InputError;
use crate::messages::{self, TranslatableText};
use encoding_rs::{DecoderResult, Encoding, GB18030, UTF_16BE, UTF_16LE};

/// The byte order mark.
pub const MARK: char = '\u{feff}';

/// A text without its byte order mark, and a note if its encoding is not UTF-8.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedText {
    pub text: String,
    /// It begins with a byte order mark in the file: offsets in the file count it.
    pub has_mark: bool,
    pub note: Option<TranslatableText>,
}

/// Decodes the content of the file `path`.
///
/// # Errors
/// It is binary, or in another encoding.
pub fn decode_text(path: &str, bytes: Vec<u8>) -> Result<DecodedText, InputError> {
    if let Some(encoding) = utf_16(&bytes) {
        let (start, name) = match bytes.get(..2) {
            Some([0xff, 0xfe] | [0xfe, 0xff]) => (2, messages::ENCODING_NOTE.with("encoding", encoding.name())),
            _ => (0, messages::ENCODING_ASSUMED.with("encoding", encoding.name())),
        };
        return match decode(encoding, bytes.get(start..).unwrap_or_default()) {
            Ok(text) if text.contains('\0') => Err(binary(path)),
            Ok(text) => Ok(DecodedText { text, has_mark: start > 0, note: Some(name.with("path", path)) }),
            Err(_) if start == 0 => Err(binary(path)),
            Err(at) => Err(wrong_byte(path, &bytes, start + at)),
        };
    }
    if bytes.contains(&0) {
        return Err(binary(path));
    }
    match String::from_utf8(bytes) {
        Ok(text) => {
            let without_mark = text.strip_prefix(MARK).map(str::to_string);
            let has_mark = without_mark.is_some();
            Ok(DecodedText { text: without_mark.unwrap_or(text), has_mark, note: None })
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.into_bytes();
            if is_damaged_utf_8(&bytes) {
                return Err(wrong_byte(path, &bytes, at));
            }
            let text = decode(GB18030, &bytes).map_err(|at| wrong_byte(path, &bytes, at))?;
            let note = messages::ENCODING_ASSUMED.with("encoding", "GBK").with("path", path);
            Ok(DecodedText { text, has_mark: false, note: Some(note) })
        }
    }
}

/// UTF-16, by its byte order mark; without one, because YAML and JSON begin with an ASCII character.
fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes.get(..2)? {
        [0xff, 0xfe] => Some(UTF_16LE),
        [0xfe, 0xff] => Some(UTF_16BE),
        [first, 0] if is_text(*first) => Some(UTF_16LE),
        [0, second] if is_text(*second) => Some(UTF_16BE),
        _ => None,
    }
}

fn is_text(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~')
}

/// The whole text, or the offset of the first byte that does not belong to one.
fn decode(encoding: &'static Encoding, bytes: &[u8]) -> Result<String, usize> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let capacity = decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len());
    let mut text = String::with_capacity(capacity);
    match decoder.decode_to_string_without_replacement(bytes, &mut text, true) {
        (DecoderResult::InputEmpty, _) => Ok(text),
        (DecoderResult::Malformed(wrong, after), read) => Err(read.saturating_sub(usize::from(wrong + after))),
        (DecoderResult::OutputFull, read) => Err(read),
    }
}

/// True where most characters beyond ASCII are UTF-8 of three bytes or more, as Chinese is: GBK is not read like that by
/// chance.
fn is_damaged_utf_8(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let wrong = text.chars().filter(|c| *c == '\u{fffd}').count();
    text.chars().filter(|c| *c >= '\u{800}' && *c != '\u{fffd}').count() > wrong
}

fn binary(path: &str) -> InputError {
    InputError::new(messages::BINARY.with("path", path)).help(&messages::BINARY_HELP)
}

fn wrong_byte(path: &str, bytes: &[u8], at: usize) -> InputError {
    let line = bytes.iter().take(at).filter(|byte| **byte == b'\n').count() + 1;
    let what = messages::NOT_DECODED.with("path", path).with("line", line.to_string());
    let byte = bytes.get(at).map_or(String::new(), |byte| format!("0x{byte:02X}"));
    let what = what.with("byte", byte).with("offset", at.to_string());
    InputError::new(what).help(&messages::NOT_DECODED_HELP)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::Lang;

    const TEXT: &str = "kind: Service # 服务 模\n";

    fn decoded(bytes: &[u8]) -> Result<(String, String), String> {
        let decoded = decode_text("a.yaml", bytes.to_vec()).map_err(|error| error.text(Lang::En))?;
        Ok((decoded.text, decoded.note.map(|note| note.text(Lang::En)).unwrap_or_default()))
    }

    fn utf_16_bytes(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn utf_8_has_no_note() {
        assert_eq!(decoded(TEXT.as_bytes()), Ok((TEXT.to_string(), String::new())));
        assert_eq!(decoded("\u{feff}a: 1".as_bytes()), Ok(("a: 1".to_string(), String::new())));
        let has_mark = |text: &str| decode_text("a.yaml", text.as_bytes().to_vec()).unwrap().has_mark;
        assert_eq!((has_mark("\u{feff}a: 1"), has_mark("a: 1")), (true, false));
    }

    #[test]
    fn utf_16_is_decoded_with_and_without_a_mark() {
        for (to_bytes, name) in [(u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"), (u16::to_be_bytes, "UTF-16BE")] {
            let (text, note) = decoded(&utf_16_bytes(&format!("\u{feff}{TEXT}"), to_bytes)).unwrap();
            assert_eq!((text.as_str(), note), (TEXT, format!("`a.yaml` was read as {name}, not UTF-8")));
            let (text, note) = decoded(&utf_16_bytes(TEXT, to_bytes)).unwrap();
            assert_eq!((text.as_str(), note.contains("assumed to be")), (TEXT, true), "{note}");
        }
    }

    #[test]
    fn gbk_is_assumed_where_utf_8_does_not_fit() {
        let (bytes, _, _) = GB18030.encode(TEXT);
        let (text, note) = decoded(&bytes).unwrap();
        assert_eq!(text, TEXT);
        assert_eq!(
            note,
            "`a.yaml` is not UTF-8; it was assumed to be GBK, so check names and comments that are not ASCII"
        );
    }

    #[test]
    fn a_wrong_byte_is_named() {
        let errors = [
            (b"a: b\nc: \xe9\n".to_vec(), "line 2 contains the byte 0xE9 (offset 8)"),
            (["服务服务".as_bytes(), b"\xe6\x9c: x\n"].concat(), "line 1 contains the byte 0xE6 (offset 12)"),
            (b"\xff\xfea\0\x00\xd8a\0".to_vec(), "(offset 4)"),
            (b"a\0b".to_vec(), "is not text"),
            (b"ab\0c".to_vec(), "is not text"),
            (b"\x01\0\x02".to_vec(), "is not text"),
        ];
        for (bytes, expected) in errors {
            let error = decoded(&bytes).unwrap_err();
            assert!(error.contains(expected), "{expected} not in {error}");
        }
    }
}
