//! A document that must not be longer than a comment on GitHub may be.
//!
//! Parts are kept by their priority, the weightiest first, and written in the order they were added. Where parts had to
//! go, a line says how many: nothing is cut silently, and no part is cut in two.

use crate::messages::{self, Lang, Message};

/// What a comment holds. GitHub counts characters; code units of UTF-16 are never fewer.
pub const LIMIT: usize = 65_536;

/// Kept free for the lines that say what was left out.
const RESERVE: usize = 1_500;

/// What a part is for the reader: the first of these stays longest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// The document is nothing without it.
    Frame,
    /// A warning at the top.
    Warning,
    /// A row of the table.
    Row,
    /// What was found, or caught.
    Finding,
    /// All about one Service.
    Detail,
    /// What was not checked, what stays.
    Aside,
}

struct Part {
    priority: Priority,
    text: String,
    missed: Option<&'static Message>,
}

/// The document.
pub struct BoundedDocument {
    lang: Lang,
    limit: usize,
    parts: Vec<Part>,
}

impl BoundedDocument {
    /// An empty one.
    pub fn new(lang: Lang, limit: usize) -> BoundedDocument {
        BoundedDocument { lang, limit, parts: Vec::new() }
    }

    /// Adds what must be there.
    pub fn frame(&mut self, text: impl Into<String>) {
        self.parts.push(Part { priority: Priority::Frame, text: text.into(), missed: None });
    }

    /// Adds a part that may go; `missed` says how many of its kind went, where the first of them would have stood.
    pub fn part(&mut self, priority: Priority, text: impl Into<String>, missed: &'static Message) {
        self.parts.push(Part { priority, text: text.into(), missed: Some(missed) });
    }

    /// The text.
    pub fn finish(self) -> String {
        let kept = self.kept();
        let mut out = String::new();
        let mut gone: Option<(&'static Message, u64)> = None;
        for (part, kept) in self.parts.iter().zip(kept) {
            match (kept, part.missed) {
                (false, Some(missed)) => {
                    let before =
                        gone.filter(|(message, _)| std::ptr::eq(*message, missed)).map_or(0, |(_, number)| number);
                    if before == 0 {
                        self.tell(&mut out, gone.take());
                    }
                    gone = Some((missed, before + 1));
                }
                (true, _) | (false, None) => {
                    // What stays between two that went does not part them.
                    if part.missed.is_none_or(|missed| gone.is_none_or(|(message, _)| !std::ptr::eq(message, missed))) {
                        self.tell(&mut out, gone.take());
                    }
                    out.push_str(&part.text);
                }
            }
        }
        self.tell(&mut out, gone);
        out
    }

    fn kept(&self) -> Vec<bool> {
        let mut order: Vec<(usize, &Part)> = self.parts.iter().enumerate().collect();
        order.sort_by_key(|(number, part)| (part.priority, *number));
        let all: usize = self.parts.iter().map(|part| units(&part.text)).sum();
        let limit = if all <= self.limit { self.limit } else { self.limit.saturating_sub(RESERVE) };
        let mut kept = vec![false; self.parts.len()];
        let mut used = 0;
        for (number, part) in order {
            let length = units(&part.text);
            if part.priority == Priority::Frame || used + length <= limit {
                used += length;
                if let Some(kept) = kept.get_mut(number) {
                    *kept = true;
                }
            }
        }
        kept
    }

    fn tell(&self, out: &mut String, gone: Option<(&'static Message, u64)>) {
        let Some((message, number)) = gone else { return };
        let what = message.count(self.lang, number);
        let limit = LIMIT.to_string();
        let why = messages::LEFT_OUT_WHY.fill(self.lang, &[("what", &what), ("limit", &limit)]);
        out.push_str(&format!("\n_{why}_\n\n"));
    }
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(limit: usize) -> String {
        let mut document = BoundedDocument::new(Lang::En, limit);
        document.frame("head\n");
        for number in 0..9 {
            let text = format!("{number}{}\n", "x".repeat(998));
            document.part(Priority::Detail, text, &messages::LEFT_OUT_DETAILS);
        }
        document.part(Priority::Finding, "found\n", &messages::LEFT_OUT_FINDINGS);
        document.frame("tail\n");
        document.finish()
    }

    #[test]
    fn what_fits_is_whole() {
        let whole = document(LIMIT);
        assert!(whole.contains("\n8x") && whole.ends_with("found\ntail\n") && !whole.contains('…'));
    }

    #[test]
    fn what_does_not_fit_is_counted() {
        let cut = document(6_000);
        assert!(units(&cut) <= 6_000);
        assert!(cut.starts_with("head\n0x") && cut.ends_with("found\ntail\n"), "{cut}");
        assert_eq!(cut.matches("the details of 5 more Services are left out").count(), 1, "{cut}");
    }
}
