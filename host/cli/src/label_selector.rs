//! Label selectors with kubectl's syntax: `app=web,tier in (front,back),!canary`.
//!
//! What is accepted, and what matches, is that of `labels.Parse` in k8s.io/apimachinery, which kubectl uses.

use std::fmt;

/// A selector; an empty one selects everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LabelSelector {
    /// As it was typed.
    text: String,
    requirements: Vec<Requirement>,
}

/// What one label must be.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Requirement {
    key: String,
    operator: Operator,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Operator {
    Exists,
    DoesNotExist,
    /// Also `=` and `==`.
    In(Vec<String>),
    /// Also `!=`. A missing label is none of them.
    NotIn(Vec<String>),
    GreaterThan(i64),
    LessThan(i64),
}

impl LabelSelector {
    /// Parses the flag.
    ///
    /// # Errors
    /// kubectl does not accept it either.
    pub fn parse(text: &str) -> Result<LabelSelector, String> {
        let mut parser = Parser { tokens: tokens(text), at: 0 };
        let requirements = parser.requirements()?;
        Ok(LabelSelector { text: text.trim().to_string(), requirements })
    }

    /// True for an object with these labels. A label that it has not is `None`.
    pub fn matches<'l>(&self, label: impl Fn(&str) -> Option<&'l str>) -> bool {
        self.requirements.iter().all(|requirement| requirement.operator.matches(label(&requirement.key)))
    }
}

impl fmt::Display for LabelSelector {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.text)
    }
}

impl Operator {
    fn matches(&self, value: Option<&str>) -> bool {
        let number = || value.and_then(|value| value.parse::<i64>().ok());
        let is_one_of = |values: &[String]| value.is_some_and(|value| values.iter().any(|one| one == value));
        match self {
            Operator::Exists => value.is_some(),
            Operator::DoesNotExist => value.is_none(),
            Operator::In(values) => is_one_of(values),
            Operator::NotIn(values) => !is_one_of(values),
            Operator::GreaterThan(limit) => number().is_some_and(|number| number > *limit),
            Operator::LessThan(limit) => number().is_some_and(|number| number < *limit),
        }
    }
}

/// A part of a selector: a sign, or a word.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    Sign(&'static str),
    Word(String),
}

impl Token {
    fn text(&self) -> &str {
        match self {
            Token::Sign(sign) => sign,
            Token::Word(word) => word,
        }
    }
}

/// The longest first: `==` is one sign.
const SIGNS: [&str; 9] = ["==", "!=", "=", "!", "(", ")", ",", "<", ">"];

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let sign = SIGNS.into_iter().find_map(|sign| rest.strip_prefix(sign).map(|after| (sign, after)));
        rest = match sign {
            Some((sign, after)) => {
                tokens.push(Token::Sign(sign));
                after
            }
            None => {
                let ends = |letter: char| letter.is_whitespace() || "=!(),<>".contains(letter);
                let end = rest.find(ends).unwrap_or(rest.len()).max(first.len_utf8());
                let (word, after) = rest.split_at(end);
                tokens.push(Token::Word(word.to_string()));
                after
            }
        }
        .trim_start();
    }
    tokens
}

struct Parser {
    tokens: Vec<Token>,
    at: usize,
}

impl Parser {
    fn requirements(&mut self) -> Result<Vec<Requirement>, String> {
        let mut requirements = Vec::new();
        while self.at < self.tokens.len() {
            requirements.push(self.requirement()?);
            match self.take() {
                None => break,
                Some(Token::Sign(",")) if self.at < self.tokens.len() => {}
                Some(Token::Sign(",")) => return Err(format!("a label is missing after the last comma; {FORMS}")),
                Some(other) => return Err(unexpected(Some(&other), "a comma")),
            }
        }
        Ok(requirements)
    }

