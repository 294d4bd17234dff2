//! The texts of messages: their languages, how a definition stores them, and how arguments fill them.
//!
//! A text contains `{name}` where an argument goes. Nothing here knows what a message is about.

use super::translate_arguments;
use crate::string_enum::string_enum;

string_enum! {
    /// Language of the messages. Codes never change with it.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
    pub enum Locale {
        /// English.
        #[default]
        En = "en",
        /// Simplified Chinese.
        ZhCn = "zh-CN",
    }
}

/// The texts of one code in one language. `{name}` stands for an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    /// The problem. Lower case, no final period, backticks around what the user typed.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do.
    pub help: &'static str,
}

/// The texts of one definition, one on each line. As separate constants each would add an address and a length; there
/// are thousands of them, and they do not compress.
#[derive(Debug, PartialEq, Eq)]
pub struct PackedTexts(pub &'static str);

impl PackedTexts {
    /// The text on that line; empty when there is none.
    pub fn part(&self, location: usize) -> &'static str {
        self.0.split('\n').nth(location).unwrap_or_default()
    }
}

/// Arguments of a text: name and value. Several arguments of one name are a list, which [`fill`] joins.
pub type Args = Vec<(&'static str, String)>;

/// Joins a list as the language does.
pub fn join<T: AsRef<str>>(items: impl IntoIterator<Item = T>, locale: Locale) -> String {
    let mut out = String::new();
    for item in items {
        if !out.is_empty() {
            out.push_str(match locale {
                Locale::En => ", ",
                Locale::ZhCn => "、",
            });
        }
        out.push_str(item.as_ref());
    }
    out
}

/// Replaces each `{name}` by its arguments. A name without an argument stays as it is, so that a test can find it.
pub fn fill(template: &str, args: &Args, locale: Locale) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let arg = after.split_once('}').and_then(|(name, tail)| {
            let mut values = args.iter().filter(|(arg, _)| *arg == name).map(|(_, value)| value).peekable();
            values.peek()?;
            Some((name, join(values, locale), tail))
        });
        match arg {
            Some((name, value, tail)) => {
                rest = tail;
                let phrase = if locale == Locale::ZhCn { translate_arguments::chinese(name, &value) } else { None };
                if let Some(phrase) = phrase {
                    // There is no space between two Chinese characters.
                    out.truncate(out.trim_end_matches(' ').len());
                    out.push_str(phrase);
                    rest = rest.trim_start_matches(' ');
                    continue;
                }
                out.push_str(&value);
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_fill_only_their_own_placeholders() {
        let args = vec![("name", "a{b}".to_owned()), ("b", "never".to_owned())];
        assert_eq!(fill("x {name} {other} {", &args, Locale::En), "x a{b} {other} {");
    }

    #[test]
    fn a_list_is_joined_as_the_language_does() {
        let args = vec![("known", "`a`".to_owned()), ("name", "x".to_owned()), ("known", "`b`".to_owned())];
        assert_eq!(fill("{name}: {known}", &args, Locale::En), "x: `a`, `b`");
        assert_eq!(fill("{name}：{known}", &args, Locale::ZhCn), "x：`a`、`b`");
    }

    #[test]
    fn phrases_of_the_program_are_translated() {
        let args = vec![("name", "string".to_owned()), ("found", "string".to_owned()), ("wanted", "12".to_owned())];
        assert_eq!(fill("{name} is {found}", &args, Locale::En), "string is string");
        assert_eq!(fill("{name} 是 {found} 与 {wanted}", &args, Locale::ZhCn), "string 是字符串与 12");
    }
}
