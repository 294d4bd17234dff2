//! Codes and reasons have both languages, with the same arguments in each text.

use super::{assert_none, row_names, sources, without_tests};

/// The rows of `codes!` and `reasons!` in a text, each with its string literals.
fn rows(text: &str) -> Vec<(String, Vec<String>)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut starts: Vec<(usize, String)> = row_names(text);
    let ends: Vec<usize> = starts.iter().skip(1).map(|(line, _)| line - 1).chain([lines.len()]).collect();
    let row = |((line, name), end): ((usize, String), usize)| {
        let body: Vec<&str> = lines[line - 1..end].iter().copied().take_while(|line| line.trim() != "}").collect();
        (name, quoted(&body.join("\n")))
    };
    starts.drain(..).zip(ends).map(row).collect()
}

/// The contents of all string literals, escapes left as they are.
fn quoted(text: &str) -> Vec<String> {
    let (mut found, mut current, mut escaped) = (Vec::new(), None::<String>, false);
    for c in text.chars() {
        match (&mut current, c) {
            (None, '"') => current = Some(String::new()),
            (None, _) => {}
            (Some(_), '"') if !escaped => found.extend(current.take()),
            (Some(literal), c) => literal.push(c),
        }
        escaped = c == '\\' && !escaped;
    }
    found
}

/// The names of the arguments in a text, sorted: `{name}`.
fn arguments(text: &str) -> Vec<&str> {
    let inside = text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name);
    let mut arguments: Vec<&str> =
        inside.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_')).collect();
    arguments.sort_unstable();
    arguments.dedup();
    arguments
}

#[test]
fn texts_have_the_same_arguments_in_both_languages() {
    let mut problems = Vec::new();
    for (file, text) in sources() {
        for (name, literals) in rows(without_tests(&text)) {
            // A code has three texts a language, a reason one; the name comes first, then perhaps an event.
            let each = if literals.len() >= 7 { 3 } else { 1 };
            let (english, chinese) = match literals.len().checked_sub(2 * each) {
                Some(at) if at >= 1 => literals[at..].split_at(each),
                Some(_) | None => {
                    problems.push(format!("{file}: {name}: texts are missing"));
                    continue;
                }
            };
            if arguments(&english.join(" ")) != arguments(&chinese.join(" ")) {
                problems.push(format!("{file}: {name}: other arguments in {chinese:?} than in {english:?}"));
            }
            for (english, chinese) in english.iter().zip(chinese) {
                if english.is_empty() != chinese.is_empty() {
                    problems.push(format!("{file}: {name}: a text is empty in one language only"));
                }
            }
            let first = [&english[0], &chinese[0]];
            if first.iter().any(|text| text.is_empty()) || chinese[0].is_ascii() {
                problems.push(format!("{file}: {name}: has no text in one of the languages"));
            }
        }
    }
    assert_none(problems);
}
