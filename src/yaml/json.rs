use super::{Node, Value};
use serde_json::{Map, Number};

/// The tree as JSON, entries in order; the last of two equal keys holds, at the place of the first.
///
/// What JSON cannot say (`.inf`, `.nan`) becomes null; [`parse`](super::parse) has reported it.
#[must_use]
pub fn to_json<O>(node: &Node<O>) -> serde_json::Value {
    use serde_json::Value as Json;
    match &node.value {
        Value::Null => Json::Null,
        Value::Bool(b) => Json::Bool(*b),
        Value::Int(i) => i64::try_from(*i)
            .map(Number::from)
            .or_else(|_| u64::try_from(*i).map(Number::from))
            .ok()
            .or_else(|| Number::from_f64(*i as f64))
            .map_or(Json::Null, Json::Number),
        Value::Float(x) => Number::from_f64(*x).map_or(Json::Null, Json::Number),
        Value::String(s) => Json::String(s.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Map(map) => {
            let mut object = Map::with_capacity(map.entries.len());
            for entry in &map.entries {
                object.insert(entry.key.text.clone(), to_json(&entry.value));
            }
            Json::Object(object)
        }
    }
}

/// Whether two trees are the same JSON, wherever their values come from.
#[must_use]
pub fn same_json<O, P>(a: &Node<O>, b: &Node<P>) -> bool {
    // Entries of different order and numbers written differently may still be the same: JSON itself decides then.
    same_tree(a, b) || to_json(a) == to_json(b)
}

/// Whether two trees have the same values in the same order.
fn same_tree<O, P>(a: &Node<O>, b: &Node<P>) -> bool {
    match (&a.value, &b.value) {
        (Value::Null, Value::Null) => true,
        (Value::Bool(a), Value::Bool(b)) => a == b,
        (Value::Int(a), Value::Int(b)) => a == b,
        (Value::Float(a), Value::Float(b)) => a == b,
        (Value::String(a), Value::String(b)) => a == b,
        (Value::List(a), Value::List(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_tree(a, b))
        }
        (Value::Map(a), Value::Map(b)) => {
            a.entries.len() == b.entries.len()
                && a.entries
                    .iter()
                    .zip(&b.entries)
                    .all(|(a, b)| a.key.text == b.key.text && same_tree(&a.value, &b.value))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sink;
    use crate::source::{Source, SourceMap};
    use crate::yaml::{Limits, Mark, Reader, parse};

    fn tree(text: &str) -> Node<Mark> {
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new("a", text));
        let mut stream = parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut Sink::new());
        stream.documents.remove(0).root
    }

    #[test]
    fn the_same_json_is_the_same_however_it_is_written() {
        for (a, b) in [("{a: [1, x, null]}", "a:\n- 1\n- 'x'\n-\n"), ("{a: 1, b: 2}", "{b: 2, a: 1}")] {
            assert!(same_json(&tree(a), &tree(b)), "{a} {b}");
        }
        for (a, b) in [("{a: 1}", "{a: '1'}"), ("[a, b]", "[b, a]"), ("{a: 1}", "{a: 1, b: 2}"), ("1", "2")] {
            assert!(!same_json(&tree(a), &tree(b)), "{a} {b}");
        }
    }
}
