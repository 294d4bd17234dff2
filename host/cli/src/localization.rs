//! The two languages of this program: messages with named arguments, and each language's punctuation.
//!
//! A [`TranslatableText`] can be built before the language is known, so that readers of files need not know it.

use clap::ValueEnum;

/// Language of the messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, serde::Serialize)]
pub enum Lang {
    /// English
    #[serde(rename = "en")]
    En,
    /// 简体中文
    #[value(name = "zh-CN", alias = "zh")]
    #[serde(rename = "zh-CN")]
    ZhCn,
}

impl Lang {
    /// The language's tag, as HTML and SARIF write it.
    pub fn tag(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::ZhCn => "zh-CN",
        }
    }

    pub fn list_separator(self) -> &'static str {
        match self {
            Lang::En => ", ",
            Lang::ZhCn => "、",
        }
    }

    pub fn clause_separator(self) -> &'static str {
        match self {
            Lang::En => "; ",
            Lang::ZhCn => "；",
        }
    }

    /// The colon between a label and its text, with the space that English puts after it.
    pub fn colon(self) -> &'static str {
        match self {
            Lang::En => ": ",
            Lang::ZhCn => "：",
        }
    }

    pub fn full_stop(self) -> &'static str {
        match self {
            Lang::En => ".",
            Lang::ZhCn => "。",
        }
    }

    /// An addition in brackets, with the space that English puts before it.
    pub fn bracketed(self, text: &str) -> String {
        let (open, close) = self.brackets();
        format!("{open}{text}{close}")
    }

    /// The brackets of an addition; English puts a space before them.
    pub fn brackets(self) -> (&'static str, &'static str) {
        match self {
            Lang::En => (" (", ")"),
            Lang::ZhCn => ("（", "）"),
        }
    }
}

/// A message in both languages. `{name}` marks an argument.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    pub en: &'static str,
    pub zh: &'static str,
}

impl Message {
    /// The message without arguments.
    pub fn text(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::ZhCn => self.zh,
        }
    }

    /// The message with its arguments. An argument that itself contains `{name}` is not expanded again.
    pub fn format(&self, lang: Lang, args: &[(&str, &str)]) -> String {
        let mut formatted = String::new();
        let mut rest = self.text(lang);
        while let Some((before, after)) = rest.split_once('{') {
            formatted.push_str(before);
            let Some((name, tail)) = after.split_once('}') else { break };
            formatted.push_str(args.iter().find(|(arg, _)| *arg == name).map_or("", |(_, value)| value));
            rest = tail;
        }
        formatted.push_str(rest);
        formatted
    }

    /// The message as the label of a text.
    pub fn label(&self, lang: Lang, text: &str) -> String {
        format!("{}{}{text}", self.text(lang), lang.colon())
    }

    /// The message with a number. English messages are written `singular|plural`.
    pub fn plural(&self, lang: Lang, number: u64) -> String {
        let text = self.text(lang);
        let chosen = match text.split_once('|') {
            Some((singular, _)) if number == 1 => singular,
            Some((_, plural)) => plural,
            None => text,
        };
        chosen.replace("{n}", &number.to_string())
    }

    /// The message with one argument, to be formatted later.
    pub fn with(&'static self, name: &'static str, value: impl Into<TranslatableText>) -> TranslatableText {
        TranslatableText::from(self).with(name, value)
    }
}

/// A text that is formatted once the language is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TranslatableText {
    /// Text that is the same in every language: a path, or what another program reported.
    Literal(String),
    /// Items, separated as the language does it.
    List(Vec<String>),
    /// A message with its arguments.
    Message { message: &'static Message, args: Vec<(&'static str, TranslatableText)> },
}

impl TranslatableText {
    /// Adds an argument; only a message has some.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<TranslatableText>) -> TranslatableText {
        match &mut self {
            TranslatableText::Message { args, .. } => args.push((name, value.into())),
            TranslatableText::Literal(_) | TranslatableText::List(_) => {}
        }
        self
    }

    pub fn text(&self, lang: Lang) -> String {
        match self {
            TranslatableText::Literal(text) => text.clone(),
            TranslatableText::List(items) => items.join(lang.list_separator()),
            TranslatableText::Message { message, args } => {
                let args: Vec<(&str, String)> = args.iter().map(|(name, value)| (*name, value.text(lang))).collect();
                let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                message.format(lang, &args)
            }
        }
    }
}

