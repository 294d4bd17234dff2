//! The texts of messages: their languages, how a definition stores them, and how arguments fill them.
//!
//! A text contains `{name}` where an argument goes. Nothing here knows what a message is about.

use super::translate_arguments;
use crate::sorted_map::SortedMap;
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
pub struct MessageTexts {
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
pub struct PackedTextsOfDefinition(pub &'static str);

impl PackedTextsOfDefinition {
    /// The text on that line; empty when there is none.
    pub fn part(&self, location: usize) -> &'static str {
        self.0.split('\n').nth(location).unwrap_or_default()
    }
}

/// Arguments of a text: name and value. Several arguments of one name are a list, which [`fill`] joins.
pub type MessageArguments = Vec<(&'static str, String)>;

/// The value of an argument; of a list its first item.
pub(super) fn argument<'a>(args: &'a MessageArguments, name: &str) -> Option<&'a str> {
    args.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

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

/// Replaces each `{name}` by its arguments. A name without an argument stays as it is, so that a test can find it. An
/// argument among `load_balancers` is an id that nobody provided, and the Service that has the load balancer is named
/// instead.
pub fn fill(
    template: &str,
    args: &MessageArguments,
    locale: Locale,
    load_balancers: &SortedMap<String, String>,
) -> String {
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
                if let Some(service) = load_balancers.get(&value) {
                    rest = push_load_balancer(&mut out, rest, service, locale);
                    continue;
                }
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

/// Names a load balancer by its Service; the backticks, which are for what somebody typed, go. Returns the rest of the text.
fn push_load_balancer<'t>(out: &mut String, rest: &'t str, service: &str, locale: Locale) -> &'t str {
    let rest = match (out.ends_with('`'), rest.strip_prefix('`')) {
        (true, Some(unquoted)) => {
            out.pop();
            unquoted
        }
        (_, _) => rest,
    };
    match locale {
        Locale::En => {
            let of = if out.ends_with("load balancer ") { "of " } else { "the load balancer of " };
            out.push_str(of);
            out.push_str(service);
            rest
        }
        Locale::ZhCn => {
            out.truncate(out.trim_end_matches(' ').len());
            if out.ends_with("负载均衡") {
                out.push('（');
                out.push_str(service);
                out.push('）');
            } else {
                out.push_str(service);
                out.push_str(" 的负载均衡");
            }
            rest.trim_start_matches(' ')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(template: &str, args: &MessageArguments, locale: Locale) -> String {
        super::fill(template, args, locale, &SortedMap::new())
    }

    #[test]
    fn a_load_balancer_whose_id_was_not_provided_is_named_by_its_service() {
        let ids = SortedMap::from_unsorted(vec![("lb-made0up0".to_owned(), "shop/typo".to_owned())]);
        let args = vec![("id", "lb-made0up0".to_owned())];
        let filled = |template, locale| super::fill(template, &args, locale, &ids);
        assert_eq!(filled("load balancer `{id}` stays", Locale::En), "load balancer of shop/typo stays");
        assert_eq!(filled("it treats `{id}` as one", Locale::En), "it treats the load balancer of shop/typo as one");
        assert_eq!(filled("负载均衡 `{id}` 会保留", Locale::ZhCn), "负载均衡（shop/typo）会保留");
        assert_eq!(filled("把 `{id}` 视为", Locale::ZhCn), "把shop/typo 的负载均衡视为");
    }

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
