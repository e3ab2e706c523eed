//! Places in a tree by pattern: `spec/listeners/*[type=internal]/port`.

use streamwright::object::{Pointer, Step};
use streamwright::yaml::{Node, Value};

/// Steps, each a key, an index, `last`, or `*` with conditions.
#[derive(Debug, Clone)]
pub struct Path(Vec<Part>);

#[derive(Debug, Clone)]
enum Part {
    Key(String),
    Last,
    /// Every item or entry for which all conditions hold.
    Each(Vec<Condition>),
}

/// `type=internal`, `type!=internal`; of a value that is not there both are false and true.
#[derive(Debug, Clone)]
pub struct Condition {
    path: Path,
    equal: bool,
    value: String,
}

impl Condition {
    /// As written between brackets.
    pub fn read(text: &str) -> Self {
        let (path, equal, value) = match text.split_once("!=") {
            Some((path, value)) => (path, false, value),
            None => {
                let (path, value) = text.split_once('=').unwrap_or_else(|| panic!("no condition: {text}"));
                (path, true, value)
            }
        };
        Self { path: Path::read(path), equal, value: value.to_owned() }
    }

    pub fn holds(&self, node: &Node<()>) -> bool {
        let found = self.path.places(node, false);
        let is = |way: &Pointer| way.find(node).is_some_and(|value| shown(value) == self.value);
        found.iter().any(is) == self.equal
    }
}

/// A scalar as one writes it without quotes; `+` for what has parts.
pub fn shown(node: &Node<()>) -> String {
    match &node.value {
        Value::String(text) => text.clone(),
        Value::Int(number) => number.to_string(),
        Value::Bool(yes) => yes.to_string(),
        Value::List(_) | Value::Map(_) => "+".into(),
        Value::Null => "null".into(),
        Value::Float(number) => number.to_string(),
    }
}

/// What stands before the first bracket, and what stands in the brackets.
pub fn conditions(text: &str) -> (&str, Vec<Condition>) {
    let Some((before, rest)) = text.split_once('[') else { return (text, Vec::new()) };
    let rest = rest.strip_suffix(']').unwrap_or_else(|| panic!("an open bracket: {text}"));
    (before, rest.split("][").map(Condition::read).collect())
}

impl Path {
    /// `.` is the whole.
    pub fn read(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut open = String::new();
        for piece in text.split('/').filter(|piece| *piece != ".") {
            // A condition may hold slashes.
            open.push_str(piece);
            if open.matches('[').count() > open.matches(']').count() {
                open.push('/');
                continue;
            }
            parts.push(match conditions(&open) {
                ("*", conditions) => Part::Each(conditions),
                ("last", _) => Part::Last,
                (key, _) => Part::Key(key.replace("~1", "/")),
            });
            open.clear();
        }
        Self(parts)
    }

    /// The places it leads to; with `new` the last key need not be there.
    pub fn places(&self, root: &Node<()>, new: bool) -> Vec<Pointer> {
        let mut open: Vec<(Vec<Step>, Option<&Node<()>>)> = vec![(Vec::new(), Some(root))];
        for (at, part) in self.0.iter().enumerate() {
            let mut next = Vec::new();
            for (way, node) in open {
                let Some(node) = node else { continue };
                let on = |step: Step| {
                    let mut way = way.clone();
                    let found = step.of(node);
                    way.push(step);
                    (way, found)
                };
                match (part, &node.value) {
                    (Part::Key(key), Value::List(_)) => {
                        next.extend(key.parse().ok().map(|i| on(Step::Index(i))))
                    }
                    (Part::Key(key), Value::Map(_)) => next.push(on(Step::Key(key.clone()))),
                    (Part::Last, Value::List(items)) => {
                        next.extend(items.len().checked_sub(1).map(|i| on(Step::Index(i))))
                    }
                    (Part::Each(wanted), Value::List(items)) => {
                        let fits = |i: &usize| wanted.iter().all(|one| one.holds(&items[*i]));
                        next.extend((0..items.len()).filter(fits).map(|i| on(Step::Index(i))));
                    }
                    (Part::Each(wanted), Value::Map(map)) => {
                        let fits =
                            map.entries.iter().filter(|e| wanted.iter().all(|one| one.holds(&e.value)));
                        next.extend(fits.map(|entry| on(Step::Key(entry.key.text.clone()))));
                    }
                    _ => {}
                }
            }
            let last = at + 1 == self.0.len();
            next.retain(|(_, node)| node.is_some() || (new && last));
            open = next;
        }
        open.into_iter().map(|(way, _)| Pointer(way)).collect()
    }

    /// The same place for one that was found: each `*` is what it was there.
    pub fn beside(&self, root: &Node<()>, pattern: &Self, found: &Pointer) -> Pointer {
        let mut bound = pattern.0.iter().zip(&found.0).filter(|(part, _)| matches!(part, Part::Each(_)));
        let mut way = Vec::new();
        for part in &self.0 {
            let here = Pointer(way.clone());
            let list = here.find(root).and_then(Node::as_list);
            way.push(match (part, list) {
                (Part::Each(_), _) => bound.next().expect("a star for each star").1.clone(),
                (Part::Last, list) => Step::Index(list.map_or(0, |list| list.len().saturating_sub(1))),
                (Part::Key(key), Some(_)) => Step::Index(key.parse().unwrap_or(0)),
                (Part::Key(key), None) => Step::Key(key.clone()),
            });
        }
        Pointer(way)
    }
}

impl Path {
    /// The place of the same value under another key.
    pub fn renamed(&self, last: &str) -> Self {
        let mut parts = self.0.clone();
        parts.pop();
        Self(parts).and(last)
    }

    /// One step further.
    pub fn and(&self, step: &str) -> Self {
        let mut parts = self.0.clone();
        parts.extend(Self::read(step).0);
        Self(parts)
    }
}
