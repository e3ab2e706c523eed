//! CustomResourceDefinitions of others, in the form our own tables have.

use super::table::{Product, Table};
use crate::yaml::{Node, Value};
use std::collections::BTreeSet;
use std::fmt;
use std::fmt::Write;

/// A table made from definitions somebody gave; it lives as long as the process.
#[derive(Clone, Copy)]
pub struct Added(pub(super) &'static Table);

impl Added {
    /// From CustomResourceDefinitions, of which the last one for a kind holds; `None` where no version of one is
    /// served with a schema.
    #[must_use]
    pub fn of<'n, O: 'n>(definitions: impl IntoIterator<Item = &'n Node<O>>) -> Option<Self> {
        let mut text = Text::default();
        let all: Vec<_> = definitions.into_iter().collect();
        all.into_iter().rev().for_each(|definition| text.definition(definition));
        if text.known.is_empty() {
            return None;
        }
        let table = Table::new(Product::Added, format!("versions any\n\n{}", text.blocks.concat()).leak());
        Some(Self(Box::leak(Box::new(table))))
    }
}

impl PartialEq for Added {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.0, other.0)
    }
}

impl Eq for Added {}

impl fmt::Debug for Added {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Added")
    }
}

/// Whether a document is a definition.
pub fn is_definition<O>(node: &Node<O>) -> bool {
    let text = |key: &str| node.get(key).and_then(Node::as_str).unwrap_or_default();
    text("kind") == "CustomResourceDefinition" && text("apiVersion").starts_with("apiextensions.k8s.io/")
}

/// The text of a table as it grows.
#[derive(Default)]
struct Text {
    /// In the order of their names, which count up.
    blocks: Vec<String>,
    known: BTreeSet<(String, String)>,
}

impl Text {
    fn definition<O>(&mut self, definition: &Node<O>) {
        let Some(spec) = definition.get("spec").filter(|_| is_definition(definition)) else { return };
        let text = |node: &Node<O>, key: &str| node.get(key).and_then(Node::as_str).map(str::to_owned);
        let kind = spec.get("names").and_then(|names| text(names, "kind"));
        let (Some(group), Some(kind)) = (text(spec, "group"), kind) else { return };
        let of_all = spec.get("validation").and_then(|all| all.get("openAPIV3Schema"));
        let versions = spec.get("versions").and_then(Node::as_list).unwrap_or_default();
        // The first version of definitions had one version beside the list, or none in it.
        let single = text(spec, "version").filter(|_| versions.is_empty()).map(|name| (name, of_all));
        let listed = versions.iter().filter_map(|version| {
            let served = version.get("served").and_then(Node::as_bool).unwrap_or(true);
            let own = version.get("schema").and_then(|schema| schema.get("openAPIV3Schema"));
            Some((text(version, "name").filter(|_| served)?, own.or(of_all)))
        });
        for (version, schema) in listed.chain(single) {
            let api_version = format!("{group}/{version}");
            let new = !self.known.contains(&(api_version.clone(), kind.clone()));
            if let Some(schema) = schema.filter(|_| new)
                && plain([&*api_version, &*kind])
            {
                self.root(schema, &api_version, &kind);
                self.known.insert((api_version, kind.clone()));
            }
        }
    }

    fn root<O>(&mut self, schema: &Node<O>, api_version: &str, kind: &str) {
        let open = is_open(schema) || schema.get("properties").is_none();
        let at = self.begin();
        let mut lines = match (open, fields(schema)) {
            // Anything goes in it: only that it is a map can be wrong.
            (true, _) | (_, None) => return self.blocks.truncate(at),
            (false, Some(fields)) => self.lines(&fields, schema),
        };
        lines.retain(|line| {
            let name = line.split([' ', '!']).next().unwrap_or_default();
            !["apiVersion", "kind", "metadata"].contains(&name)
        });
        let own = ["apiVersion string", "kind string", "metadata metadata"];
        lines.extend(own.map(str::to_owned));
        lines.sort_by(|a, b| name(a).cmp(name(b)));
        self.blocks[at] = format!("= {} : {api_version} {kind}\n{}\n\n", title(at), lines.join("\n"));
    }

    /// Keeps the place of a type among those before and after it.
    fn begin(&mut self) -> usize {
        self.blocks.push(String::new());
        self.blocks.len() - 1
    }

    fn record<O>(&mut self, schema: &Node<O>) -> String {
        let Some(fields) = fields(schema) else { return "object".to_owned() };
        let at = self.begin();
        let mut lines = self.lines(&fields, schema);
        lines.sort_by(|a, b| name(a).cmp(name(b)));
        self.blocks[at] = format!("= {}\n{}\n\n", title(at), lines.join("\n"));
        title(at)
    }

