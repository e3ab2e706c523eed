//! Whether a text means what it should after a fix.

use crate::diagnostic::{Change, Content, Edit, Fix, Sink};
use crate::source::{Source, SourceMap};
use crate::yaml::{self, Key, Limits, Map, Mark, Node, Reader, Stream, Value, same_json};

/// Whether `after` is `before` with exactly these fixes: the trees as they should be, every comment, nothing new that
/// cannot be read.
pub(super) fn holds<'f>(name: &str, before: &str, after: &str, fixes: impl Iterator<Item = &'f Fix>) -> bool {
    let ((mut wanted, complaints), (found, more)) = (read(name, before), read(name, after));
    for edit in fixes.flat_map(|fix| &fix.edits) {
        let raw = before.get(edit.span.range()).unwrap_or_default();
        let places: usize =
            wanted.documents.iter_mut().map(|document| apply(&mut document.root, edit, raw)).sum();
        // What stands in several places is written in one: a value behind an anchor.
        if places != 1 {
            return false;
        }
    }
    let comments =
        |stream: &Stream| stream.documents.iter().flat_map(|d| &d.comments).map(|c| c.text.clone()).collect();
    let (kept, are): (Vec<String>, Vec<String>) = (comments(&wanted), comments(&found));
    more <= complaints
        && kept == are
        && wanted.documents.len() == found.documents.len()
        && wanted.documents.iter().zip(&found.documents).all(|(a, b)| same_json(&a.root, &b.root))
}

fn read(name: &str, text: &str) -> (Stream, usize) {
    let (mut sources, mut sink) = (SourceMap::new(), Sink::new());
    let id = sources.add(Source::new(name, ""));
    let stream = yaml::parse_text(id, text, &Limits::default(), Reader::Kubernetes, &mut sink);
    (stream, sink.len())
}

/// Changes the tree at every place that was read from the bytes of the edit; how many there are.
fn apply(node: &mut Node<Mark>, edit: &Edit, raw: &str) -> usize {
    // The text was read anew: its places are the same, its name may be another.
    let here = |mark: &Mark| (mark.span.start, mark.span.end) == (edit.span.start, edit.span.end);
    let mut places = 0;
    match &mut node.value {
        Value::List(items) => places += items.iter_mut().map(|item| apply(item, edit, raw)).sum::<usize>(),
        Value::Map(map) => {
            let before = map.entries.len();
            if edit.change == Change::Remove {
                map.entries.retain(|entry| {
                    let span = entry.key.origin.span;
                    span.start != edit.span.start || entry.value.origin.span.end.max(span.end) > edit.span.end
                });
                places += before - map.entries.len();
            }
            for entry in &mut map.entries {
                if let Change::Rename(name) = &edit.change
                    && here(&entry.key.origin)
                {
                    entry.key.text.clone_from(name);
                    places += 1;
                }
                places += apply(&mut entry.value, edit, raw);
            }
        }
        _ => {}
    }
    // Last, since what is added has the place it is added at.
    if here(&node.origin) {
        places += usize::from(change(node, &edit.change, raw));
    }
    places
}

/// Whether the value at the place can change so.
fn change(node: &mut Node<Mark>, change: &Change, raw: &str) -> bool {
    let mark = node.origin;
    match (change, &mut node.value) {
        (Change::Write(content), value) if !matches!(value, Value::List(_) | Value::Map(_)) => {
            *value = tree(content, mark).value;
        }
        (Change::Quote, value) if !matches!(value, Value::List(_) | Value::Map(_)) => {
            *value = Value::String(raw.to_owned());
        }
        (Change::Add(key, content), Value::Map(map)) if map.get(key).is_none() => {
            map.push(Key { text: key.clone(), origin: mark }, tree(content, mark));
        }
        _ => return false,
    }
    true
}

fn tree(content: &Content, mark: Mark) -> Node<Mark> {
    let value = match content {
        Content::Text(text) => Value::String(text.clone()),
        Content::Int(number) => Value::Int(i128::from(*number)),
        Content::Bool(value) => Value::Bool(*value),
        Content::List(items) => Value::List(items.iter().map(|item| tree(item, mark)).collect()),
        Content::Map(entries) => {
            let mut map = Map::new();
            for (key, content) in entries {
                map.push(Key { text: key.clone(), origin: mark }, tree(content, mark));
            }
            Value::Map(map)
        }
    };
    Node::new(value, mark)
}
