use super::{ApiVersion, Blueprint, Kind, Section};
use crate::diagnostic::{Diagnostic, NOT_A_BLUEPRINT, SEVERAL_DOCUMENTS, Sink};
use crate::source::{SourceId, Span};
use crate::yaml::{Document, Map, Mark, Node, Stream};

/// The one document of a blueprint file, or a report of what the file is instead.
///
/// `stream` is `file` read with [`Reader::Blueprint`](crate::yaml::Reader), which has reported what is wrong with
/// the YAML itself: ambiguous scalars, merge keys, tabs, duplicate keys.
pub fn strict<'s>(file: SourceId, stream: &'s Stream, sink: &mut Sink) -> Option<&'s Node<Mark>> {
    let mut written = stream.documents.iter().filter(|document| !document.root.is_null());
    let Some(first) = written.next() else {
        // Of a text that could not be read something has been said already.
        if stream.documents.iter().all(|document| document.complete) && !sink.has_errors() {
            let message = "the file has nothing in it, where a blueprint was expected";
            sink.push(Diagnostic::new(&NOT_A_BLUEPRINT, Span::new(file, 0, 0), message).help(opening()));
        }
        return None;
    };
    if let Some(second) = written.next() {
        let message = format!("the file has {} documents; a blueprint is one", 2 + written.count());
        let diagnostic = Diagnostic::new(&SEVERAL_DOCUMENTS, start(second), message)
            .also(start(first), "the first begins here")
            .help("keep one blueprint per file and remove the `---` lines; raw manifests belong under `resources`");
        sink.push(diagnostic);
    }
    let Some(map) = first.root.as_map() else {
        if first.complete {
            let message = format!("the file holds {}, where a blueprint was expected", first.root.kind());
            sink.push(Diagnostic::new(&NOT_A_BLUEPRINT, start(first), message).help(opening()));
        }
        return None;
    };
    match foreign(map) {
        None => Some(&first.root),
        Some((span, what)) => {
            let message = format!("the file holds {what}, where a blueprint was expected");
            let span = span.unwrap_or_else(|| start(first));
            sink.push(Diagnostic::new(&NOT_A_BLUEPRINT, span, message).help(opening()));
            None
        }
    }
}

fn opening() -> String {
    format!("a blueprint begins with `apiVersion: {}` and `kind: {}`", ApiVersion::WORDS[0], Kind::WORDS[0])
}

/// Where a document begins to say something: its first key, since underlining all of it says nothing.
fn start(document: &Document) -> Span {
    let first = document.root.as_map().and_then(|map| map.entries.first());
    first.map_or_else(|| document.root.origin.span.at_start(), |entry| entry.key.origin.span)
}

/// What a map is when nothing in it says blueprint, and where it says so; a slip in one of the two words is left to
/// the decoder, which knows what is near.
fn foreign(map: &Map<Mark>) -> Option<(Option<Span>, String)> {
    let word = |key: &str| map.get(key).and_then(Node::as_str);
    let (api, kind) = (word("apiVersion"), word("kind"));
    let ours = api.is_some_and(|api| api.starts_with("streamwright"))
        || kind.is_some_and(|kind| kind.eq_ignore_ascii_case(Kind::WORDS[0]));
    if ours {
        return None;
    }
    match (api, kind) {
        (_, Some(kind)) => {
            let of = api.map_or(String::new(), |api| format!(" of `{api}`"));
            Some((map.get("kind").map(|node| node.origin.span), format!("the kind `{kind}`{of}")))
        }
        (Some(api), None) => {
            let span = map.get("apiVersion").map(|node| node.origin.span);
            Some((span, format!("something of `{api}` without a `kind`")))
        }
        (None, None) => {
            let section = |key: &str| Blueprint::KEYS.contains(&key) && key != "metadata";
            let ours = map.entries.iter().any(|entry| section(&entry.key.text));
            (!ours).then(|| (None, "a map without `apiVersion` and `kind`".to_owned()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Source, SourceMap};
    use crate::yaml::{Limits, Reader, parse};

    /// Whether a document came of it, and `code: message [place]` of what was said.
    fn read(text: &str) -> (bool, Vec<String>) {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("b.yaml", text));
        let mut sink = Sink::new();
        let stream = parse(id, &sources, &Limits::default(), Reader::Blueprint, &mut sink);
        let found = strict(id, &stream, &mut sink).is_some();
        let said = sink.into_sorted();
        let place = |d: &Diagnostic| d.span().map_or(String::new(), |span| sources.place(span));
        (found, said.iter().map(|d| format!("{}: {} [{}]", d.code.id, d.message, place(d))).collect())
    }

    #[test]
    fn a_blueprint_passes() {
        let head = "apiVersion: streamwright/v1alpha1\nkind: Blueprint\n";
        assert_eq!(read(head), (true, vec![]));
        assert_eq!(read(&format!("# story\n---\n{head}---\n")), (true, vec![]));
        assert_eq!(
            read("apiVersion: streamwright/v2\nkind: Bluprint\n"),
            (true, vec![]),
            "left to the decoder"
        );
        assert_eq!(read("kafka: {}\n"), (true, vec![]), "the decoder says which keys are missing");
    }

    #[test]
    fn other_files_are_called_what_they_are() {
        let instead = |text: &str| {
            let (found, said) = read(text);
            assert!(!found, "{text}");
            said
        };
        assert_eq!(
            instead("apiVersion: apps/v1\nkind: Deployment\n"),
            [
                "not-a-blueprint: the file holds the kind `Deployment` of `apps/v1`, where a blueprint was expected \
                 [b.yaml:2:7]"
            ]
        );
        assert_eq!(
            instead("apiVersion: v2\nname: chart\n"),
            [
                "not-a-blueprint: the file holds something of `v2` without a `kind`, where a blueprint was expected \
                 [b.yaml:1:13]"
            ]
        );
        assert_eq!(
            instead("services: {}\n"),
            ["not-a-blueprint: the file holds a map without `apiVersion` and `kind`, where a blueprint was \
                 expected [b.yaml:1:1]"]
        );
        assert_eq!(
            instead("- a\n"),
            ["not-a-blueprint: the file holds a list, where a blueprint was expected [b.yaml:1:1]"]
        );
        for empty in ["", "# nothing\n", "---\n"] {
            assert_eq!(
                instead(empty),
                ["not-a-blueprint: the file has nothing in it, where a blueprint was expected [b.yaml:1:1]"]
            );
        }
    }

    #[test]
    fn a_file_is_one_blueprint() {
        let (found, said) = read("kind: Blueprint\n---\nkind: Blueprint\n---\na: 1\n");
        assert!(found);
        assert_eq!(said, ["several-documents: the file has 3 documents; a blueprint is one [b.yaml:3:1]"]);
    }

    #[test]
    fn broken_yaml_is_not_also_called_empty() {
        let (found, said) = read("\"unclosed\n");
        assert!(!found);
        assert_eq!(said.len(), 1, "{said:?}");
    }
}
