//! The key or value at the cursor: the result of both ways to find it.

use std::ops::Range;

/// A key or a value of an object, and its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CursorContext {
    /// `kind` of the object; empty when it has none yet.
    pub kind: String,
    /// Keys from the root, `[]` for a list item. For a key: the path of the object that holds it.
    pub path: Vec<String>,
    pub role: CursorRole,
    /// The other keys of the same object.
    pub siblings: Vec<String>,
    /// Bytes in the text, quotes included; empty when nothing is written yet.
    pub range: Range<usize>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CursorRole {
    Key(String),
    /// A value, or a place for one.
    Value(String),
}

impl CursorContext {
    pub(super) fn shifted(self, by: usize) -> CursorContext {
        CursorContext { range: self.range.start + by..self.range.end + by, ..self }
    }
}
