//! Values as people see them: short, and never a secret.

use super::change::Change;
use super::finding::Shown;
use super::path::{Part, Path, Which};
use super::side::{Member, Side};
use crate::facts::secrets::{is_reference, is_secret_key};
use crate::object::Node;
use crate::source::{Again, Span};
use crate::yaml::Value;
use std::collections::BTreeSet;
use std::fmt::Write;

/// Longer values are cut.
const LONGEST: usize = 160;

/// What stands for a secret.
pub(super) const SECRET: &str = "(secret)";

/// A tree that the path of a change leads through.
#[derive(Clone, Copy)]
pub(super) struct Root<'n> {
    node: &'n Node,
    again: Option<Again>,
}

impl<'n> Root<'n> {
    pub(super) fn of(member: &'n Member) -> Self {
        Self { node: &member.object.node, again: member.again }
    }
}

impl<'n> From<&'n Node> for Root<'n> {
    fn from(node: &'n Node) -> Self {
        Self { node, again: None }
    }
}

/// A change as formats show it; `roots` are those on both sides.
pub(super) fn shown(
    change: &Change<'_>,
    kind: &str,
    roots: [Option<Root<'_>>; 2],
    [before, after]: [&Side; 2],
) -> Shown {
    let secret = is_secret(kind, &change.path, change);
    let place = |root: Option<Root<'_>>, which, side: &Side| -> Option<Span> {
        let Root { node, again } = root?;
        change.path.span(node, which).map(|span| side.placed(span, again))
    };
    let text = |node: Option<&Node>, other: Option<&Node>| {
        node.map(|node| if secret { SECRET.to_owned() } else { beside(kind, node, other) })
    };
    Shown {
        path: change.path.to_string(),
        pointer_before: change.path.pointer(Which::Before).to_string(),
        pointer_after: change.path.pointer(Which::After).to_string(),
        kind: change.kind,
        before: text(change.before, change.after),
        after: text(change.after, change.before),
        secret,
        at_before: place(roots[0], Which::Before, before),
        at_after: place(roots[1], Which::After, after),
    }
}

/// Whether what stands there is nobody's to see.
pub(super) fn is_secret(kind: &str, path: &Path, change: &Change<'_>) -> bool {
    let texts: Vec<&str> = path.0.iter().map(Part::text).collect();
    if kind == "Secret" && matches!(texts.first(), Some(&"data" | &"stringData")) {
        return true;
    }
    let scalar = |node: &Node| {
        node.as_map().is_none() && node.as_list().is_none() && !matches!(node.value, Value::Bool(_))
    };
    let literal = |node: &Node| scalar(node) && !node.as_str().is_some_and(is_reference);
    let named = match texts.as_slice() {
        [.., name, "value"] => is_secret_key(name) || is_secret_key("value"),
        [.., name] => is_secret_key(name),
        [] => false,
    };
    named && [change.before, change.after].into_iter().flatten().any(literal)
}

/// A value on one line; of a long list only what the other side does not have, since what differs may well stand
/// where nobody sees it any more.
fn beside(kind: &str, node: &Node, other: Option<&Node>) -> String {
    if let (Some(text), Some(other)) = (node.as_str(), other.and_then(Node::as_str)) {
        return of_lines(text, other).map_or_else(|| value(kind, node), cut);
    }
    let (Some(items), Some(others)) = (node.as_list(), other.and_then(Node::as_list)) else {
        return value(kind, node);
    };
    let long = |items: &[Node]| {
        let mut text = String::new();
        items.iter().for_each(|item| write_value(kind, item, &mut text));
        text.chars().count() > LONGEST
    };
    let own: Vec<&Node> =
        items.iter().filter(|item| !others.iter().any(|other| super::compare::same(item, other))).collect();
    if !(long(items) || long(others)) || own.len() == items.len() {
        return value(kind, node);
    }
    let mut out = format!("[{} as before", items.len() - own.len());
    for item in own {
        out.push_str(", ");
        write_value(kind, item, &mut out);
    }
    out.push(']');
    cut(out)
}

/// Of a long text the lines that the other one does not have; `None` where all of it is told, or no line differs.
fn of_lines(text: &str, other: &str) -> Option<String> {
    let known: BTreeSet<&str> = other.lines().collect();
    if text.len().max(other.len()) <= LONGEST || !(text.contains('\n') && other.contains('\n')) {
        return None;
    }
    let own: Vec<&str> = text.lines().filter(|line| !known.contains(line)).collect();
    let rest = text.lines().count() - own.len();
    let lines = settings(&own.join("\n")).replace('\n', "⏎");
    match (own.len(), rest) {
        (_, 0) => None,
        // What only the other one has is shown there.
        (0, _) if text.lines().count() >= other.lines().count() => None,
        (0, rest) => Some(format!("({rest} lines as before)")),
        (_, rest) => Some(format!("{lines} ({rest} lines as before)")),
    }
}

/// A value on one line, secrets left out.
pub(super) fn value(kind: &str, node: &Node) -> String {
    let mut out = String::new();
    write_value(kind, node, &mut out);
    cut(out)
}

fn cut(mut out: String) -> String {
    if out.chars().count() > LONGEST {
        out = out.chars().take(LONGEST - 1).collect();
        out.push('…');
    }
    out
}

fn write_value(kind: &str, node: &Node, out: &mut String) {
    if out.len() > 4 * LONGEST {
        return;
    }
    match &node.value {
        Value::String(text) => out.push_str(&line(text)),
        Value::Map(map) => {
            // A variable of a container says by its name what its value is.
            let named = map.get("name").and_then(Node::as_str).is_some_and(is_secret_key);
            out.push('{');
            for (at, entry) in map.entries.iter().enumerate() {
                let key = entry.key.text.as_str();
                let _ = write!(out, "{}{key}: ", if at > 0 { ", " } else { "" });
                let of_secret = kind == "Secret" && matches!(key, "data" | "stringData");
                let scalar = entry.value.as_map().is_none()
                    && entry.value.as_list().is_none()
                    && !matches!(entry.value.value, Value::Bool(_));
                let reference = entry.value.as_str().is_some_and(is_reference);
                if of_secret || (scalar && !reference && (is_secret_key(key) || (named && key == "value"))) {
                    out.push_str(SECRET);
                } else {
                    write_value(kind, &entry.value, out);
                }
            }
            out.push('}');
        }
        Value::List(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push_str(", ");
                }
                write_value(kind, item, out);
            }
            out.push(']');
        }
        Value::Null => out.push_str("null"),
        Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            out.push_str(&super::scalar::text(node).unwrap_or_default());
        }
    }
}

/// Text of several lines as one.
fn line(text: &str) -> String {
    if text.contains('\n') { settings(text.trim_end()).replace('\n', "⏎") } else { text.to_owned() }
}

/// Text in which settings that are secret have lost their values.
pub(super) fn settings(text: &str) -> String {
    let setting = |line: &str| match line.split_once(['=', ':']) {
        Some((key, _)) if is_secret_key(key.trim()) => format!("{key}={SECRET}"),
        _ => line.to_owned(),
    };
    let ends = text.ends_with('\n');
    let kept = text.lines().map(setting).collect::<Vec<_>>().join("\n");
    if ends { kept + "\n" } else { kept }
}
