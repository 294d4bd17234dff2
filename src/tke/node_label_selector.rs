//! Label selectors in their string form: `group=access-layer,tier in (a, b),!spare`.
//!
//! The grammar is that of Kubernetes (`=`, `==`, `!=`, `in`, `notin`, `key`, `!key`, `>`, `<`). All requirements must
//! be met. What is selected from is not known here.

use std::ops::Range;

/// All requirements must be met; without one everything is selected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeLabelSelector {
    /// In written order.
    pub requirements: Vec<SelectorRequirement>,
}

/// A condition on one label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectorRequirement {
    pub key: String,
    pub test: SelectorOperator,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SelectorOperator {
    /// The label exists.
    Exists,
    /// The label does not exist.
    Absent,
    /// The label has one of these values.
    In(Vec<String>),
    /// The label is absent or has none of these values.
    NotIn(Vec<String>),
    /// Its value is a greater integer.
    Above(i64),
    /// Its value is a smaller integer.
    Below(i64),
}

impl NodeLabelSelector {
    /// Parses a selector; the error is the range that cannot be parsed.
    pub fn parse(text: &str) -> Result<NodeLabelSelector, Range<usize>> {
        let mut scanner = SelectorScanner { text, at: 0 };
        let mut requirements = Vec::new();
        if scanner.peek() == SelectorToken::End {
            return Err(0..text.len());
        }
        loop {
            requirements.push(scanner.requirement()?);
            match scanner.next() {
                (SelectorToken::End, _) => return Ok(NodeLabelSelector { requirements }),
                (SelectorToken::Symbol(","), _) => {}
                (_, range) => return Err(range),
            }
        }
    }

    /// True for an object with these labels.
    pub fn matches<'a>(&self, label: impl Fn(&str) -> Option<&'a str>) -> bool {
        self.requirements.iter().all(|requirement| {
            let value = label(&requirement.key);
            match &requirement.test {
                SelectorOperator::Exists => value.is_some(),
                SelectorOperator::Absent => value.is_none(),
                SelectorOperator::In(values) => value.is_some_and(|value| values.iter().any(|other| other == value)),
                SelectorOperator::NotIn(values) => {
                    !value.is_some_and(|value| values.iter().any(|other| other == value))
                }
                SelectorOperator::Above(bound) => number(value).is_some_and(|value| value > *bound),
                SelectorOperator::Below(bound) => number(value).is_some_and(|value| value < *bound),
            }
        })
    }
}

