//! The licences that dependencies may have: the list `allow` in `deny.toml`, which cargo-deny reads as well.

const RULES: &str = include_str!("../../deny.toml");

/// Whether an SPDX expression can be satisfied with allowed licences only.
pub fn is_allowed(expression: &str) -> bool {
    let one = |licence: &str| allowed().any(|allowed| allowed == licence.trim_matches([' ', '(', ')']));
    let choices = expression.replace('/', " OR ");
    // `(A OR B) AND C`: every part separately.
    choices.split(" AND ").all(|part| part.split(" OR ").any(one))
}

fn allowed() -> impl Iterator<Item = &'static str> {
    let list = RULES.split_once("allow = [").and_then(|(_, rest)| rest.split_once(']')).map_or("", |(list, _)| list);
    list.lines().filter_map(|line| line.trim().trim_end_matches(',').strip_prefix('"')?.strip_suffix('"'))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_alternative_is_enough_but_all_combined_licences_are_needed() {
        assert!(is_allowed("MIT OR GPL-3.0-only"));
        assert!(is_allowed("Unlicense/MIT"));
        assert!(is_allowed("(MIT OR Apache-2.0) AND Unicode-3.0"));
        assert!(!is_allowed("MIT AND GPL-3.0-only"));
        assert!(!is_allowed(""));
    }
}
