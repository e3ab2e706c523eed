//! The effective blueprint of one environment: every value, and why it is what it is.

use crate::blueprint::Shape;
use crate::object::{Node, Tree};
use crate::source::{Derivation, Origin, SourceMap};
use crate::topology::{Topology, decision};
use crate::yaml::{self, Key, Map, Value};

/// The blueprint of `topology` with everything filled in, each value followed by where it comes from.
///
/// It is a blueprint itself: building it gives the same bytes for this environment.
#[must_use]
pub fn expand(topology: &Topology, sources: &SourceMap) -> String {
    let mut out =
        format!("# The environment {}, with everything filled in that nobody wrote.\n", topology.environment);
    Writer { topology, sources, out: &mut out }.map(&whole(topology), 0);
    out
}

/// The values at and below `path` (`kafka/streaming/config`), one a paragraph: what, and why. `None` when nothing
/// is there.
#[must_use]
pub fn why(topology: &Topology, sources: &SourceMap, path: &str) -> Option<String> {
    let root = whole(topology);
    let root = Node::new(Value::Map(root), Origin::Fixed);
    let mut node = &root;
    for step in path.split('/').filter(|step| !step.is_empty()) {
        node = match &node.value {
            Value::Map(map) => map.get(step)?,
            Value::List(items) => items.get(step.parse::<usize>().ok()?)?,
            _ => return None,
        };
    }
    let mut out = String::new();
    let mut writer = Writer { topology, sources, out: &mut out };
    writer.reasons(path.trim_matches('/'), node);
    Some(out)
}

/// The document with its environment named, since the folder of its manifests is named after it.
fn whole(topology: &Topology) -> Map<Origin> {
    let node = topology.blueprint.encode();
    let Some(Value::Map(mut map)) = node.map(|node| node.value) else { return Map::new() };
    map.entries.retain(|entry| entry.key.text != "defaultEnvironment");
    exposed_here(topology, &mut map);
    if topology.environment_span.is_some() {
        let fixed = Origin::Fixed;
        let name = topology.environment.as_str();
        let only = Tree::new(&fixed).put(name, Tree::new(&fixed).even_empty()).finish();
        let key = |text: &str| Key { text: text.to_owned(), origin: fixed.clone() };
        let default = Node::new(Value::String(name.to_owned()), fixed.clone());
        map.push(key("defaultEnvironment"), default);
        map.push(key("environments"), only);
    }
    map
}

fn in_map<'n>(node: &'n mut Node, key: &str) -> Option<&'n mut Node> {
    match &mut node.value {
        Value::Map(map) => map.get_mut(key),
        _ => None,
    }
}

/// Charts hold all environments; a path that leads to something in another one only leads nowhere in this.
fn exposed_here(topology: &Topology, map: &mut Map<Origin>) {
    let root = Node::new(Value::Map(map.clone()), Origin::Fixed);
    let leads = |path: &Node| {
        let words: Vec<&str> = path.as_str().unwrap_or_default().split('/').collect();
        words.get(1).is_some_and(|component| topology.places.contains_key(*component))
            && words.iter().try_fold(&root, |node, word| node.get(word)).is_some()
    };
    let helm = map.get_mut("outputs").and_then(|outputs| in_map(outputs, "helm"));
    let expose = helm.and_then(|helm| in_map(helm, "expose"));
    if let Some(Value::List(paths)) = expose.map(|expose| &mut expose.value) {
        paths.retain(leads);
    }
}

struct Writer<'a> {
    topology: &'a Topology,
    sources: &'a SourceMap,
    out: &'a mut String,
}

