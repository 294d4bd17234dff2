//! The messages, in both languages.

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    #[default]
    En,
    ZhCn,
}

impl Language {
    /// Of the member `locale` of a request.
    pub fn of(locale: Option<&str>) -> Language {
        match locale {
            Some("zh-CN") => Language::ZhCn,
            _ => Language::En,
        }
    }

    /// The one of two texts that is in this language.
    pub fn choose(self, en: String, zh: String) -> String {
        match self {
            Language::En => en,
            Language::ZhCn => zh,
        }
    }
}

/// What is wrong with an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The parser's own message.
    Syntax(String),
    TooLong {
        bytes: usize,
        limit: usize,
    },
    TooDeep {
        limit: usize,
    },
    TooMany {
        limit: usize,
    },
    UnknownVariable(String),
    UnknownField {
        of: String,
        field: String,
        known: Vec<String>,
    },
    /// A field of something without fields.
    NoFields {
        of: String,
        field: String,
    },
    UnknownFunction {
        name: String,
        known: Vec<&'static str>,
    },
    ArgumentCount {
        name: String,
        takes: &'static str,
    },
    Argument {
        name: String,
        expects: &'static str,
        found: String,
    },
    /// Never equal.
    NeverEqual {
        left: String,
        right: String,
    },
    /// A word that a field never has.
    UnknownWord {
        word: String,
        known: Vec<String>,
    },
    NotBool(String),
    NotPrinted(String),
    NotSupported(&'static str),
    UnclosedBrace,
    StrayBrace,
    NoName(String),
    GuardName(String),
    RepeatedName(String),
}

fn list(words: &[impl AsRef<str>], language: Language) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{}`", word.as_ref())).collect();
    words.join(match language {
        Language::En => ", ",
        Language::ZhCn => "、",
    })
}

impl Problem {
    /// The problem as a sentence.
    pub fn text(&self, language: Language) -> String {
        match language {
            Language::En => self.english(),
            Language::ZhCn => self.chinese(),
        }
    }

    fn english(&self) -> String {
        let list = |words: &[String]| list(words, Language::En);
        match self {
            Problem::Syntax(message) => format!("not CEL: {message}"),
            Problem::TooLong { bytes, limit } => {
                format!("it has {bytes} bytes; at most {limit} are evaluated: split it into several expressions")
            }
            Problem::TooDeep { limit } => format!("nested more deeply than {limit} levels: split the expression"),
            Problem::TooMany { limit } => {
                format!("more expressions than the {limit} that a policy may have: join some of them")
            }
            Problem::UnknownVariable(name) => {
                format!("unknown variable `{name}`: an expression has `plan` and `service`")
            }
            Problem::UnknownField { of, field, known } => {
                format!("`{of}` has no field `{field}`; its fields are {}", list(known))
            }
            Problem::NoFields { of, field } => format!("a value of type {of} has no field `{field}`"),
            Problem::UnknownFunction { name, known } => {
                format!("unknown function `{name}`: there are {}", self::list(known, Language::En))
            }
            Problem::ArgumentCount { name, takes } => format!("`{name}` takes {takes}"),
            Problem::Argument { name, expects, found } => format!("`{name}` expects {expects}, found {found}"),
            Problem::NeverEqual { left, right } => {
                format!("a value of type {left} never equals one of type {right}")
            }
            Problem::UnknownWord { word, known } => {
                format!("the field never has the value `{word}`; its values are {}", list(known))
            }
            Problem::NotBool(found) => format!("the expression must be true or false, but it is of type {found}"),
            Problem::NotPrinted(found) => {
                format!("a value of type {found} cannot be written into a message: use `size(…)`, or a field of it")
            }
            Problem::NotSupported(what) => format!("{what} is not supported"),
            Problem::UnclosedBrace => "this `{` has no `}`: a brace as text is written `{{`".to_owned(),
            Problem::StrayBrace => "this `}` has no `{`: a brace as text is written `}}`".to_owned(),
            Problem::NoName(name) => format!(
                "`{name}` is not a name: use lower case letters, digits and `-`, at most 63, as in `few-deletions`"
            ),
            Problem::GuardName(name) => format!("`{name}` is the name of a built-in guard: choose another one"),
            Problem::RepeatedName(name) => {
                format!(
                    "two expressions have the name `{name}`: choose another one, because the name selects what is allowed"
                )
            }
        }
    }

    fn chinese(&self) -> String {
        let list = |words: &[String]| list(words, Language::ZhCn);
        match self {
            Problem::Syntax(message) => format!("不是 CEL 表达式：{message}"),
            Problem::TooLong { bytes, limit } => {
                format!("长度为 {bytes} 字节，超过上限 {limit}：请拆成多个表达式")
            }
            Problem::TooDeep { limit } => format!("嵌套超过 {limit} 层：请拆分表达式"),
            Problem::TooMany { limit } => format!("表达式超过一个策略的上限 {limit} 个：请合并其中一些"),
            Problem::UnknownVariable(name) => {
                format!("未知变量 `{name}`：表达式可用的变量是 `plan` 和 `service`")
            }
            Problem::UnknownField { of, field, known } => {
                format!("`{of}` 没有字段 `{field}`；它的字段有 {}", list(known))
            }
            Problem::NoFields { of, field } => format!("类型为 {of} 的值没有字段 `{field}`"),
            Problem::UnknownFunction { name, known } => {
                format!("未知函数 `{name}`：可用的函数有 {}", self::list(known, Language::ZhCn))
            }
            Problem::ArgumentCount { name, takes } => format!("`{name}` 的参数应为 {takes}"),
            Problem::Argument { name, expects, found } => format!("`{name}` 需要 {expects}，实际为 {found}"),
            Problem::NeverEqual { left, right } => format!("类型 {left} 的值永远不等于类型 {right} 的值"),
            Problem::UnknownWord { word, known } => {
                format!("该字段不会取值 `{word}`；它的取值有 {}", list(known))
            }
            Problem::NotBool(found) => format!("表达式的结果必须是真或假，实际类型为 {found}"),
            Problem::NotPrinted(found) => {
                format!("类型为 {found} 的值不能写入消息：请使用 `size(…)`，或取它的一个字段")
            }
            Problem::NotSupported(what) => format!("不支持 {what}"),
            Problem::UnclosedBrace => "这个 `{` 没有对应的 `}`：文本中的花括号写作 `{{`".to_owned(),
            Problem::StrayBrace => "这个 `}` 没有对应的 `{`：文本中的花括号写作 `}}`".to_owned(),
            Problem::NoName(name) => {
                format!("`{name}` 不是名称：请使用小写字母、数字和 `-`，最多 63 个字符，例如 `few-deletions`")
            }
            Problem::GuardName(name) => format!("`{name}` 是内置规则的名称：请换一个名称"),
            Problem::RepeatedName(name) => {
                format!("两个表达式的名称都是 `{name}`：请换一个名称，因为放行时按名称选择")
            }
        }
    }
}