fn number(value: Option<&str>) -> Option<i64> {
    value.and_then(|value| value.parse().ok())
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SelectorToken<'a> {
    Symbol(&'static str),
    Word(&'a str),
    End,
}

/// Longer symbols first.
const SYMBOLS: [&str; 9] = ["==", "!=", "=", "!", "(", ")", ",", ">", "<"];

struct SelectorScanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> SelectorScanner<'a> {
    fn peek(&self) -> SelectorToken<'a> {
        SelectorScanner { text: self.text, at: self.at }.next().0
    }

    fn next(&mut self) -> (SelectorToken<'a>, Range<usize>) {
        let rest = self.text.get(self.at..).unwrap_or("");
        let start = self.at + (rest.len() - rest.trim_start().len());
        let rest = rest.trim_start();
        if rest.is_empty() {
            self.at = self.text.len();
            return (SelectorToken::End, self.at..self.at);
        }
        if let Some(symbol) = SYMBOLS.iter().find(|symbol| rest.starts_with(**symbol)) {
            self.at = start + symbol.len();
            return (SelectorToken::Symbol(symbol), start..self.at);
        }
        let end = rest.find(|c: char| c.is_whitespace() || "=!(),<>".contains(c)).unwrap_or(rest.len());
        self.at = start + end;
        (SelectorToken::Word(rest.get(..end).unwrap_or("")), start..self.at)
    }

    fn requirement(&mut self) -> Result<SelectorRequirement, Range<usize>> {
        if self.peek() == SelectorToken::Symbol("!") {
            self.next();
            return Ok(SelectorRequirement { key: self.key()?, test: SelectorOperator::Absent });
        }
        let key = self.key()?;
        let test = match self.peek() {
            SelectorToken::End | SelectorToken::Symbol(",") => SelectorOperator::Exists,
            SelectorToken::Symbol(symbol) => {
                let (_, range) = self.next();
                match symbol {
                    "=" | "==" => SelectorOperator::In(vec![self.value()?]),
                    "!=" => SelectorOperator::NotIn(vec![self.value()?]),
                    ">" => SelectorOperator::Above(self.bound()?),
                    "<" => SelectorOperator::Below(self.bound()?),
                    _ => return Err(range),
                }
            }
            SelectorToken::Word(word) => {
                let (_, range) = self.next();
                match word {
                    "in" => SelectorOperator::In(self.values()?),
                    "notin" => SelectorOperator::NotIn(self.values()?),
                    _ => return Err(range),
                }
            }
        };
        Ok(SelectorRequirement { key, test })
    }

    fn key(&mut self) -> Result<String, Range<usize>> {
        match self.next() {
            (SelectorToken::Word(word), range) => {
                let name = word.split_once('/').map_or(word, |(_, name)| name);
                let prefix = word.split_once('/').map(|(prefix, _)| prefix);
                let good = is_label_text(name) && prefix.is_none_or(is_dns_name);
                if good { Ok(word.to_owned()) } else { Err(range) }
            }
            (_, range) => Err(range),
        }
    }

    /// A value may be empty: `key=`.
    fn value(&mut self) -> Result<String, Range<usize>> {
        match self.peek() {
            SelectorToken::End | SelectorToken::Symbol("," | ")") => Ok(String::new()),
            SelectorToken::Symbol(_) => Err(self.next().1),
            SelectorToken::Word(word) => {
                let (_, range) = self.next();
                if is_label_text(word) { Ok(word.to_owned()) } else { Err(range) }
            }
        }
    }

    fn values(&mut self) -> Result<Vec<String>, Range<usize>> {
        match self.next() {
            (SelectorToken::Symbol("("), _) => {}
            (_, range) => return Err(range),
        }
        let mut values = vec![self.value()?];
        loop {
            match self.next() {
                (SelectorToken::Symbol(","), _) => values.push(self.value()?),
                (SelectorToken::Symbol(")"), _) => return Ok(values),
                (_, range) => return Err(range),
            }
        }
    }

    fn bound(&mut self) -> Result<i64, Range<usize>> {
        match self.next() {
            (SelectorToken::Word(word), range) => word.parse().map_err(|_| range),
            (_, range) => Err(range),
        }
    }
}

/// 1–63 letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit.
fn is_label_text(text: &str) -> bool {
    let ends = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.len() <= 63
        && ends(text.chars().next())
        && ends(text.chars().next_back())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c))
}

/// A DNS-1123 subdomain: the form of most object names.
pub(super) fn is_dns_name(text: &str) -> bool {
    let label = |label: &str| {
        let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        !label.is_empty() && label.chars().all(inner) && !label.starts_with('-') && !label.ends_with('-')
    };
    text.len() <= 253 && text.split('.').all(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(selector: &str, labels: &[(&str, &str)], selected: bool) {
        let parsed = NodeLabelSelector::parse(selector).unwrap();
        let label = |key: &str| labels.iter().find(|(name, _)| *name == key).map(|(_, value)| *value);
        assert_eq!(parsed.matches(label), selected, "{selector} of {labels:?}");
    }

    #[test]
    fn every_form_of_requirement_is_evaluated() {
        let labels = [("group", "access"), ("example.com/tier", "b"), ("n", "7")];
        check("group=access", &labels, true);
        check("group==access", &labels, true);
        check("group = other", &labels, false);
        check("group!=other,missing!=x", &labels, true);
        check("example.com/tier in (a, b)", &labels, true);
        check("example.com/tier notin (a,b)", &labels, false);
        check("missing notin (a)", &labels, true);
        check("group", &labels, true);
        check("!group", &labels, false);
        check("!missing", &labels, true);
        check("n>6,n<8", &labels, true);
        check("group>1", &labels, false);
        check("missing=", &labels, false);
    }

    #[test]
    fn the_error_is_the_range_that_cannot_be_parsed() {
        for (text, range) in [
            ("", 0..0),
            ("group=a;b=c", 6..9),
            ("group in a", 9..10),
            ("group in (a", 11..11),
            ("=a", 0..1),
            ("a=b,", 4..4),
            ("a b", 2..3),
            ("-a=b", 0..2),
            ("n>x", 2..3),
        ] {
            assert_eq!(NodeLabelSelector::parse(text), Err(range), "{text}");
        }
    }
}