impl Writer<'_> {
    fn map(&mut self, map: &Map<Origin>, indent: usize) {
        for entry in &map.entries {
            self.entry(&entry.key.text, &entry.value, indent);
        }
    }

    /// One key with its value.
    fn entry(&mut self, key: &str, node: &Node, indent: usize) {
        let deep = match &node.value {
            Value::Map(map) => !map.is_empty(),
            Value::List(items) => !items.is_empty(),
            _ => false,
        };
        if deep && !one_row(node) && !scalars(node) {
            self.line(indent, &format!("{}:", written_key(key)), None);
            match &node.value {
                Value::Map(map) => self.map(map, indent + 2),
                Value::List(items) => items.iter().for_each(|item| self.item(item, indent + 2)),
                _ => {}
            }
            return;
        }
        let mut alone = Map::new();
        alone.push(Key { text: key.to_owned(), origin: Origin::Fixed }, node.clone());
        let text = yaml::write(&Node::new(Value::Map(alone), Origin::Fixed));
        self.block(indent, &text, node);
    }

    fn item(&mut self, item: &Node, indent: usize) {
        let text = yaml::write(&Node::new(Value::List(vec![item.clone()]), Origin::Fixed));
        self.block(indent, &text, item);
    }

    /// Text of the one writer at an indent, with the reason behind its first line.
    fn block(&mut self, indent: usize, text: &str, node: &Node) {
        let reason = self.short(leading(node));
        let mut lines = text.lines();
        let first = lines.next().unwrap_or_default();
        // Behind the header of a literal block a comment would be text to some readers: it goes above.
        if first.ends_with(['|', '-', '+']) && first.contains('|') {
            if let Some(reason) = reason {
                self.line(indent, &format!("# {reason}"), None);
            }
            self.line(indent, first, None);
        } else {
            self.line(indent, first, reason.as_deref());
        }
        for line in lines {
            if line.is_empty() {
                self.out.push('\n');
            } else {
                self.line(indent, line, None);
            }
        }
    }

    fn line(&mut self, indent: usize, text: &str, comment: Option<&str>) {
        self.out.push_str(&" ".repeat(indent));
        self.out.push_str(text);
        if let Some(comment) = comment {
            self.out.push_str("  # ");
            self.out.push_str(comment);
        }
        self.out.push('\n');
    }

    fn reasons(&mut self, path: &str, node: &Node) {
        match &node.value {
            Value::Map(map) if !map.is_empty() && !one_row(node) => {
                for entry in &map.entries {
                    self.reasons(&format!("{path}/{}", entry.key.text), &entry.value);
                }
            }
            Value::List(items) if !items.is_empty() && !scalars(node) => {
                for (index, item) in items.iter().enumerate() {
                    self.reasons(&format!("{path}/{index}"), item);
                }
            }
            _ => {
                let value = yaml::to_json(node);
                self.out.push_str(&format!("{path}: {value}\n"));
                for line in self.long(leading(node)) {
                    self.out.push_str(&format!("    {line}\n"));
                }
            }
        }
    }

    fn short(&self, origin: &Origin) -> Option<String> {
        match origin {
            Origin::Written(span) => {
                let at = self.sources.position(*span);
                Some(format!("written: line {}", at.line))
            }
            Origin::Default(row) => {
                let row = decision(row, self.topology.profile);
                Some(format!("default: {} ({})", row.reason, row.source))
            }
            Origin::Derived(derivation) => Some(format!("derived from {}", derivation.from)),
            Origin::Patched { .. } | Origin::Fixed => None,
        }
    }

    fn long(&self, origin: &Origin) -> Vec<String> {
        match origin {
            Origin::Written(span) => vec![format!("written at {}", self.sources.place(*span))],
            Origin::Default(row) => {
                let row = decision(row, self.topology.profile);
                let profile = row.profile.map_or("every profile".to_owned(), |p| format!("profile {p}"));
                vec![
                    format!("default of {profile}: {}", row.reason),
                    format!("source: {}; decision {}", row.source, row.id),
                ]
            }
            Origin::Derived(derivation) => {
                let Derivation { from, span } = &**derivation;
                let at =
                    span.map_or(String::new(), |span| format!(", written at {}", self.sources.place(span)));
                vec![format!("derived from {from}{at}")]
            }
            Origin::Patched { .. } | Origin::Fixed => vec!["fixed".to_owned()],
        }
    }
}

/// A key as the one writer has it.
fn written_key(key: &str) -> String {
    let mut alone = Map::new();
    let nothing = Node::new(Value::Bool(true), Origin::Fixed);
    alone.push(Key { text: key.to_owned(), origin: Origin::Fixed }, nothing);
    let text = yaml::write(&Node::new(Value::Map(alone), Origin::Fixed));
    text.trim_end().trim_end_matches("true").trim_end().trim_end_matches(':').to_owned()
}

/// Whether a whole value comes from one row: one reason says it all.
fn one_row(node: &Node) -> bool {
    let Origin::Default(row) = &node.origin else { return false };
    let same = |child: &Node| {
        matches!(&child.origin, Origin::Default(r) if r == row) && (leafless(child) || one_row(child))
    };
    match &node.value {
        Value::Map(map) => map.entries.iter().all(|entry| same(&entry.value)),
        Value::List(items) => items.iter().all(same),
        _ => true,
    }
}

fn leafless(node: &Node) -> bool {
    node.as_map().is_none() && node.as_list().is_none()
}

/// Whether it is a list of single values, which reads best in one piece.
fn scalars(node: &Node) -> bool {
    node.as_list().is_some_and(|items| items.iter().all(leafless))
}

/// The origin that speaks for a value: its own, or its first item's.
fn leading(node: &Node) -> &Origin {
    match &node.value {
        Value::List(items) => items.first().map_or(&node.origin, leading),
        _ => &node.origin,
    }
}
