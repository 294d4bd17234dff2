//! Texts as the documents that they consist of, each to be read on its own, so that a mistake in one hides no other.
//!
//! The text is cut as kubectl and the module cut it: at lines that begin with `---`; JSON values may also follow each other.

use crate::read_files::LIMIT_MIB;
use serde::de::IgnoredAny;
use serde_saphyr::DuplicateKeyPolicy;

/// A document, or what is between two `---`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Document<'a> {
    /// Its first byte in the text.
    pub start: usize,
    pub text: &'a str,
}

/// How a document is read: of equal keys the last one counts, as for kubectl, and its size is limited only by that of a file.
pub fn yaml_options() -> serde_saphyr::Options {
    // A node takes at least a byte.
    let most = usize::try_from(LIMIT_MIB << 20).unwrap_or(usize::MAX);
    serde_saphyr::options! {
        duplicate_keys: DuplicateKeyPolicy::LastWins,
        budget: serde_saphyr::budget! { max_events: most, max_nodes: most, max_documents: most },
    }
}

/// The documents of a text that are not empty.
pub fn documents(text: &str) -> Vec<Document<'_>> {
    let cuts = text.match_indices("---").map(|(at, _)| at).filter(|at| is_marker(text, *at));
    let mut documents = Vec::new();
    let mut start = 0;
    for cut in cuts.chain([text.len()]) {
        documents.extend(text.get(start..cut).map(|text| Document { start, text }));
        start = cut + "---".len();
    }
    documents.retain(|document| !document.text.trim().is_empty());
    documents.into_iter().flat_map(json_values).collect()
}

/// True where a line begins with `---` and a blank or its end.
fn is_marker(text: &str, at: usize) -> bool {
    let before = text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(['\n', '\u{feff}']));
    let after = text.get(at + "---".len()..);
    before && after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\r', '\n']))
}

/// Consecutive JSON values, each on its own; the document as it is, if it is anything else.
fn json_values(document: Document<'_>) -> Vec<Document<'_>> {
    if !document.text.trim_start().starts_with('{') {
        return vec![document];
    }
    let mut values = serde_json::Deserializer::from_str(document.text).into_iter::<IgnoredAny>();
    let mut found = Vec::new();
    let mut start = 0;
    while let Some(value) = values.next() {
        let Some(text) = value.ok().and_then(|_| document.text.get(start..values.byte_offset())) else {
            return vec![document];
        };
        found.push(Document { start: document.start + start, text });
        start = values.byte_offset();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = documents(text);
        assert_eq!(found.iter().map(|document| document.text.trim()).collect::<Vec<_>>(), expected);
        for document in found {
            assert_eq!(text.get(document.start..document.start + document.text.len()), Some(document.text));
        }
    }

    #[test]
    fn documents_are_cut_as_kubectl_cuts_them() {
        check("a: 1\n---\nb: |\n  ---\n--- # x\nc: 1", &["a: 1", "b: |\n  ---", "# x\nc: 1"]);
        check("---\n---\r\na: ----\n---x: 1\n", &["a: ----\n---x: 1"]);
        check("{\"a\": 1}\n{\"b\": 2} \n", &["{\"a\": 1}", "{\"b\": 2}"]);
        check("{a: 1}\n---\n{\"b\": 2}{", &["{a: 1}", "{\"b\": 2}{"]);
        check("", &[]);
    }
}
