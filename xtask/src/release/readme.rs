//! The examples in READMEs.

use crate::command::root;
use anyhow::Context;
use std::fs;

/// The code blocks of a language in a README.
pub fn examples(readme: &str, language: &str) -> anyhow::Result<Vec<String>> {
    let text = fs::read_to_string(root().join(readme)).with_context(|| format!("cannot read {readme}"))?;
    let found: Vec<String> = blocks(&text, language);
    anyhow::ensure!(!found.is_empty(), "{readme} has no example in {language}");
    Ok(found)
}

fn blocks(text: &str, language: &str) -> Vec<String> {
    let start = format!("```{language}\n");
    text.split(&start).skip(1).filter_map(|rest| rest.split("```").next()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn blocks_of_a_language_are_found() {
        let text = "a\n```sh\nls\n```\n```rust\nfn main() {}\n```\nb\n```rust\nmod a;\n```\n";
        assert_eq!(super::blocks(text, "rust"), ["fn main() {}\n", "mod a;\n"]);
    }
}
