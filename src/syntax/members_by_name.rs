//! Many searches in one object.

use super::{Member, SyntaxNode, SyntaxNodeValue};
use crate::sorted_map::SortedMap;

/// Up to this many members, one is found by looking at each.
const FEW_MEMBERS: usize = 16;

/// The members of an object by name; of equal names the last counts.
#[derive(Default)]
pub struct MembersByName<'n> {
    members: &'n [Member],
    /// Positions, where there are many members.
    sorted: Option<SortedMap<&'n str, usize>>,
}

impl<'n> MembersByName<'n> {
    /// The members of an object; none of anything else.
    pub fn of(node: &'n SyntaxNode) -> MembersByName<'n> {
        let members = node.members();
        let sorted = (members.len() > FEW_MEMBERS).then(|| {
            let positions = members.iter().enumerate().map(|(at, member)| (member.key.as_str(), at));
            SortedMap::from_unsorted(positions.collect())
        });
        MembersByName { members, sorted }
    }

    /// The member of that name.
    pub fn member(&self, name: &str) -> Option<&'n Member> {
        match &self.sorted {
            Some(sorted) => self.members.get(*sorted.get(name)?),
            None => self.members.iter().rev().find(|member| member.key == name),
        }
    }

    /// True when there is a member of that name.
    pub fn has(&self, name: &str) -> bool {
        self.member(name).is_some()
    }

    /// The value of the member of that name; `null` counts as absent.
    pub fn get(&self, name: &str) -> Option<&'n SyntaxNode> {
        self.member(name).map(|member| &member.value).filter(|node| node.value != SyntaxNodeValue::Null)
    }

    /// The members that count, in written order.
    pub fn into_counting(self) -> impl Iterator<Item = &'n Member> {
        let members = self.members;
        members.iter().filter(move |member| self.member(&member.key).is_some_and(|last| std::ptr::eq(last, *member)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::parse_json;

    #[test]
    fn of_equal_names_the_last_member_counts_however_many_there_are() {
        for count in [3, 40] {
            let members: Vec<String> = (0..count).map(|at| format!("\"a{at}\": {at}")).collect();
            let node = parse_json(&format!("{{\"a1\": null, {}, \"a0\": null}}", members.join(", "))).unwrap();
            let by_name = MembersByName::of(&node);
            assert_eq!(by_name.get("a1").and_then(SyntaxNode::as_int), Some(1));
            assert!(by_name.has("a0") && by_name.get("a0").is_none() && !by_name.has("b"));
            assert_eq!(by_name.into_counting().count(), count);
        }
    }
}