    fn requirement(&mut self) -> Result<Requirement, String> {
        let negated = self.skip("!");
        let key = match self.take() {
            Some(Token::Word(key)) => key,
            other => return Err(unexpected(other.as_ref(), "the name of a label")),
        };
        check_key(&key)?;
        if negated {
            return Ok(Requirement { key, operator: Operator::DoesNotExist });
        }
        let operator = match self.peek() {
            None | Some(Token::Sign(",")) => Operator::Exists,
            Some(_) => self.operator(&key)?,
        };
        Ok(Requirement { key, operator })
    }

    fn operator(&mut self, key: &str) -> Result<Operator, String> {
        let sign = self.take();
        Ok(match sign.as_ref().map(Token::text) {
            Some("=" | "==") => Operator::In(vec![self.value()?]),
            Some("!=") => Operator::NotIn(vec![self.value()?]),
            Some("in") => Operator::In(self.values()?),
            Some("notin") => Operator::NotIn(self.values()?),
            Some(">") => Operator::GreaterThan(self.number(key)?),
            Some("<") => Operator::LessThan(self.number(key)?),
            _ => return Err(unexpected(sign.as_ref(), "one of =, ==, !=, in, notin, <, >")),
        })
    }

    /// One value. It may be empty: `app=`.
    fn value(&mut self) -> Result<String, String> {
        match self.peek() {
            None | Some(Token::Sign(",")) => Ok(String::new()),
            Some(Token::Sign(_)) => Err(unexpected(self.peek(), "a value")),
            Some(Token::Word(word)) => {
                let word = word.clone();
                self.at += 1;
                check_value(&word)?;
                Ok(word)
            }
        }
    }

    fn number(&mut self, key: &str) -> Result<i64, String> {
        let value = self.value()?;
        value.parse().map_err(|_| format!("`{key}` can only be compared with a whole number, not with `{value}`"))
    }

    /// `(a,b)`. A value may be empty: `(a,)`.
    fn values(&mut self) -> Result<Vec<String>, String> {
        if !self.skip("(") {
            return Err(unexpected(self.peek(), "a list of values in parentheses"));
        }
        let mut values = vec![String::new()];
        loop {
            match self.take() {
                Some(Token::Sign(")")) => return Ok(values),
                Some(Token::Sign(",")) => values.push(String::new()),
                Some(Token::Word(word)) => {
                    check_value(&word)?;
                    match values.last_mut().filter(|value| value.is_empty()) {
                        Some(value) => *value = word,
                        None => return Err(unexpected(Some(&Token::Word(word)), "a comma or `)`")),
                    }
                }
                other => return Err(unexpected(other.as_ref(), "a value or `)`")),
            }
        }
    }

    fn peek(&self) -> Option<&Token> {
        self.tokens.get(self.at)
    }

    fn take(&mut self) -> Option<Token> {
        let token = self.peek().cloned();
        self.at += 1;
        token
    }

    fn skip(&mut self, sign: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Sign(known)) if *known == sign);
        self.at += usize::from(found);
        found
    }
}

const FORMS: &str =
    "a selector is written app=web, app!=web, 'app in (a,b)', 'app notin (a,b)', app, '!app', or several with commas";

fn unexpected(found: Option<&Token>, expected: &str) -> String {
    match found {
        Some(token) => format!("`{}` where {expected} is expected; {FORMS}", token.text()),
        None => format!("the selector ends where {expected} is expected; {FORMS}"),
    }
}

/// The longest name and the longest value of a label.
const MAX_LENGTH: usize = 63;
/// The longest prefix of a name.
const MAX_PREFIX: usize = 253;

fn check_key(key: &str) -> Result<(), String> {
    let (prefix, name) = key.split_once('/').map_or((None, key), |(prefix, name)| (Some(prefix), name));
    let is_label = |part: &str| {
        let valid = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
        !part.is_empty() && part.chars().all(valid) && !part.starts_with('-') && !part.ends_with('-')
    };
    let is_prefix = prefix.is_none_or(|prefix| prefix.len() <= MAX_PREFIX && prefix.split('.').all(is_label));
    if is_prefix && is_name(name) { Ok(()) } else { Err(format!("`{key}` cannot be the name of a label")) }
}