    fn lines<O>(&mut self, fields: &[(&str, &Node<O>)], schema: &Node<O>) -> Vec<String> {
        let required = schema.get("required").and_then(Node::as_list).unwrap_or_default();
        let must = |name: &str, field: &Node<O>| {
            // What has a default is there by the time anybody looks.
            required.iter().any(|one| one.as_str() == Some(name)) && field.get("default").is_none()
        };
        let line = |(name, field): &(&str, &Node<O>)| {
            let mark = if must(name, field) { "!" } else { "" };
            format!("{name}{mark} {}", self.shape(field))
        };
        fields.iter().map(line).collect()
    }

    fn shape<O>(&mut self, schema: &Node<O>) -> String {
        let says = |key: &str| schema.get(key).and_then(Node::as_bool).unwrap_or_default();
        let text = |key: &str| schema.get(key).and_then(Node::as_str);
        if says("x-kubernetes-int-or-string") {
            return "int-or-string".to_owned();
        }
        if says("x-kubernetes-embedded-resource") {
            return "object".to_owned();
        }
        match text("type") {
            Some("object") => match schema.get("additionalProperties") {
                Some(of) if of.as_map().is_some_and(|map| !map.is_empty()) => format!("{{{}", self.shape(of)),
                _ if is_open(schema) => "object".to_owned(),
                _ => self.record(schema),
            },
            Some("array") => {
                let of = schema.get("items").map_or("any".to_owned(), |of| self.shape(of));
                format!("[{}{of}", bounds(schema, "minItems", "maxItems"))
            }
            Some("string") => string(schema),
            Some("integer") => {
                let word = if text("format") == Some("int32") { "int32" } else { "int" };
                format!("{word}{}", bounds(schema, "minimum", "maximum"))
            }
            Some("number") => format!("number{}", bounds(schema, "minimum", "maximum")),
            Some("boolean") => "bool".to_owned(),
            _ => "any".to_owned(),
        }
    }
}

/// The name of the type at a place: in byte order, and nothing the grammar knows.
fn title(at: usize) -> String {
    format!("t{at:06}")
}

/// The field of a line.
fn name(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default().trim_end_matches('!')
}

/// Whether more may be in a map than its schema says.
fn is_open<O>(schema: &Node<O>) -> bool {
    let open = schema.get("x-kubernetes-preserve-unknown-fields").and_then(Node::as_bool) == Some(true);
    open || schema.get("additionalProperties").is_some_and(|more| more.as_bool() != Some(false))
}

/// The fields of a map; `None` where there are none, or one has a name the table cannot hold.
fn fields<O>(schema: &Node<O>) -> Option<Vec<(&str, &Node<O>)>> {
    let map = schema.get("properties")?.as_map()?;
    let fields: Vec<_> = map.entries.iter().map(|entry| (&*entry.key.text, &entry.value)).collect();
    let fit = fields.iter().all(|(name, _)| plain([*name]) && !name.starts_with('?') && !name.ends_with('!'));
    (fit && !fields.is_empty()).then_some(fields)
}

/// Whether words can stand in a table.
fn plain<'w>(words: impl IntoIterator<Item = &'w str>) -> bool {
    words.into_iter().all(|word| !word.is_empty() && !word.contains([' ', '\n', '\r', '\t']))
}

fn string<O>(schema: &Node<O>) -> String {
    let text = |key: &str| schema.get(key).and_then(Node::as_str);
    if let Some(values) = schema.get("enum").and_then(Node::as_list) {
        let values: Option<Vec<&str>> = values.iter().map(Node::as_str).collect();
        let fit = |values: &Vec<&str>| {
            values.iter().all(|value| !value.contains(['|', '(', ')', ' ', '\n'])) && values.concat() != ""
        };
        return values
            .filter(fit)
            .map_or("string".to_owned(), |values| format!("enum({})", values.join("|")));
    }
    match text("format") {
        Some("date-time") => return "date-time".to_owned(),
        Some("byte") => return "bytes".to_owned(),
        _ => {}
    }
    let mut out = format!("string{}", bounds(schema, "minLength", "maxLength"));
    // A pattern in words we do not have is left to the API server.
    if let Some(pattern) = text("pattern").filter(|p| plain([*p]) && regex_lite::Regex::new(p).is_ok()) {
        // Writing to a String cannot fail.
        let _ = write!(out, "/{pattern}");
    }
    out
}

/// `(1..10)`; nothing where neither is an integer that is allowed itself.
fn bounds<O>(schema: &Node<O>, least: &str, most: &str) -> String {
    let excluded = ["exclusiveMinimum", "exclusiveMaximum"].iter().any(|key| schema.get(key).is_some());
    let whole = |key: &str| match schema.get(key).map(|node| &node.value) {
        Some(Value::Int(number)) if !excluded => i64::try_from(*number).ok(),
        Some(Value::Float(number)) if !excluded && number.fract() == 0.0 && number.abs() < 1e15 => {
            Some(*number as i64)
        }
        _ => None,
    };
    let shown = |number: Option<i64>| number.map_or(String::new(), |number| number.to_string());
    match (whole(least), whole(most)) {
        (None, None) => String::new(),
        (low, high) => format!("({}..{})", shown(low), shown(high)),
    }
}