impl From<&'static Message> for TranslatableText {
    fn from(message: &'static Message) -> TranslatableText {
        TranslatableText::Message { message, args: Vec::new() }
    }
}

impl From<String> for TranslatableText {
    fn from(text: String) -> TranslatableText {
        TranslatableText::Literal(text)
    }
}

impl From<&str> for TranslatableText {
    fn from(text: &str) -> TranslatableText {
        TranslatableText::Literal(text.to_string())
    }
}

impl From<&[&str]> for TranslatableText {
    fn from(items: &[&str]) -> TranslatableText {
        TranslatableText::List(items.iter().map(ToString::to_string).collect())
    }
}

/// Messages by name: a static for each, and `ALL` of them for tests.
macro_rules! define_messages {
    ($($id:ident = $en:literal, $zh:literal;)*) => {
        $(#[doc = $en] pub static $id: Message = Message { en: $en, zh: $zh };)*
        #[cfg(test)]
        static ALL: &[(&str, &Message)] = &[$((stringify!($id), &$id)),*];
    };
}
pub(crate) use define_messages;

/// What holds of every message.
#[cfg(test)]
pub mod message_checks {
    use super::Message;
    use std::collections::BTreeSet;

    /// Both languages have the same arguments, and Chinese has its own punctuation.
    pub fn check(messages: &[(&str, &Message)]) {
        for (name, message) in messages {
            assert!(!message.en.is_empty() && !message.zh.is_empty(), "{name}");
            assert_eq!(arguments(message.en), arguments(message.zh), "{name}");
            assert_eq!(half_width_mark(message.zh), None, "{name}: {}", message.zh);
        }
    }

    fn arguments(text: &str) -> BTreeSet<&str> {
        text.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    fn is_han(character: char) -> bool {
        matches!(character, '\u{3400}'..='\u{9fff}')
    }

    /// The first half-width mark beside Chinese; what is between backticks is code.
    fn half_width_mark(text: &str) -> Option<char> {
        let prose: String = text.split('`').step_by(2).collect::<Vec<_>>().join("`");
        if !prose.contains(is_han) {
            return None;
        }
        let characters: Vec<char> = prose.chars().collect();
        let joins_chinese = |at: usize| {
            let before = at.checked_sub(1).and_then(|before| characters.get(before)).copied().unwrap_or(' ');
            let after = characters.get(at + 1).copied().unwrap_or(' ');
            let ends_word = matches!(before, '`' | '}' | ')' | '_') || before.is_alphanumeric();
            is_han(before) || is_han(after) || ends_word && matches!(after, '{' | '`')
        };
        let marks = characters.iter().enumerate().filter(|(at, mark)| match mark {
            '(' | ')' => true,
            ',' | ';' | ':' => joins_chinese(*at),
            _ => false,
        });
        marks.map(|(_, mark)| *mark).next()
    }

    #[test]
    fn marks_beside_chinese_are_full_width() {
        for wrong in ["保留(推断)", "地址:丢失", "`a`:{b} 不变", "不变, 更新", "参数 x,{y}"] {
            assert!(half_width_mark(wrong).is_some(), "{wrong}");
        }
        for right in ["`a: b` 不变", "--Limit、--Offset", "a, b", "例如 10:30"] {
            assert_eq!(half_width_mark(right), None, "{right}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static GREETING: Message = Message { en: "hello, {who}", zh: "你好，{who}" };
    static COUNT: Message = Message { en: "{n} error|{n} errors", zh: "{n} 个错误" };

    #[test]
    fn arguments_are_not_expanded_again() {
        assert_eq!(GREETING.format(Lang::En, &[("who", "{who}")]), "hello, {who}");
    }

    #[test]
    fn only_english_has_a_plural() {
        assert_eq!([1, 2].map(|number| COUNT.plural(Lang::En, number)), ["1 error", "2 errors"]);
        assert_eq!(COUNT.plural(Lang::ZhCn, 1), "1 个错误");
    }

    #[test]
    fn text_can_be_built_before_the_language_is_known() {
        let text = GREETING.with("who", ["a", "b"].as_slice());
        assert_eq!([Lang::En, Lang::ZhCn].map(|lang| text.text(lang)), ["hello, a, b", "你好，a、b"]);
    }
}
