//! Values of YAML scalars, with the types kubectl gives them.
//!
//! kubectl converts YAML to JSON with a YAML 1.1 resolver: `yes` is a boolean, `010` is eight, `1_000` is a thousand,
//! dates stay strings, `80.0` becomes `80`. Numbers are kept as the JSON that results. The rules of YAML 1.2 are not
//! implemented: the API server would receive something else.

use super::base64;
use super::node::SyntaxNodeValue;
use crate::decimal;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Scalar {
    Null,
    Bool(bool),
    /// An integer, in decimal.
    Int(String),
    /// Any other number.
    Float(f64),
    Text(String),
}

/// Why a scalar has no value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarError {
    /// Its text does not match its tag.
    Tag,
    /// JSON has no such number.
    NotFinite,
}

/// The value of a plain scalar without a tag.
pub(super) fn plain(text: String) -> Scalar {
    match text.as_bytes().first() {
        None => Scalar::Null,
        Some(b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~') => {
            word(&text).unwrap_or(Scalar::Text(text))
        }
        // A decimal number that `i64` surely holds is written as it is.
        Some(b'1'..=b'9') if text.len() < 19 && text.bytes().all(|b| b.is_ascii_digit()) => Scalar::Int(text),
        Some(b'.' | b'+' | b'-' | b'0'..=b'9') => number(&text).unwrap_or(Scalar::Text(text)),
        Some(_) => Scalar::Text(text),
    }
}

/// The value of a scalar with a tag; `tag` is the name after `!!`, `None` for tags that YAML does not define.
pub(super) fn tagged(tag: Option<&str>, text: String) -> Result<Scalar, ScalarError> {
    match tag {
        Some("binary") => {
            // Bytes that are not UTF-8 become replacement characters, as in JSON.
            let bytes = base64::decode(&text).ok_or(ScalarError::Tag);
            bytes.map(|bytes| Scalar::Text(String::from_utf8_lossy(&bytes).into_owned()))
        }
        Some("timestamp") if is_date(&text) => Ok(Scalar::Text(text)),
        Some(tag @ ("bool" | "int" | "float" | "null" | "timestamp")) => match (tag, plain(text)) {
            ("float", Scalar::Int(digits)) => {
                digits.parse::<i64>().map(|whole| Scalar::Float(whole as f64)).map_err(|_| ScalarError::Tag)
            }
            ("bool", value @ Scalar::Bool(_))
            | ("int", value @ Scalar::Int(_))
            | ("float", value @ Scalar::Float(_))
            | ("null", value @ Scalar::Null) => Ok(value),
            (_, _) => Err(ScalarError::Tag),
        },
        Some(_) | None => Ok(Scalar::Text(text)),
    }
}

impl Scalar {
    /// As a JSON value.
    pub fn into_value(self) -> Result<SyntaxNodeValue, ScalarError> {
        Ok(match self {
            Scalar::Null => SyntaxNodeValue::Null,
            Scalar::Bool(value) => SyntaxNodeValue::Bool(value),
            Scalar::Int(digits) => SyntaxNodeValue::Number(digits),
            Scalar::Float(value) if value.is_finite() => SyntaxNodeValue::Number(json_float(value)),
            Scalar::Float(_) => return Err(ScalarError::NotFinite),
            Scalar::Text(text) => SyntaxNodeValue::String(text),
        })
    }

    /// As a key; `None` for null and for integers beyond 63 bits.
    pub fn into_key(self) -> Option<String> {
        match self {
            Scalar::Null => None,
            Scalar::Bool(value) => Some(value.to_string()),
            Scalar::Int(digits) => digits.parse::<i64>().is_ok().then_some(digits),
            Scalar::Float(value) => Some(key_float(value)),
            Scalar::Text(text) => Some(text),
        }
    }
}

fn word(text: &str) -> Option<Scalar> {
    Some(match text {
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Scalar::Bool(true),
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Scalar::Bool(false),
        "~" | "null" | "Null" | "NULL" => Scalar::Null,
        _ => return None,
    })
}

