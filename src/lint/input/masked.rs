//! What can be read of a document though one of its values cannot.

use crate::diagnostic::{SYNTAX, Sink};
use crate::source::SourceId;
use crate::yaml::{self, Document, Limits, Reader};
use std::ops::Range;

/// More broken values than this are no slips.
const MOST: usize = 5;

/// The documents of a text that are broken by single values alone, read as if those were empty; `broken` tells which
/// of how many they are. Only a value that begins with a sign of YAML is left out: the fault is in it, not around it.
pub(super) fn masked(id: SourceId, text: &str, broken: &[usize], count: usize) -> Vec<Document> {
    let mut text = text.to_owned();
    for _ in 0..MOST {
        let mut sink = Sink::new();
        let stream = yaml::parse_text(id, &text, &Limits::default(), Reader::Kubernetes, &mut sink);
        if stream.documents.iter().all(|document| document.complete) {
            let all = stream.documents.into_iter();
            let same = all.len() == count;
            return all.enumerate().filter(|(at, _)| same && broken.contains(at)).map(|(_, d)| d).collect();
        }
        let said = sink.into_sorted();
        let fault = said.iter().find(|said| said.code.id == SYNTAX.id).and_then(|said| said.span());
        let Some(value) = fault.and_then(|span| value_around(&text, span.start as usize)) else { break };
        let blank = " ".repeat(value.len());
        text.replace_range(value, &blank);
    }
    Vec::new()
}

/// The value of the line the byte is on.
fn value_around(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text.get(..at)?;
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next()?;
    let behind_key = line.find(": ").map(|colon| colon + 2);
    let behind_dash = line.trim_start().strip_prefix("- ").map(|rest| line.len() - rest.len());
    let from = behind_key.or(behind_dash)?;
    let from = from + (line[from..].len() - line[from..].trim_start().len());
    let is_sign = line[from..].starts_with(['[', '{', '"', '\'', '*', '&', '@', '`', '%', '!']);
    let value = start + from..start + line.trim_end().len();
    (is_sign && at >= value.start).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceMap};

    fn read(text: &str, broken: &[usize], count: usize) -> Vec<String> {
        let id = SourceMap::new().add(Source::new("a", text));
        masked(id, text, broken, count).iter().map(|document| yaml::write(&document.root)).collect()
    }

    #[test]
    fn a_value_that_cannot_be_read_hides_nothing_else() {
        assert_eq!(read("a: [x] y\nb: 1\n", &[0], 1), ["a: null\nb: 1\n"]);
        assert_eq!(read("a: 1\n---\nb:\n  - \"x\" y\n  - 2\n", &[1], 2), ["b:\n  - null\n  - 2\n"]);
    }

    #[test]
    fn a_fault_around_a_value_hides_what_it_did() {
        assert_eq!(read("a: 1\n b: 2\n", &[0], 1), [""; 0]);
        assert_eq!(read("a: b: c\nd: 1\n", &[0], 1), [""; 0]);
        assert_eq!(read("a: [x\nb: 1\n", &[0], 1), [""; 0]);
    }
}
