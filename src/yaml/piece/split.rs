use super::super::Limits;
use std::ops::Range;

/// Cuts a text before each line that begins with `---`, which begins a document wherever it stands: inside a block, a
/// quote or brackets it is a mistake. `None` where documents have something in common, or the text is too long.
#[must_use]
pub fn split(text: &str, limits: &Limits) -> Option<Vec<Range<usize>>> {
    // A directive stands before the `---` of the document it is about.
    if text.len() > limits.bytes || text.starts_with('%') || text.contains("\n%") || text.contains("\r%") {
        return None;
    }
    let b = text.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, _) in text.match_indices("\n---") {
        if matches!(b.get(at + 4), None | Some(b' ' | b'\t' | b'\r' | b'\n')) {
            pieces.push(start..at + 1);
            start = at + 1;
        }
    }
    pieces.push(start..text.len());
    Some(pieces)
}
