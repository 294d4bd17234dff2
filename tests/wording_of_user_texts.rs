//! The texts that users read: punctuation and terms of the Chinese ones, words that English ones do not use.
//!
//! `tidy/` compares the placeholders of the two languages.

#![allow(missing_docs, clippy::panic, clippy::indexing_slicing, clippy::unwrap_used)]

use clbplan::diagnostic::render::Locale;
use clbplan::reference::{self, text};
use std::fs;
use std::path::{Path, PathBuf};

/// Every piece of text of the tables, as a reader sees it, with the name that it belongs to.
fn texts_as_shown(locale: Locale) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for entry in reference::all() {
        let entry = text(&entry, locale);
        texts.push((entry.name.clone(), entry.title));
        texts.extend(entry.text.lines().map(|line| (entry.name.clone(), line.trim_start_matches("* ").to_owned())));
    }
    for code in reference::codes() {
        let texts_of = code.texts(locale);
        texts.extend([texts_of.what, texts_of.help].map(|text| (code.name().to_owned(), text.to_owned())));
    }
    texts
}

/// The string literals with Chinese characters of the sources, outside of tests.
fn literals() -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() && !path.ends_with("tests") {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("tests.rs") {
                found.extend(literals_of(&path));
            }
        }
    }
    found
}

fn literals_of(path: &PathBuf) -> Vec<(String, String)> {
    let text = fs::read_to_string(path).unwrap();
    let text = text.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let mut found = Vec::new();
    for (number, line) in text.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let (mut literal, mut escaped) = (None::<String>, false);
        for c in line.chars() {
            match (&mut literal, c) {
                (None, '"') => literal = Some(String::new()),
                (None, _) => {}
                (Some(_), '"') if !escaped => {
                    let text = literal.take().unwrap_or_default().replace("\\n", "\n").replace("\\t", "\n");
                    found
                        .extend(text.chars().any(is_han).then(|| (format!("{}:{}", path.display(), number + 1), text)));
                }
                (Some(text), c) => text.push(c),
            }
            escaped = c == '\\' && !escaped;
        }
    }
    found
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

/// The text without its code spans: each becomes one backtick.
fn prose(text: &str) -> Vec<char> {
    text.split('`').step_by(2).collect::<Vec<_>>().join("`").chars().collect()
}

/// The first error of punctuation or spacing in a Chinese text, with the characters around it.
fn wrong_punctuation(text: &str) -> Option<String> {
    let chars = prose(text);
    let han = |at: usize| chars.get(at).is_some_and(|c| is_han(*c));
    let latin = |at: usize| chars.get(at).is_some_and(|c| c.is_ascii_alphanumeric() || *c == '`');
    let found = (0..chars.len()).find(|&at| {
        let before = at.wrapping_sub(1);
        match chars[at] {
            '(' | ')' => true,
            ',' | ';' | ':' => {
                let ends = |c: &char| c.is_ascii_alphanumeric() || "`})_".contains(*c);
                let starts = chars.get(at + 1).is_some_and(|c| is_han(*c) || *c == '{' || *c == '`');
                han(before) || han(at + 1) || (starts && chars.get(before).is_some_and(ends))
            }
            ' ' => (han(before) && han(at + 1)) || chars.get(at + 1).is_some_and(|c| "，。；：、（）".contains(*c)),
            _ => (han(at) && latin(at + 1)) || (latin(at) && han(at + 1)),
        }
    })?;
    Some(chars[found.saturating_sub(6)..(found + 7).min(chars.len())].iter().collect())
}

#[track_caller]
fn assert_none(problems: Vec<String>) {
    assert!(problems.is_empty(), "{} texts:\n{}", problems.len(), problems.join("\n"));
}

#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let texts = literals().into_iter().chain(texts_as_shown(Locale::ZhCn));
    let chinese = texts.filter(|(_, text)| text.chars().any(is_han));
    assert_none(
        chinese.filter_map(|(at, text)| Some(format!("{at}: …{}…: {text}", wrong_punctuation(&text)?))).collect(),
    );
}

