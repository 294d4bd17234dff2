//! "Did you mean": the nearest of a list of known words.
//!
//! Distance counts single edits (insert, delete, replace, swap of neighbours); letter case does not count. `strsim` has
//! the same measure, but not the early exit: with ten thousand unknown names each is compared to every known one, and
//! almost all comparisons end after a few letters. [`closest`] only rejects what is too far away to be a typo; whether
//! a suggestion is useful, the caller decides.

/// Number of single-character edits between two words; swapping neighbours counts as one.
pub fn distance(a: &str, b: &str) -> usize {
    let [a, b] = [a, b].map(|word| word.chars().collect::<Vec<char>>());
    edits(&a, &b, usize::MAX).unwrap_or(usize::MAX)
}

/// As [`distance`] up to `most`; comparison stops early when words differ by more.
fn edits(a: &[char], b: &[char], most: usize) -> Option<usize> {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(same..)?, b.get(same..)?);
    let same = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (a.get(..a.len() - same)?, b.get(..b.len() - same)?);
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let least = |line: &[usize]| line.iter().min().copied().unwrap_or(0);
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    let mut previous = None;
    for (row, x) in a.iter().enumerate() {
        let mut line = Vec::with_capacity(last.len());
        line.push(row + 1);
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, column) + usize::from(x != y)).min(at(&last, column + 1) + 1).min(at(&line, column) + 1);
            let swapped = previous == Some(y) && column > 0 && b.get(column - 1) == Some(x);
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            line.push(best);
        }
        // A swap refers to the line before the last, every other edit to the last one.
        if least(&line) > most && least(&last) >= most {
            return None;
        }
        before = std::mem::replace(&mut last, line);
        previous = Some(x);
    }
    last.last().copied().filter(|edits| *edits <= most)
}

/// The candidate nearest to `word`, when it is near enough to be a typo: one edit in three letters, three edits at
/// most. Letter case does not count. Of equally near candidates the first one wins.
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = |word: &str| word.chars().map(|letter| letter.to_ascii_lowercase()).collect::<Vec<char>>();
    let word = lower(word);
    let limit = (word.len() / 3).clamp(1, 3);
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates {
        let near = best.map_or(limit, |(near, _)| near.saturating_sub(1));
        let far = edits(&word, &lower(candidate), near);
        best = far.map(|far| (far, candidate)).or(best);
    }
    best.map(|(_, candidate)| candidate)
}

/// The [`closest`] candidate, when no other one is as near.
pub fn unambiguous<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
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
    fn distance_counts_edits_and_swaps() {
        for (a, b, expected) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("port", "prot", 1),
            ("nodePort", "nodePort", 0),
            ("nodeport", "nodePort", 1),
            ("targetProt", "targetPort", 1),
            ("kitten", "sitting", 3),
            ("xab", "xba", 1),
            ("abab", "baba", 2),
            ("acb", "ab", 1),
        ] {
            assert_eq!(distance(a, b), expected, "{a} {b}");
        }
    }

    #[test]
    fn two_equally_near_words_are_ambiguous() {
        let known = ["TCP", "UDP", "SCTP"];
        assert_eq!(unambiguous("TPC", known), Some("TCP"));
        assert_eq!(unambiguous("UCP", known), None);
        assert_eq!(unambiguous("HTTP", known), None);
        assert_eq!(unambiguous("ture", ["true", "false"]), Some("true"));
        assert_eq!(unambiguous("yes", ["true", "false"]), None);
    }

    #[test]
    fn only_near_words_are_suggested() {
        let known = ["type", "ports", "selector", "clusterIP", "clusterIPs"];
        assert_eq!(closest("port", known), Some("ports"));
        assert_eq!(closest("TYPE", known), Some("type"));
        assert_eq!(closest("clusterip", known), Some("clusterIP"));
        assert_eq!(closest("seletcor", known), Some("selector"));
        assert_eq!(closest("replicas", known), None);
        assert_eq!(closest("x", known), None);
    }
}
