//! One entry of `spec.ports` as it is written.
//!
//! The rules and the model of a Service read it here. They differ on purpose in what they make of a bad entry: the rules
//! leave out a protocol that the API server does not know, and the model keeps it, because a live object may have it.

use super::protocol::Protocol;
use crate::syntax::SyntaxNode;

/// One entry of `spec.ports` whose number is usable.
pub struct SpecPortAsWritten<'a> {
    /// `port`, 1–65535.
    pub number: u16,
    /// `protocol`; `TCP` when it is left out or empty.
    pub protocol: &'a str,
    /// `targetPort`, a name or a usable number; `None` for anything else, so that it is the port itself.
    pub target: Option<&'a SyntaxNode>,
}

impl<'a> SpecPortAsWritten<'a> {
    /// Reads an entry; `None` when its number is not usable.
    pub fn read(node: &'a SyntaxNode) -> Option<SpecPortAsWritten<'a>> {
        Some(SpecPortAsWritten {
            number: node.get("port").and_then(port_number)?,
            protocol: node.str_at("protocol").filter(|name| !name.is_empty()).unwrap_or(Protocol::Tcp.name()),
            target: node
                .get("targetPort")
                .filter(|target| target.as_str().is_some_and(|name| !name.is_empty()) || port_number(target).is_some()),
        })
    }
}

/// A number that a port may have.
pub fn port_number(node: &SyntaxNode) -> Option<u16> {
    node.as_int().and_then(|number| u16::try_from(number).ok()).filter(|number| *number > 0)
}