fn check_value(value: &str) -> Result<(), String> {
    if value.is_empty() || is_name(value) { Ok(()) } else { Err(format!("`{value}` cannot be the value of a label")) }
}

fn is_name(text: &str) -> bool {
    let is_end = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
    let valid = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    text.len() <= MAX_LENGTH
        && text.chars().all(valid)
        && is_end(text.chars().next())
        && is_end(text.chars().next_back())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn matches(selector: &str, labels: &[(&str, &str)]) -> bool {
        let selector = LabelSelector::parse(selector).unwrap();
        selector.matches(|key| labels.iter().find(|(name, _)| *name == key).map(|(_, value)| *value))
    }

    /// The cases of `TestSelectorParse` and `TestSelectorMatches` of k8s.io/apimachinery, and of its documentation.
    #[test]
    fn a_selector_matches_as_for_kubectl() {
        let web: &[(&str, &str)] = &[("app", "web"), ("tier", "front"), ("in", "in"), ("number", "12"), ("empty", "")];
        for selector in [
            "",
            "app=web",
            "app==web",
            "app = web",
            "app!=api",
            "app",
            "!gone",
            "! gone",
            "app=web,tier=front",
            "app in (web,api)",
            "app in ( web , api )",
            "gone notin (a)",
            "app notin (api)",
            "gone!=x",
            "in in (in)",
            "in=in",
            "number>11",
            "number<13",
            "empty=",
            "empty in ()",
            "empty in (,)",
            "empty in (a,)",
            "x.example.com/y notin (a,,b),app",
            "app,tier notin (back),!gone",
        ] {
            assert!(matches(selector, web), "{selector}");
        }
        for selector in [
            "app=api",
            "app!=web",
            "!app",
            "gone",
            "gone=",
            "app in (api)",
            "app in ()",
            "tier notin (front)",
            "number>12",
            "number<12",
            "app>1",
            "gone<1",
            "app=web,tier=back",
            "app in (,)",
        ] {
            assert!(!matches(selector, web), "{selector}");
        }
    }

    #[test]
    fn what_kubectl_refuses_is_refused() {
        for (selector, expected) in [
            ("app=web,", "after the last comma"),
            (",app", "`,` where the name of a label"),
            ("app=web tier=front", "`tier` where a comma"),
            ("app in", "the selector ends where a list of values"),
            ("app in web", "`web` where a list of values"),
            ("app in (web", "the selector ends where a value or `)`"),
            ("app in (web api)", "`api` where a comma or `)`"),
            ("app in (a=b)", "`=` where a value or `)`"),
            ("!app=web", "`=` where a comma"),
            ("app===web", "`=` where a value"),
            ("app=!web", "`!` where a value"),
            ("app web", "`web` where one of ="),
            ("number>many", "a whole number, not with `many`"),
            ("number>", "a whole number, not with ``"),
            ("-app=web", "`-app` cannot be the name"),
            ("A/app=web", "`A/app` cannot be the name"),
            ("a/b/c", "`a/b/c` cannot be the name"),
            ("app=-web", "`-web` cannot be the value"),
            ("app=w\u{e9}b", "cannot be the value"),
            ("number>-1", "`-1` cannot be the value"),
            ("!", "the selector ends where the name"),
            ("(app)", "`(` where the name"),
        ] {
            let error = LabelSelector::parse(selector).unwrap_err();
            assert!(error.contains(expected), "{selector}: {error}");
        }
        assert!(LabelSelector::parse(&format!("a={}", "b".repeat(64))).is_err());
        assert_eq!(LabelSelector::parse(" app=web ").unwrap().to_string(), "app=web");
    }
}
