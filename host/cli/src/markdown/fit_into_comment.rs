//! A document that is limited to the length of a comment on GitHub.
//!
//! Parts of high priority are kept first; all are written in the order they were added. Where parts are omitted, a line says
//! how many. No part is cut in two.

use crate::messages::{self, Lang, Message};

/// The limit of a comment. GitHub counts characters; UTF-16 code units are never fewer.
pub const LIMIT: usize = 65_536;

/// Kept free for the lines about omitted parts.
const RESERVE: usize = 1_500;

/// How long a part is kept; the derived order puts the highest priority first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Priority {
    /// Always kept.
    Frame,
    Warning,
    Row,
    Finding,
    /// The details of a Service.
    Detail,
    /// What was not checked, what is unchanged.
    Aside,
}

struct Part {
    priority: Priority,
    text: String,
    omitted: Option<&'static Message>,
}

pub struct BoundedDocument {
    lang: Lang,
    limit: usize,
    parts: Vec<Part>,
}

impl BoundedDocument {
    pub fn new(lang: Lang, limit: usize) -> BoundedDocument {
        BoundedDocument { lang, limit, parts: Vec::new() }
    }

    /// Adds a part that is always kept.
    pub fn frame(&mut self, text: impl Into<String>) {
        self.parts.push(Part { priority: Priority::Frame, text: text.into(), omitted: None });
    }

    /// Adds a part that may be omitted; `omitted` then says how many such parts are, in the place of the first one.
    pub fn part(&mut self, priority: Priority, text: impl Into<String>, omitted: &'static Message) {
        self.parts.push(Part { priority, text: text.into(), omitted: Some(omitted) });
    }

    pub fn finish(self) -> String {
        let kept = self.kept();
        let mut out = String::new();
        let mut pending: Option<(&'static Message, u64)> = None;
        for (part, kept) in self.parts.iter().zip(kept) {
            match (kept, part.omitted) {
                (false, Some(omitted)) => {
                    let before =
                        pending.filter(|(message, _)| std::ptr::eq(*message, omitted)).map_or(0, |(_, number)| number);
                    if before == 0 {
                        self.write_omitted(&mut out, pending.take());
                    }
                    pending = Some((omitted, before + 1));
                }
                (true, _) | (false, None) => {
                    // A kept part between two omitted ones of the same kind does not end the count.
                    if part
                        .omitted
                        .is_none_or(|omitted| pending.is_none_or(|(message, _)| !std::ptr::eq(message, omitted)))
                    {
                        self.write_omitted(&mut out, pending.take());
                    }
                    out.push_str(&part.text);
                }
            }
        }
        self.write_omitted(&mut out, pending);
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

    fn write_omitted(&self, out: &mut String, pending: Option<(&'static Message, u64)>) {
        let Some((message, number)) = pending else { return };
        let what = message.plural(self.lang, number);
        let limit = LIMIT.to_string();
        let why = messages::OMITTED_WHY.format(self.lang, &[("what", &what), ("limit", &limit)]);
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
            document.part(Priority::Detail, text, &messages::OMITTED_DETAILS);
        }
        document.part(Priority::Finding, "found\n", &messages::OMITTED_FINDINGS);
        document.frame("tail\n");
        document.finish()
    }

    #[test]
    fn a_short_document_is_complete() {
        let whole = document(LIMIT);
        assert!(whole.contains("\n8x") && whole.ends_with("found\ntail\n") && !whole.contains('…'));
    }

    #[test]
    fn omitted_parts_are_counted() {
        let cut = document(6_000);
        assert!(units(&cut) <= 6_000);
        assert!(cut.starts_with("head\n0x") && cut.ends_with("found\ntail\n"), "{cut}");
        assert_eq!(cut.matches("the details of 5 more Services are not shown").count(), 1, "{cut}");
    }
}
