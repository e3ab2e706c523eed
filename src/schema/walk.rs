use super::expression::{Bounds, Shape};
use super::kind::Root;
use super::pointer::{Segment, render};
use super::problem::{Problem, Violation};
use super::record::{Field, Record};
use super::scalar;
use super::table::{Product, TABLES, Table};
use super::versions::Versions;
use crate::facts::near::nearest;
use crate::yaml::{Map, Node, Value, same_json};

/// Everything the type of an object does not allow in it.
pub(super) fn walk<O>(object: &Node<O>, root: Root, versions: &Versions, beyond: bool) -> Vec<Violation> {
    let mut walk = Walk { versions, beyond, kind: "", path: Vec::new(), found: Vec::new() };
    if let Some(Value::String(kind)) = object.get("kind").map(|node| &node.value) {
        walk.kind = kind;
    }
    walk.node(object, &Shape::Record(root.block), root.table);
    if beyond {
        walk.name(object, root.table);
    }
    walk.found
}

struct Walk<'a> {
    versions: &'a Versions,
    /// Whether what is refused beyond the schema counts.
    beyond: bool,
    kind: &'a str,
    path: Vec<Segment<'a>>,
    found: Vec<Violation>,
}

impl<'a> Walk<'a> {
    fn node<O>(&mut self, node: &'a Node<O>, shape: &Shape, table: &'static Table) {
        match (shape, &node.value) {
            (Shape::List { of, size }, Value::List(items)) => {
                self.size(items.len(), *size);
                for (index, item) in items.iter().enumerate() {
                    self.step(Segment::Index(index), |walk| walk.node(item, of, table));
                }
            }
            (Shape::Map(of), Value::Map(map)) => {
                for entry in &map.entries {
                    if entry.value.is_null() && self.null_is_absent(table) {
                        continue;
                    }
                    self.step(Segment::Key(&entry.key.text), |walk| walk.node(&entry.value, of, table));
                }
            }
            (Shape::Record(block), Value::Map(map)) => {
                let limited = self.beyond && table.product != Product::Added;
                let limits = if limited { table.limits(*block) } else { None };
                self.record(map, table.record(*block), limits, table);
            }
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

    fn record<O>(
        &mut self,
        map: &'a Map<O>,
        record: &'static Record,
        limits: Option<&'static Record>,
        table: &'static Table,
    ) {
        let version = self.versions.of(table.product);
        let limit = |name: &str| limits.and_then(|limits| limits.field(name, version));
        let before = self.found.len();
        for entry in &map.entries {
            let name = entry.key.text.as_str();
            match record.field(name, version) {
                Some(field) if entry.value.is_null() && self.null_is_absent(table) && !field.required => {}
                Some(field) => self.step(Segment::Key(name), |walk| {
                    let before = walk.found.len();
                    walk.node(&entry.value, &field.shape, table);
                    if let Some(limit) = limit(name).filter(|_| walk.found.len() == before) {
                        walk.limit(&entry.value, &limit.shape);
                    }
                }),
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
        if let Some(limits) = limits.filter(|_| self.found.len() == before) {
            self.beyond(map, limits, version);
        }
        for (of, _) in record.one_of.iter().filter(|(_, span)| span.holds(version)) {
            let there = |name: &&str| map.get(name).is_some_and(|node| !(node.is_null() && self.beyond));
            let found: Vec<_> = of.iter().copied().filter(there).collect();
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

    /// What a type demands beyond its schema; said where nothing else is wrong with the map.
    fn beyond<O>(&mut self, map: &'a Map<O>, limits: &'static Record, version: u8) {
        let there = |name: &str| map.get(name).is_some_and(|node| !node.is_null());
        for field in limits.required.iter().map(|at| &limits.fields[*at]) {
            if field.span.holds(version) && !there(field.name) {
                self.report(Problem::MissingField { owner: self.owner(), name: field.name });
            }
        }
        for (of, _) in limits.one_of.iter().filter(|(_, span)| span.holds(version)) {
            let found: Vec<_> = of.iter().copied().filter(|name| there(name)).collect();
            if found.len() != 1 {
                self.report(Problem::ExactlyOne { of: of.clone(), found });
            }
        }
        for (condition, _) in limits.conditions.iter().filter(|(_, span)| span.holds(version)) {
            if let Some(problem) = condition.problem(map) {
                self.report(problem);
            }
        }
    }

    /// A value of the type its schema wants, against what is wanted beyond.
    fn limit<O>(&mut self, node: &'a Node<O>, shape: &Shape) {
        let filled = |node: &Node<O>| match &node.value {
            Value::Map(map) => !map.is_empty(),
            Value::List(items) => !items.is_empty(),
            _ => !node.is_null(),
        };
        let missing = |walk: &Self, name| Problem::MissingField { owner: walk.owner(), name };
        match (shape, &node.value) {
            (_, Value::Null) => {}
            // What is still to be filled in is another rule's.
            (_, Value::String(text)) if text.contains(['$', '{', '<']) => {}
            (Shape::List { of, size }, Value::List(items)) => {
                self.size(items.len(), *size);
                for (index, item) in items.iter().enumerate() {
                    self.step(Segment::Index(index), |walk| walk.limit(item, of));
                }
            }
            (Shape::Map(of), Value::Map(map)) => {
                for entry in &map.entries {
                    self.step(Segment::Key(&entry.key.text), |walk| walk.limit(&entry.value, of));
                }
            }
            (Shape::Filled, Value::Map(map)) => {
                if !map.entries.iter().any(|entry| filled(&entry.value)) {
                    self.report(Problem::Condition("something must be selected here".into()));
                }
            }
            (Shape::Holding(name), Value::Map(map)) => {
                if map.get(name).is_none_or(Node::is_null) {
                    self.report(missing(self, name));
                }
            }
            (Shape::Named, Value::Map(map)) => {
                if map.get("metadata").and_then(|metadata| metadata.get("name")).is_none_or(Node::is_null) {
                    self.report(missing(self, "metadata.name"));
                }
            }
            (Shape::Unique { of, size }, Value::List(items)) => {
                self.size(items.len(), *size);
                self.unique(items, of);
            }
            _ => {
                if let Some(problem) = scalar::problem(node, shape) {
                    self.report(problem);
                }
            }
        }
    }

    fn size(&mut self, count: usize, size: Bounds) {
        if !size.hold(count as f64) {
            self.report(Problem::Size { unit: "items", count, low: size.low, high: size.high });
        }
    }

    fn unique<O>(&mut self, items: &'a [Node<O>], of: &[&'static str]) {
        let key = |item: &Node<O>| -> Vec<Option<String>> {
            of.iter().map(|name| item.get(name).and_then(Node::as_str).map(str::to_owned)).collect()
        };
        let same = |a: &Node<O>, b: &Node<O>| if of.is_empty() { same_json(a, b) } else { key(a) == key(b) };
        for (index, item) in items.iter().enumerate() {
            if items[..index].iter().any(|before| same(before, item)) {
                let names: Vec<String> = of.iter().map(|name| format!("`{name}`")).collect();
                let words = match names.as_slice() {
                    [] => "an item before this one says the same".to_owned(),
                    names => format!("an item before this one has the same {}", names.join(" and ")),
                };
                self.step(Segment::Index(index), |walk| walk.report(Problem::Condition(words)));
            }
        }
    }

    /// Objects that are kept have a name; a question to the server has none.
    fn name<O>(&mut self, object: &'a Node<O>, table: &'static Table) {
        let asks =
            self.kind.ends_with("Review") || self.kind.ends_with("List") || self.kind == "TokenRequest";
        let given = |name: &str| {
            let metadata = object.get("metadata")?;
            metadata.get(name).filter(|node| !node.is_null() && node.as_str() != Some(""))
        };
        let kept = table.product != Product::Added && !asks;
        if kept && self.found.is_empty() && given("name").is_none() && given("generateName").is_none() {
            let at = object.get("metadata").is_some_and(|metadata| metadata.as_map().is_some());
            let owner = "`metadata`".to_owned();
            let report =
                |walk: &mut Self| walk.report(Problem::MissingField { owner: owner.clone(), name: "name" });
            if at { self.step(Segment::Key("metadata"), report) } else { report(self) }
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

    /// Kubernetes' own decoder takes null for absent, and so does the server for custom resources, where their schemas
    /// alone refuse it; what may be null is not known of every definition.
    fn null_is_absent(&self, table: &Table) -> bool {
        self.beyond || matches!(table.product, Product::Kubernetes | Product::Added)
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
