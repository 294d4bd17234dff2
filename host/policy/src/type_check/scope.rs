//! The variables of loops.

use crate::cel_and_plan_types::Type;

/// Variables that a loop brings, and those around it.
#[derive(Debug)]
pub enum Scope<'a> {
    Outermost,
    Inner { name: &'a str, of: Type, outer: &'a Scope<'a> },
}

impl<'a> Scope<'a> {
    /// A scope in this one with one more variable.
    pub fn with(&'a self, name: &'a str, of: Type) -> Scope<'a> {
        Scope::Inner { name, of, outer: self }
    }

    /// The type of a variable of a loop.
    pub fn find(&self, wanted: &str) -> Option<Type> {
        let mut scope = self;
        while let Scope::Inner { name, of, outer } = scope {
            if *name == wanted {
                return Some(of.clone());
            }
            scope = outer;
        }
        None
    }
}
