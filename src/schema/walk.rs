use super::expression::Shape;
use super::kind::Root;
use super::pointer::{Segment, render};
use super::problem::{Problem, Violation};
use super::record::{Field, Record};
use super::scalar;
use super::table::{Product, TABLES, Table};
use super::versions::Versions;
use crate::facts::near::nearest;
use crate::yaml::{Map, Node, Value};

/// Everything the type of an object does not allow in it.
pub(super) fn walk<O>(object: &Node<O>, root: Root, versions: &Versions) -> Vec<Violation> {
    let mut walk = Walk { versions, kind: "", path: Vec::new(), found: Vec::new() };
    if let Some(Value::String(kind)) = object.get("kind").map(|node| &node.value) {
        walk.kind = kind;
    }
    walk.node(object, &Shape::Record(root.block), root.table);
    walk.found
}

struct Walk<'a> {
    versions: &'a Versions,
    kind: &'a str,
    path: Vec<Segment<'a>>,
    found: Vec<Violation>,
}

impl<'a> Walk<'a> {
    fn node<O>(&mut self, node: &'a Node<O>, shape: &Shape, table: &'static Table) {
        match (shape, &node.value) {
            (Shape::List { of, size }, Value::List(items)) => {
                if !size.hold(items.len() as f64) {
                    let (low, high) = (size.low, size.high);
                    self.report(Problem::Size { unit: "items", count: items.len(), low, high });
                }
                for (index, item) in items.iter().enumerate() {
                    self.step(Segment::Index(index), |walk| walk.node(item, of, table));
                }
            }
            (Shape::Map(of), Value::Map(map)) => {
                for entry in &map.entries {
                    if entry.value.is_null() && null_is_absent(table) {
                        continue;
                    }
                    self.step(Segment::Key(&entry.key.text), |walk| walk.node(&entry.value, of, table));
                }
            }
            (Shape::Record(block), Value::Map(map)) => self.record(map, table.record(*block), table),
            (Shape::Metadata, Value::Map(_)) => {
                let table = &TABLES[0];
                if let Some(block) = table.index().names.position("meta.v1.ObjectMeta") {
                    self.node(node, &Shape::Record(block), table);
                }
            }
            _ => {
                if let Some(problem) = scalar::problem(node, shape) {
                    self.report(problem);
                }
            }
        }
    }

    fn record<O>(&mut self, map: &'a Map<O>, record: &'static Record, table: &'static Table) {
        let version = self.versions.of(table.product);
        for entry in &map.entries {
            let name = entry.key.text.as_str();
            match record.field(name, version) {
                Some(field) if entry.value.is_null() && null_is_absent(table) && !field.required => {}
                Some(field) => {
                    self.step(Segment::Key(name), |walk| walk.node(&entry.value, &field.shape, table))
                }
                None => {
                    let problem = self.unknown_field(name, record, table);
                    self.step(Segment::Key(name), |walk| walk.report(problem));
                }
            }
        }
        for field in record.required.iter().map(|at| &record.fields[*at]) {
            if field.span.holds(version) && map.entry(field.name).is_none() {
                self.report(Problem::MissingField { owner: self.owner(), name: field.name });
            }
        }
        for (of, _) in record.one_of.iter().filter(|(_, span)| span.holds(version)) {
            let found: Vec<_> = of.iter().copied().filter(|name| map.entry(name).is_some()).collect();
            if found.len() != 1 {
                self.report(Problem::ExactlyOne { of: of.clone(), found });
            }
        }
        for (condition, _) in record.conditions.iter().filter(|(_, span)| span.holds(version)) {
            if let Some(problem) = condition.problem(map) {
                self.report(problem);
            }
        }
    }

    fn unknown_field(&self, name: &str, record: &'static Record, table: &'static Table) -> Problem {
        let version = self.versions.of(table.product);
        let held = record.fields.iter().filter(|field| field.span.holds(version));
        let known: Vec<&'static str> = held.map(|field| field.name).collect();
        let elsewhere = record.fields.iter().find(|field| field.name == name).map(|field| era(field, table));
        Problem::UnknownField {
            owner: self.owner(),
            name: name.to_owned(),
            near: if elsewhere.is_some() { None } else { nearest(name, known.iter().copied()) },
            known,
            elsewhere,
        }
    }

    /// The map that is walked, as said to a user: the kind of the object, a field, an item of a list.
    fn owner(&self) -> String {
        let name = self.path.iter().rev().find_map(|segment| match segment {
            Segment::Key(key) => Some(*key),
            Segment::Index(_) => None,
        });
        match (name, self.path.last()) {
            (Some(name), Some(Segment::Index(_))) => format!("an item of `{name}`"),
            (name, _) => format!("`{}`", name.unwrap_or(self.kind)),
        }
    }

    fn step(&mut self, segment: Segment<'a>, inside: impl FnOnce(&mut Self)) {
        self.path.push(segment);
        inside(self);
        self.path.pop();
    }

    fn report(&mut self, problem: Problem) {
        self.found.push(Violation { pointer: render(&self.path), problem });
    }
}

/// Kubernetes' own decoder takes null for absent, and what may be null is not known of every definition; a structural
/// schema otherwise refuses it.
fn null_is_absent(table: &Table) -> bool {
    matches!(table.product, Product::Kubernetes | Product::Added)
}

/// The versions that have a field, in words.
fn era(field: &Field, table: &'static Table) -> String {
    let versions = &table.index().names.versions;
    let (first, last) = field.span.ends();
    let product = if table.product == Product::Strimzi { "Strimzi" } else { "Kubernetes" };
    if last + 1 == versions.len() {
        format!("since {product} {}", versions[first])
    } else {
        format!("until {product} {}", versions[last])
    }
}
