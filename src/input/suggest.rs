//! "Did you mean": the nearest of a list of known words.
//!
//! Distance counts single edits (insert, delete, replace, swap of neighbours). Words that differ by letter case
//! alone are the same word mistyped. It never decides whether a suggestion is worth acting upon; [`closest`] only
//! refuses what is too far to be a slip.

/// Number of single-character edits between two words, neighbours swapped counting as one.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, x) in a.chars().enumerate() {
        let mut line = Vec::with_capacity(last.len());
        line.push(row + 1);
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, column) + usize::from(x != *y)).min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            let swapped = previous == Some(*y) && column > 0 && b.get(column - 1) == Some(&x);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            line.push(best);
        }
        before = std::mem::replace(&mut last, line);
        previous = Some(x);
    }
    last.last().copied().unwrap_or(0)
}

/// The candidate nearest to `word`, when it is near enough to be a slip of the fingers: one edit in three letters,
/// three edits at most. Letter case does not count. The first of equally near candidates wins.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_ascii_lowercase();
    let limit = (lower.chars().count() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let far = distance(&lower, &candidate.to_ascii_lowercase());
        if far <= limit && best.is_none_or(|(near, _)| far < near) {
            best = Some((far, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The [`closest`] candidate where no other one is as near: what was certainly meant.
pub fn meant<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let near = closest(word, candidates.iter().copied())?;
    let far = |candidate: &str| distance(&word.to_ascii_lowercase(), &candidate.to_ascii_lowercase());
    let as_near = candidates.iter().filter(|candidate| far(candidate) == far(near)).count();
    (as_near == 1).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_and_swaps() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("port", "prot", 1),
            ("nodePort", "nodePort", 0),
            ("nodeport", "nodePort", 1),
            ("targetProt", "targetPort", 1),
            ("kitten", "sitting", 3),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn two_that_are_as_near_leave_it_open() {
        let known = ["TCP", "UDP", "SCTP"];
        assert_eq!(meant("TPC", known), Some("TCP"));
        assert_eq!(meant("UCP", known), None);
        assert_eq!(meant("HTTP", known), None);
        assert_eq!(meant("ture", ["true", "false"]), Some("true"));
        assert_eq!(meant("yes", ["true", "false"]), None);
    }

    #[test]
    fn offers_only_what_is_near() {
        let known = ["type", "ports", "selector", "clusterIP", "clusterIPs"];
        assert_eq!(closest("port", known), Some("ports"));
        assert_eq!(closest("TYPE", known), Some("type"));
        assert_eq!(closest("clusterip", known), Some("clusterIP"));
        assert_eq!(closest("seletcor", known), Some("selector"));
        assert_eq!(closest("replicas", known), None);
        assert_eq!(closest("x", known), None);
    }
}
