//! Standard base64 as Go decodes it, in YAML's `!!binary` and in the data of Secrets: padding is required, line breaks are
//! ignored. Bits after the last whole byte are not checked, and nothing is encoded.

/// The decoded bytes; `None` when the text is not valid base64.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut bit_count, mut padding, mut count) = (0u32, 0u32, 0usize, 0usize);
    for byte in text.bytes().filter(|b| !matches!(b, b'\r' | b'\n')) {
        count += 1;
        let digit = match byte {
            b'=' => {
                padding += 1;
                continue;
            }
            _ if padding > 0 => return None,
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = bits << 6 | u32::from(digit);
        bit_count += 6;
        if bit_count >= 8 {
            bit_count -= 8;
            bytes.push((bits >> bit_count) as u8);
        }
    }
    let padded = count % 4 == 0 && padding == [0, 0, 1, 0, 2, 0, 0, 0].get(bit_count as usize).copied().unwrap_or(0);
    padded.then_some(bytes)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::decode;

    #[test]
    fn valid_base64_is_decoded() {
        assert_eq!(decode("").unwrap(), b"");
        assert_eq!(decode("YQ==").unwrap(), b"a");
        assert_eq!(decode("YWI=").unwrap(), b"ab");
        assert_eq!(decode("YW\r\nJj\n").unwrap(), b"abc");
        assert_eq!(decode("+/+/").unwrap(), [0xfb, 0xff, 0xbf]);
    }

    #[test]
    fn padding_is_required_and_other_characters_are_rejected() {
        for text in ["YQ", "YQ=", "Y===", "YQ==YQ==", "YWJj=", "YW Jj", "YWJ-", "="] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