#[test]
fn wrong_punctuation_is_found() {
    for good in ["`a`：{b}（`c`）、d", "请写 `a, b`，或不写", "为 {a}；{b} 个", "应为{wanted}"] {
        assert_eq!(wrong_punctuation(good), None, "{good}");
    }
    for bad in [
        "规则 `a`:{b}",
        "云 API;该值",
        "返回(推断)",
        "为 `a`,与 b",
        "负载均衡 ，",
        "应为 数组 类型",
        "设为`a`",
        "用CLB",
    ] {
        assert!(wrong_punctuation(bad).is_some(), "{bad}");
    }
}

/// Terms that are no longer used, each with the ones that replace it.
const TERMS: &[(&str, &str)] = &[
    ("释放", "删除, 解除管理"),
    ("接管", "使用已有, 管理"),
    ("账户", "账号"),
    ("人工", "用户手动创建"),
    ("手工", "用户手动创建"),
    ("云侧", "腾讯云"),
    ("云平台", "腾讯云"),
    ("不起作用", "不生效"),
    ("不予处理", "不做改动"),
    ("扣留", "不输出"),
    ("上下文", "集群信息"),
    ("名字", "名称"),
    ("共享", "复用"),
    ("共用", "复用"),
    ("计划", "预览"),
    ("诊断", "问题"),
    ("替换其", "更换"),
    ("限额", "配额"),
    ("集群开关", "全局开关"),
    ("配置保护", "配置修改保护"),
];

#[test]
fn chinese_texts_use_no_former_term() {
    let former_term = |text: &str| TERMS.iter().find(|(term, _)| text.contains(term));
    let problems = literals().into_iter().filter_map(|(at, text)| {
        let (term, better) = former_term(&text)?;
        Some(format!("{at}: {term} ({better}): {text}"))
    });
    assert_none(problems.collect());
}

/// Phrases that a reader has to guess the meaning of.
const PHRASES: &[&str] = &[
    "a person's",
    "anew",
    "asked for",
    "asks for",
    "bought",
    "buys one",
    "foreign",
    "gives up",
    "goes away",
    "half of the port",
    "is had",
    "is told",
    "is wanted",
    "known here",
    "let go",
    "of several",
    "so many",
    "somebody",
    "nobody",
    "stand",
    "stands",
    "takes it for",
    "taken back",
    "taken for",
    "taken into use",
    "taken to be",
    "the marks",
    "too many",
    "was given",
    "was not given",
    "were given",
    "were not given",
];

#[test]
fn english_texts_use_no_vague_phrase() {
    let contains = |text: &str, phrase: &str| {
        let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
        let parts: Vec<&str> = text.split(phrase).collect();
        parts.windows(2).any(|beside| !letter(beside[0].chars().next_back()) && !letter(beside[1].chars().next()))
    };
    let problems = texts_as_shown(Locale::En).into_iter().filter_map(|(name, text)| {
        let prose: String = prose(&text).into_iter().collect();
        let phrase = PHRASES.iter().find(|phrase| contains(&prose, phrase))?;
        Some(format!("{name}: {phrase:?}: {text}"))
    });
    assert_none(problems.collect());
}

#[test]
fn sentences_say_load_balancer_instead_of_clb() {
    // The product's short name stays where it is part of another name.
    let names = ["CLB API", "CLB SDK", "CLB listener", "CLB target group", "CLB 监听器", "CLB 目标组"];
    let texts = [Locale::En, Locale::ZhCn].into_iter().flat_map(texts_as_shown);
    let problems = texts.filter(|(_, text)| {
        let prose: String = prose(text).into_iter().collect();
        names.iter().fold(prose, |prose, name| prose.replace(name, "")).contains("CLB")
    });
    assert_none(problems.map(|(name, text)| format!("{name}: {text}")).collect());
}
