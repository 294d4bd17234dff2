//! Which key or value of which object the cursor is at: the result of both ways to find it.

use std::ops::Range;

/// A key or a value of an object, and the way to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorContext {
    /// `kind` of the object; empty where it has none yet.
    pub kind: String,
    /// Keys from the root to here, `[]` for an item of a list. Of a key: to the object that holds it.
    pub path: Vec<String>,
    /// What is here.
    pub role: CursorRole,
    /// The keys beside this one.
    pub siblings: Vec<String>,
    /// Its bytes in the text, quotes included; empty where nothing is written yet.
    pub range: Range<usize>,
}

/// What is at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorRole {
    /// A key.
    Key(String),
    /// A value, or a place for one.
    Value(String),
}

impl CursorContext {
    pub(super) fn shifted(self, by: usize) -> CursorContext {
        CursorContext { range: self.range.start + by..self.range.end + by, ..self }
    }
}
