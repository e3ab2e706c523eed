//! Documents made from JSON, each node with a place of its own.

mod examples;
mod properties;
mod telling;

use super::*;
use crate::source::{Source, SourceId};
use crate::yaml::{Key, Style};
use serde_json::{Value as Json, json};

/// Writes JSON into `text` and makes the tree of it, every node with its own place.
fn node(json: &Json, text: &mut String, id: SourceId) -> Node<Mark> {
    let start = text.len();
    let value = match json {
        Json::Object(members) => {
            text.push('{');
            let mut map = Map::new();
            for (name, member) in members {
                let at = text.len();
                text.push_str(name);
                let key = Key { text: name.clone(), origin: mark(id, at, text.len()) };
                text.push_str(": ");
                map.push(key, node(member, text, id));
                text.push_str(", ");
            }
            text.push('}');
            Value::Map(map)
        }
        Json::Array(items) => {
            text.push('[');
            let items = items.iter().map(|item| {
                let item = node(item, text, id);
                text.push_str(", ");
                item
            });
            let items = items.collect();
            text.push(']');
            Value::List(items)
        }
        scalar => {
            text.push_str(&scalar.to_string());
            match scalar {
                Json::String(s) => Value::String(s.clone()),
                Json::Bool(b) => Value::Bool(*b),
                Json::Number(n) => Value::Int(n.as_i64().unwrap().into()),
                _ => Value::Null,
            }
        }
    };
    Node::new(value, mark(id, start, text.len()))
}

fn mark(id: SourceId, start: usize, end: usize) -> Mark {
    Mark { span: Span::new(id, start, end), style: Style::Flow, ambiguity: None, mistagged: false }
}

/// What came of it, with the text the spans lie in.
struct Run {
    environments: Vec<Environment>,
    said: Vec<Diagnostic>,
    text: String,
}

fn run(json: &Json) -> Run {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("blueprint.yaml", ""));
    let mut text = String::new();
    let root = node(json, &mut text, id);
    let mut sink = Sink::new();
    let environments = environments(&root, &mut sink, &sources);
    Run { environments, said: sink.into_sorted(), text }
}

impl Run {
    fn names(&self) -> Vec<&str> {
        self.environments.iter().map(|e| e.name.as_str()).collect()
    }

    fn tree(&self, name: &str) -> &Node<Mark> {
        &self.environments.iter().find(|e| e.name == name).expect(name).tree
    }

    fn json(&self, name: &str) -> Json {
        plain(self.tree(name))
    }

    /// `code: message [underlined] help`, one a line.
    fn said(&self) -> Vec<String> {
        let shown = |d: &Diagnostic| {
            let at = d.span().map_or("nowhere", |span| &self.text[span.range()]);
            format!("{}: {} [{at}] {}", d.code.id, d.message, d.help.as_deref().unwrap_or(""))
        };
        self.said.iter().map(shown).collect()
    }
}

fn plain<O>(node: &Node<O>) -> Json {
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(i) => json!(i64::try_from(*i).unwrap()),
        Value::Float(x) => json!(x),
        Value::String(s) => json!(s),
        Value::List(items) => items.iter().map(plain).collect(),
        Value::Map(map) => {
            Json::Object(map.entries.iter().map(|e| (e.key.text.clone(), plain(&e.value))).collect())
        }
    }
}

/// Every leaf with the text its span covers, by path.
fn leaves(node: &Node<Mark>, path: &str, out: &mut Vec<(String, Span)>) {
    match &node.value {
        Value::Map(map) => {
            for entry in &map.entries {
                leaves(&entry.value, &format!("{path}/{}", entry.key.text), out);
            }
        }
        _ => out.push((path.to_owned(), node.origin.span)),
    }
}
