//! A place of the source with its faults, and how all of them are written into a file at once.

use std::collections::BTreeMap;
use std::ops::Range;

/// A place where one or more faults are possible.
#[derive(Debug, Clone)]
pub struct FaultSite {
    /// The number of its first fault; the others follow.
    pub first: u32,
    /// What each fault does.
    pub faults: Vec<String>,
    /// Counted from 1.
    pub line: usize,
    /// The function around it.
    pub function: String,
    pub edits: Vec<Edit>,
}

/// A change of the text. At one offset, what ends there is written before what begins there.
#[derive(Debug, Clone)]
pub struct Edit {
    pub offset: usize,
    pub place: EditPlacement,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditPlacement {
    /// After an expression. Of several, that of the innermost one is first.
    After,
    /// In place of so many bytes.
    InPlaceOf(usize),
    /// Before an expression. Of several, that of the outermost one is first.
    Before,
}

impl FaultSite {
    /// Text before and after a range.
    pub fn around(range: &Range<usize>, before: String, after: String) -> Vec<Edit> {
        vec![
            Edit { offset: range.start, place: EditPlacement::Before, text: before },
            Edit { offset: range.end, place: EditPlacement::After, text: after },
        ]
    }
}

/// A file with all of its faults in it.
pub struct FileWithFaults {
    pub text: String,
    /// Where each part of a site is in the text, with the index of the site.
    parts: Vec<(Range<usize>, usize)>,
}

impl FileWithFaults {
    /// Writes the sites, outer ones before inner ones, into a text.
    pub fn write(source: &str, sites: &[FaultSite]) -> FileWithFaults {
        let mut edits: Vec<(usize, u8, isize, usize, &Edit)> = Vec::new();
        for (index, site) in sites.iter().enumerate() {
            for edit in &site.edits {
                let order = edits.len() as isize;
                let (place, order) = match edit.place {
                    EditPlacement::After => (0, -order),
                    EditPlacement::InPlaceOf(_) => (1, order),
                    EditPlacement::Before => (2, order),
                };
                edits.push((edit.offset, place, order, index, edit));
            }
        }
        edits.sort_by_key(|(offset, place, order, ..)| (*offset, *place, *order));
        let (mut text, mut parts, mut at) = (String::new(), Vec::new(), 0);
        for (offset, .., index, edit) in edits {
            text.push_str(&source[at..offset]);
            let start = text.len();
            text.push_str(&edit.text);
            parts.push((start..text.len(), index));
            at = offset + if let EditPlacement::InPlaceOf(bytes) = edit.place { bytes } else { 0 };
        }
        text.push_str(&source[at..]);
        FileWithFaults { text, parts }
    }

    /// The sites that may have caused an error of the compiler: those in whose own text it is, else the innermost one around it.
    pub fn causes(&self, error: &Range<usize>) -> Vec<usize> {
        let contains = |range: &Range<usize>| range.start <= error.start && error.end <= range.end;
        let own: Vec<usize> = self.parts.iter().filter(|(part, _)| contains(part)).map(|(_, index)| *index).collect();
        if !own.is_empty() {
            return own;
        }
        let sites = self.sites();
        let around = sites.iter().filter(|(_, range)| contains(range));
        around.min_by_key(|(_, range)| range.len()).map(|(index, _)| *index).into_iter().collect()
    }

    /// The sites that are in a range as a whole.
    pub fn inside(&self, range: &Range<usize>) -> Vec<usize> {
        let is_inside = |site: &Range<usize>| range.start <= site.start && site.end <= range.end;
        self.sites().into_iter().filter(|(_, site)| is_inside(site)).map(|(index, _)| index).collect()
    }

    /// Where each site is in the text, from its first part to its last one.
    fn sites(&self) -> BTreeMap<usize, Range<usize>> {
        let mut sites: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        for (part, index) in &self.parts {
            let site = sites.entry(*index).or_insert(part.clone());
            *site = site.start.min(part.start)..site.end.max(part.end);
        }
        sites
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(edits: Vec<Edit>) -> FaultSite {
        FaultSite { first: 1, faults: Vec::new(), line: 1, function: String::new(), edits }
    }

    #[test]
    fn sites_are_nested_and_errors_have_causes() {
        let source = "a==b&&c";
        let around =
            |range: Range<usize>, name: &str| FaultSite::around(&range, format!("{name}("), format!("){name}"));
        let mut inner = site(around(0..4, "i"));
        inner.edits.push(Edit { offset: 1, place: EditPlacement::InPlaceOf(2), text: "!=".to_owned() });
        let written = FileWithFaults::write(source, &[site(around(0..7, "o")), inner, site(around(6..7, "c"))]);
        assert_eq!(written.text, "o(i(a!=b)i&&c(c)c)o");
        let causes = |part: &str| {
            let start = written.text.find(part).unwrap_or_default();
            written.causes(&(start..start + part.len()))
        };
        assert_eq!((written.inside(&(2..written.text.len() - 1)), written.inside(&(11..17))), (vec![1, 2], vec![2]));
        assert_eq!((causes("!="), causes("b"), causes("&&"), causes("c(")), (vec![1], vec![1], vec![0], vec![2]));
    }
}
