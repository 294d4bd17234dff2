//! Formats of names: kube-apiserver's checks with its exact messages.
//!
//! Each check returns the messages in the server's order, none for a valid value. Lengths are in bytes, as in the
//! server. Written by hand, because an engine for regular expressions would be larger than the whole module. Source:
//! k8s.io/apimachinery/pkg/util/validation and pkg/api/validate/content, 1.34 to 1.37.

use super::release_rules_and_ranges::LabelKeyWording;

const QUALIFIED: &str = "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an \
                         alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for \
                         validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";

/// A DNS-1035 label: a Service's name up to Kubernetes 1.35.
pub fn dns1035_label(value: &str) -> Vec<String> {
    let mut messages: Vec<String> = too_long(value, 63, LabelKeyWording::QualifiedName).into_iter().collect();
    let starts = value.starts_with(|c: char| c.is_ascii_lowercase());
    if !starts || !is_label(value) {
        messages.push(
            "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic \
             character, and end with an alphanumeric character (e.g. 'my-name',  or 'abc-123', regex used for \
             validation is '[a-z]([-a-z0-9]*[a-z0-9])?')"
                .to_owned(),
        );
    }
    messages
}

/// A DNS-1123 label: a namespace, the name of a port, a Service's name from Kubernetes 1.36.
pub fn dns1123_label(value: &str) -> Vec<String> {
    let mut messages: Vec<String> = too_long(value, 63, LabelKeyWording::QualifiedName).into_iter().collect();
    if !is_label(value) {
        messages.push(if is_subdomain(value) {
            "must not contain dots".to_owned()
        } else {
            "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and \
             end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is \
             '[a-z0-9]([-a-z0-9]*[a-z0-9])?')"
                .to_owned()
        });
    }
    messages
}

/// A DNS-1123 subdomain: an external name, a host name.
pub fn dns1123_subdomain(value: &str) -> Vec<String> {
    let mut messages: Vec<String> = too_long(value, 253, LabelKeyWording::QualifiedName).into_iter().collect();
    messages.extend(not_a_subdomain(value).map(str::to_owned));
    messages
}

fn not_a_subdomain(value: &str) -> Option<&'static str> {
    (!is_subdomain(value)).then_some(
        "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start \
         and end with an alphanumeric character (e.g. 'example.com', regex used for validation is \
         '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')",
    )
}

/// `name` or `prefix/name`: label keys, finalizers, load balancer classes.
pub fn qualified_name(value: &str, wording: LabelKeyWording) -> Vec<String> {
    let mut parts = value.split('/');
    let (first, second, third) = (parts.next().unwrap_or(""), parts.next(), parts.next());
    if third.is_some() {
        let what = match wording {
            LabelKeyWording::QualifiedName => "a qualified name",
            LabelKeyWording::LabelKey => "a valid label key",
        };
        return vec![format!(
            "{what} {QUALIFIED} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')"
        )];
    }
    let mut messages = Vec::new();
    let name = match second {
        None => first,
        Some(name) => {
            if first.is_empty() {
                messages.push("prefix part must be non-empty".to_owned());
            } else {
                messages.extend(too_long(first, 253, wording).into_iter().map(|text| format!("prefix part {text}")));
                messages.extend(not_a_subdomain(first).map(|text| format!("prefix part {text}")));
            }
            name
        }
    };
    if name.is_empty() {
        messages.push("name part must be non-empty".to_owned());
    } else {
        messages.extend(too_long(name, 63, wording).into_iter().map(|text| format!("name part {text}")));
    }
    if !is_word(name) {
        messages.push(format!("name part {QUALIFIED}"));
    }
    messages
}

/// The value of a label.
pub fn label_value(value: &str, wording: LabelKeyWording) -> Vec<String> {
    let mut messages: Vec<String> = too_long(value, 63, wording).into_iter().collect();
    if !value.is_empty() && !is_word(value) {
        messages.push(
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must \
             start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used \
             for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')"
                .to_owned(),
        );
    }
    messages
}

/// A part of a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LabelPart {
    /// `prefix/name`, or `name` alone.
    Key,
    /// The text after it.
    Value,
}

impl LabelPart {
    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            LabelPart::Key => "key",
            LabelPart::Value => "value",
        }
    }

    /// The first thing that is wrong with an invalid one, as a phrase of messages.
    pub fn problem(self, text: &str) -> &'static str {
        let word = match (self, text.split_once('/')) {
            (LabelPart::Key, Some((_, name))) if name.contains('/') => return "a key has at most one `/`",
            (LabelPart::Key, Some((prefix, name))) => {
                if prefix.len() > 253 || not_a_subdomain(prefix).is_some() {
                    return "the part before `/` is not a lower-case domain name";
                }
                name
            }
            _ => text,
        };
        if word.is_empty() {
            "it has no name"
        } else if !word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)) {
            "it contains a character other than letters, digits, `-`, `_` and `.`"
        } else if word.len() > 63 {
            "it is longer than 63 characters"
        } else {
            "it does not begin and end with a letter or digit"
        }
    }
}

/// The name of a container port (RFC 6335).
pub fn port_name(value: &str) -> Vec<String> {
    let mut messages: Vec<String> = too_long(value, 15, LabelKeyWording::QualifiedName).into_iter().collect();
    let mut unless = |holds: bool, text: &str| {
        if !holds {
            messages.push(text.to_owned());
        }
    };
    unless(
        !value.is_empty() && value.bytes().all(is_label_byte),
        "must contain only alpha-numeric characters (a-z, 0-9), and hyphens (-)",
    );
    unless(value.bytes().any(|byte| byte.is_ascii_lowercase()), "must contain at least one letter (a-z)");
    unless(!value.contains("--"), "must not contain consecutive hyphens");
    unless(!value.starts_with('-') && !value.ends_with('-'), "must not begin or end with a hyphen");
    messages
}

/// A port number; 0 is not valid.
pub fn port_number(value: i64) -> Vec<String> {
    if (1..=65535).contains(&value) { Vec::new() } else { vec!["must be between 1 and 65535, inclusive".to_owned()] }
}

/// A segment of a URL path; on updates, names are checked for nothing else.
pub fn path_segment(value: &str, part: NameOrGenerateName) -> Vec<String> {
    if part == NameOrGenerateName::Whole && (value == "." || value == "..") {
        return vec![format!("may not be '{value}'")];
    }
    let found = ["/", "%"].into_iter().filter(|illegal| value.contains(illegal));
    found.map(|illegal| format!("may not contain '{illegal}'")).collect()
}

/// Whether something will be appended to a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameOrGenerateName {
    /// Nothing.
    Whole,
    /// Random characters.
    Prefix,
}

fn too_long(value: &str, most: usize, wording: LabelKeyWording) -> Option<String> {
    let unit = match wording {
        LabelKeyWording::QualifiedName => "characters",
        LabelKeyWording::LabelKey => "bytes",
    };
    (value.len() > most).then(|| format!("must be no more than {most} {unit}"))
}

fn is_label_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

/// Lower-case letters, digits and hyphens, without a hyphen at either end, of any length.
fn is_label(value: &str) -> bool {
    !value.is_empty() && value.bytes().all(is_label_byte) && !value.starts_with('-') && !value.ends_with('-')
}

fn is_subdomain(value: &str) -> bool {
    value.split('.').all(is_label)
}

/// Letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.
fn is_word(value: &str) -> bool {
    let alphanumeric = |c: char| c.is_ascii_alphanumeric();
    value.starts_with(alphanumeric)
        && value.ends_with(alphanumeric)
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}
