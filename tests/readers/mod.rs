//! What the tests of our YAML against other readers have in common.
#![allow(dead_code)] // Each test program uses a part of it.

pub mod ask;
pub mod corpus;
pub mod documents;
pub mod exercised;
pub mod hostile;
pub mod mutate;
pub mod random;
pub mod sloppy;
pub mod trees;

use serde_json::Value;
use streamwright::diagnostic::{Diagnostic, Severity, Sink};
use streamwright::source::{Source, SourceMap};
use streamwright::yaml::{self, Key, Limits, Map, Node, Reader, Stream};

/// Reads a text as a manifest.
pub fn read(text: &str) -> (Stream, Vec<Diagnostic>) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("t.yaml", text));
    let mut sink = Sink::new();
    let stream = yaml::parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    (stream, sink.into_sorted())
}

/// The first document as JSON, as the Go reader would answer; duplicate keys are no refusal there.
pub fn ours(text: &str) -> Result<Value, String> {
    let (stream, found) = read(text);
    let refusal = |d: &&Diagnostic| d.severity == Severity::Error && d.code.id != "duplicate-key";
    match found.iter().find(refusal) {
        Some(d) => Err(format!("{}: {}", d.code.id, d.message)),
        None => Ok(stream.documents.first().map_or(Value::Null, |d| yaml::to_json(&d.root))),
    }
}

/// Equal as JSON, `8` and `8.0` being one number.
pub fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b || (a.is_f64() || b.is_f64()) && a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(k, v)| b.get(k).is_some_and(|w| same(v, w)))
        }
        _ => a == b,
    }
}

/// A tree without places.
pub fn node(value: yaml::Value<()>) -> Node<()> {
    Node::new(value, ())
}

/// Text.
pub fn text(s: &str) -> Node<()> {
    node(yaml::Value::String(s.to_owned()))
}

/// A map.
pub fn map(entries: impl IntoIterator<Item = (String, Node<()>)>) -> Node<()> {
    let mut map = Map::new();
    for (key, value) in entries {
        map.push(Key { text: key, origin: () }, value);
    }
    node(yaml::Value::Map(map))
}

/// A list.
pub fn list(items: impl IntoIterator<Item = Node<()>>) -> Node<()> {
    node(yaml::Value::List(items.into_iter().collect()))
}

/// A JSON value as a tree.
pub fn tree(json: &Value) -> Node<()> {
    match json {
        Value::Null => node(yaml::Value::Null),
        Value::Bool(b) => node(yaml::Value::Bool(*b)),
        Value::Number(n) => node(match n.as_i64().map(i128::from).or_else(|| n.as_u64().map(i128::from)) {
            Some(i) => yaml::Value::Int(i),
            None => yaml::Value::Float(n.as_f64().expect("a JSON number")),
        }),
        Value::String(s) => text(s),
        Value::Array(items) => list(items.iter().map(tree)),
        Value::Object(entries) => map(entries.iter().map(|(k, v)| (k.clone(), tree(v)))),
    }
}
