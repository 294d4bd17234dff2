//! What a released package must contain, and the examples in its README.

use crate::run_command::root;
use anyhow::{Context, bail};
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

/// Fails unless an example printed the verdict of its Service, which is new.
pub fn check_output(output: &str) -> anyhow::Result<()> {
    let expected = "create";
    if output.to_lowercase().contains(expected) {
        return Ok(());
    }
    bail!("the README's example did not print `{expected}`, but:\n{output}")
}

/// Fails unless a list of files has each of these endings.
pub fn check_files(package: &str, files: &str, endings: &[&str]) -> anyhow::Result<()> {
    let missing: Vec<&str> =
        endings.iter().copied().filter(|ending| !files.lines().any(|file| file.trim_end().ends_with(ending))).collect();
    if missing.is_empty() { Ok(()) } else { bail!("{package} has no {}", missing.join(", no ")) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn blocks_of_a_language_are_found() {
        let text = "a\n```sh\nls\n```\n```rust\nfn main() {}\n```\nb\n```rust\nmod a;\n```\n";
        assert_eq!(super::blocks(text, "rust"), ["fn main() {}\n", "mod a;\n"]);
    }
}
