//! The named files that a text was joined from, and where each begins.

use std::ops::Range;

/// A file of a joined text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFile {
    pub name: String,
    /// Byte offset of its start in the joined text.
    pub start: usize,
    /// Number of the documents before it, set when the text is read.
    pub first_document: u32,
}

/// Joins texts with their names. One line break stands between two files, also after one that ends with its own: the end of
/// a file and the start of the next one are different offsets then.
pub fn join(texts: impl IntoIterator<Item = (String, String)>) -> (String, Vec<SourceFile>) {
    let mut joined = String::new();
    let mut files = Vec::new();
    for (name, text) in texts {
        if !files.is_empty() {
            joined.push('\n');
        }
        files.push(SourceFile { name, start: joined.len(), first_document: 0 });
        joined.push_str(&text);
    }
    (joined, files)
}

/// The bytes of each file, without the line break between two; all of them for a text that was not joined from files.
pub fn ranges(files: &[SourceFile], text_bytes: usize) -> Vec<Range<usize>> {
    let starts: Vec<usize> = if files.is_empty() { vec![0] } else { files.iter().map(|file| file.start).collect() };
    let ends = starts.iter().skip(1).map(|next| next.saturating_sub(1)).chain([text_bytes]);
    starts.iter().zip(ends).map(|(start, end)| *start..end).collect()
}

/// The file of an offset; `None` for a text that was not joined from files.
pub fn file_at(files: &[SourceFile], offset: usize) -> Option<&SourceFile> {
    let after = files.partition_point(|file| file.start <= offset);
    files.get(after.checked_sub(1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_file_is_not_the_start_of_the_next_one() {
        let texts = ["a: 1\n", "", "b: 2"].map(|text| (format!("{}.yaml", text.len()), text.to_owned()));
        let (text, files) = join(texts);
        assert_eq!(text, "a: 1\n\n\nb: 2");
        assert_eq!(ranges(&files, text.len()), [0..5, 6..6, 7..11]);
        let names: Vec<&str> = [0, 5, 6, 7, 11].map(|at| file_at(&files, at).unwrap().name.as_str()).into();
        assert_eq!(names, ["5.yaml", "5.yaml", "0.yaml", "4.yaml", "4.yaml"]);
        assert_eq!((file_at(&[], 0), ranges(&[], 3).first()), (None, Some(&(0..3))));
    }
}
