//! The texts of messages: their languages, how a definition stores them, and how arguments fill them.
//!
//! A text contains `{name}` where an argument goes. Nothing here knows what a message is about.

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

/// Arguments of a text: name and value.
pub type Args = Vec<(&'static str, String)>;

/// Replaces each `{name}` by its argument. A name without an argument stays as it is, so that a test can find it.
pub fn fill(template: &str, args: &Args) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let arg = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = args.iter().find(|(arg, _)| *arg == name)?;
            Some((value, tail))
        });
        match arg {
            Some((value, tail)) => {
                out.push_str(value);
                rest = tail;
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
        assert_eq!(fill("x {name} {other} {", &args), "x a{b} {other} {");
    }
}