fn number(text: &str) -> Option<Scalar> {
    match text {
        ".nan" | ".NaN" | ".NAN" => return Some(Scalar::Float(f64::NAN)),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Some(Scalar::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => return Some(Scalar::Float(f64::NEG_INFINITY)),
        _ => {}
    }
    if text.starts_with('.') {
        return float(text);
    }
    let digits: String = text.chars().filter(|c| *c != '_').collect();
    int(&digits).or_else(|| float(&digits))
}

/// An integer of up to 64 bits: decimal, `0x`, `0b`, `0o`, or octal after a leading zero.
fn int(text: &str) -> Option<Scalar> {
    let (negative, signed, magnitude) = match text.as_bytes().first()? {
        b'-' => (true, true, text.get(1..)?),
        b'+' => (false, true, text.get(1..)?),
        _ => (false, false, text),
    };
    let prefixed = |prefixes: [&str; 2]| prefixes.iter().find_map(|prefix| magnitude.strip_prefix(prefix));
    let (radix, digits) = if let Some(digits) = prefixed(["0x", "0X"]) {
        (16, digits)
    } else if let Some(digits) = prefixed(["0b", "0B"]) {
        (2, digits)
    } else if let Some(digits) = prefixed(["0o", "0O"]) {
        (8, digits)
    } else if magnitude.len() > 1 && magnitude.starts_with('0') {
        (8, magnitude.get(1..)?)
    } else {
        (10, magnitude)
    };
    if !digits.bytes().all(|b| b.is_ascii_alphanumeric()) {
        // kubectl's library parses `0b` itself and accepts a sign after it.
        let signed = digits.strip_prefix(['+', '-']).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()));
        let by_hand = signed && !text.starts_with(['+', '-']) && text.starts_with("0b");
        let value = by_hand.then(|| i64::from_str_radix(digits, 2).ok()).flatten()?;
        return Some(Scalar::Int(value.to_string()));
    }
    let value = u64::from_str_radix(digits, radix).ok()?;
    // With a sign the number is limited to 63 bits; the lowest number has one more.
    let limit = if negative { 1u64 << 63 } else { i64::MAX as u64 };
    if signed && value > limit {
        return None;
    }
    Some(Scalar::Int(if negative && value != 0 { format!("-{value}") } else { value.to_string() }))
}

/// A decimal number with digits, fraction and exponent; `None` when out of range.
fn float(text: &str) -> Option<Scalar> {
    decimal::read(text).filter(|value| value.is_finite()).map(Scalar::Float)
}

/// A number as kubectl's JSON encoder writes it: digits up to 21 places, then an exponent.
fn json_float(value: f64) -> String {
    let (decimal, size) = (decimal::shortest(value), value.abs());
    let text = if size != 0.0 && !(1e-6..1e21).contains(&size) {
        let (mantissa, exponent) = decimal.scientific();
        format!("{mantissa}e{}{}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
    } else {
        decimal.plain()
    };
    signed(value, text)
}

/// A number as kubectl writes it as a key: in single precision, with an exponent beyond six places.
fn key_float(value: f64) -> String {
    if value.is_nan() {
        return ".nan".to_owned();
    }
    let single = value as f32;
    if single.is_infinite() {
        return if single > 0.0 { ".inf" } else { "-.inf" }.to_owned();
    }
    let decimal = decimal::shortest_single(single);
    let (mantissa, exponent) = decimal.scientific();
    let text = if single == 0.0 || (-4..6).contains(&exponent) {
        decimal.plain()
    } else {
        format!("{mantissa}e{}{:02}", if exponent < 0 { '-' } else { '+' }, exponent.unsigned_abs())
    };
    signed(value, text)
}

fn signed(value: f64, text: String) -> String {
    if value.is_sign_negative() { format!("-{text}") } else { text }
}

/// True for a text that begins with year, month and day: enough to tell a date from anything else with a wrong tag.
fn is_date(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut number = |digits: std::ops::RangeInclusive<usize>, most: u32| {
        let part = parts.next().unwrap_or("");
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        let value = part.get(..end).and_then(|digits| digits.parse::<u32>().ok());
        digits.contains(&end) && value.is_some_and(|value| value <= most && (value > 0 || most > 31))
    };
    number(4..=4, 9999) && number(1..=2, 12) && number(1..=2, 31)
}
