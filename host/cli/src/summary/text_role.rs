//! What a piece of text means; each format chooses how that looks.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRole {
    Normal,
    /// A name or a heading.
    Strong,
    /// A detail.
    Faint,
    /// Something is created.
    Good,
    /// Something is changed; a warning.
    Caution,
    /// Something is deleted; an error.
    Bad,
    /// Something is released.
    Released,
    /// A location, a note.
    Pointer,
}
