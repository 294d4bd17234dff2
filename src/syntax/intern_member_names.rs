//! Names of members. The objects of a cluster have the same few names, thousands of times; each is kept once.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::rc::Rc;

/// The decoded name of a member; equal names of one text mostly share their memory.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberName(Rc<str>);

impl MemberName {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for MemberName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for MemberName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for MemberName {
    fn from(name: &str) -> MemberName {
        MemberName(name.into())
    }
}

impl From<String> for MemberName {
    fn from(name: String) -> MemberName {
        MemberName(name.into())
    }
}

impl PartialEq<str> for MemberName {
    fn eq(&self, other: &str) -> bool {
        *self.0 == *other
    }
}

impl PartialEq<&str> for MemberName {
    fn eq(&self, other: &&str) -> bool {
        *self.0 == **other
    }
}

impl fmt::Display for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for MemberName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

/// How many names are remembered at once. Objects of one kind have fewer, and what is forgotten only costs memory.
const REMEMBERED: usize = 256;

/// The names that a text had so far. By default none is remembered, as is best for small texts.
#[derive(Default)]
pub(super) struct KnownNames {
    /// Each name has one place, which another name may take.
    places: Vec<Option<MemberName>>,
}

impl KnownNames {
    pub fn of_many_objects() -> KnownNames {
        KnownNames { places: vec![None; REMEMBERED] }
    }

    /// The name, with the memory of an equal one where that is remembered.
    pub fn name(&mut self, name: &str) -> MemberName {
        let Some(place) = self.places.get_mut(place_of(name)) else { return name.into() };
        match place {
            Some(known) if *known == *name => known.clone(),
            _ => place.insert(name.into()).clone(),
        }
    }
}

/// The place of a name: by its length, and by letters in which names of one length differ.
fn place_of(name: &str) -> usize {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    (name.len() * 7 + letter(0) * 31 + letter(name.len() / 2) * 17 + letter(name.len().saturating_sub(1))) % REMEMBERED
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_what_they_were_written_as() {
        let mut known = KnownNames::of_many_objects();
        let names: Vec<String> = (0..2_000).map(|at| format!("name-{at}")).chain([String::new()]).collect();
        for name in names.iter().chain(&names) {
            assert_eq!(known.name(name), name.as_str());
        }
    }

    #[test]
    fn equal_names_share_their_memory() {
        let mut known = KnownNames::of_many_objects();
        let (one, other) = (known.name("metadata"), known.name("metadata"));
        assert!(std::ptr::eq(one.as_str(), other.as_str()));
    }
}
