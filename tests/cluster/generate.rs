//! Single mistakes at every place of an object: of another type, out of range, empty, misspelt, gone, or written twice.

use streamwright::object::{Pointer, Step};
use streamwright::yaml::{Entry, Key, Map, Node, Value};

/// An object with one mistake.
pub struct Mistake {
    /// What was done where: `spec/ports/*/port = -1`.
    pub what: String,
    pub node: Node<()>,
}

fn text(text: &str) -> Value<()> {
    Value::String(text.to_owned())
}

/// What is put in place of a value, with a word for it.
fn instead(value: &Value<()>) -> Vec<(&'static str, Value<()>)> {
    let empty = || Value::Map(Map::new());
    match value {
        Value::String(_) => vec![
            ("= 5", Value::Int(5)),
            ("= true", Value::Bool(true)),
            ("= {}", empty()),
            ("= empty", text("")),
            ("= blanks and signs", text("Not_valid, really!")),
            ("= hyphens", text("-a-")),
            ("= 300 letters", text(&"a".repeat(300))),
        ],
        Value::Int(_) | Value::Float(_) => vec![
            ("= word", text("many")),
            ("= -1", Value::Int(-1)),
            ("= 0", Value::Int(0)),
            ("= 70000", Value::Int(70_000)),
            ("= 1.5", Value::Float(1.5)),
            ("= 2^40", Value::Int(1 << 40)),
            ("= true", Value::Bool(true)),
        ],
        Value::Bool(_) => {
            vec![("= word", text("yes")), ("= 1", Value::Int(1)), ("= []", Value::List(Vec::new()))]
        }
        Value::Map(_) => vec![("= word", text("text")), ("= []", Value::List(Vec::new())), ("= {}", empty())],
        Value::List(_) => {
            vec![("= word", text("text")), ("= {}", empty()), ("= []", Value::List(Vec::new()))]
        }
        Value::Null => Vec::new(),
    }
}

/// Every mistake of these kinds in an object. `apiVersion` and `kind` stay: without them it is no object of this kind.
pub fn mistakes(root: &Node<()>) -> Vec<Mistake> {
    let mut found = Vec::new();
    let mut ways = vec![Pointer(Vec::new())];
    while let Some(way) = ways.pop() {
        let node = way.find(root).expect("a place");
        let below = |step: Step| Pointer(way.0.iter().cloned().chain([step]).collect());
        let mut made = |what: &str, value: Option<Value<()>>| {
            let mut node = root.clone();
            if change(&mut node, &way.0, value) {
                found.push(Mistake { what: format!("{} {what}", shown(&way)), node });
            }
        };
        let fixed = matches!(way.0.as_slice(), [Step::Key(key)] if key == "apiVersion" || key == "kind");
        if !way.0.is_empty() && !fixed {
            instead(&node.value).into_iter().for_each(|(what, value)| made(what, Some(value)));
            made("= null", Some(Value::Null));
            made("dropped", None);
        }
        match &node.value {
            Value::Map(map) => {
                let mut more = map.clone();
                more.push(Key { text: "unknownField".into(), origin: () }, Node::new(text("x"), ()));
                made("with an unknown field", Some(Value::Map(more)));
                ways.extend(map.entries.iter().map(|entry| below(Step::Key(entry.key.text.clone()))));
            }
            Value::List(items) => {
                if let Some(first) = items.first() {
                    made(
                        "with its first item twice",
                        Some(Value::List(items.iter().chain([first]).cloned().collect())),
                    );
                }
                ways.extend((0..items.len()).map(|index| below(Step::Index(index))));
            }
            _ => {}
        }
    }
    found
}

/// A place with every number of a list as `*`.
fn shown(way: &Pointer) -> String {
    let steps = way.0.iter().map(|step| match step {
        Step::Key(key) => key.replace('/', "~1"),
        Step::Index(_) => "*".into(),
    });
    steps.collect::<Vec<_>>().join("/")
}

/// Puts a value at a place, or takes what is there.
fn change(root: &mut Node<()>, way: &[Step], value: Option<Value<()>>) -> bool {
    let Some((step, rest)) = way.split_first() else {
        return value.is_some_and(|value| {
            root.value = value;
            true
        });
    };
    match (&mut root.value, step) {
        (Value::Map(map), Step::Key(key)) if rest.is_empty() && value.is_none() => {
            map.entries.retain(|entry: &Entry<()>| &entry.key.text != key);
            true
        }
        (Value::List(items), Step::Index(index)) if rest.is_empty() && value.is_none() => {
            // A list without its only item is another mistake.
            items.len() > 1 && {
                items.remove(*index);
                true
            }
        }
        (Value::Map(map), Step::Key(key)) => map.get_mut(key).is_some_and(|node| change(node, rest, value)),
        (Value::List(items), Step::Index(index)) => {
            items.get_mut(*index).is_some_and(|node| change(node, rest, value))
        }
        _ => false,
    }
}
