//! The language of warnings and denials.

use clbplan_host::types::Locale;

/// A language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Simplified Chinese.
    #[value(name = "zh-CN")]
    ZhCn,
}

impl Language {
    /// The member `locale` of a request.
    pub fn locale(self) -> Locale {
        match self {
            Language::En => Locale::En,
            Language::ZhCn => Locale::ZhCN,
        }
    }

    /// One of two texts.
    pub fn choose<T>(self, english: T, chinese: T) -> T {
        match self {
            Language::En => english,
            Language::ZhCn => chinese,
        }
    }
}
