//! The compact tables under `schemas/`, and how they are read.
//!
//! A table is text that a diff can show. `#` starts a comment line; `versions` names the columns, oldest first.
//! Every block describes one type:
//!
//! ```text
//! = apps.v1.Deployment : apps/v1 Deployment    name, the versions that have it (`1.31..1.33`), the objects it is
//! spec apps.v1.DeploymentSpec                  field, type
//! paused bool                                  fields stand in byte order
//! name! string                                 `!`: required
//! hostUsers bool 1.33..                        the versions that have this line: from 1.33
//! ?one-of value|valueFrom                      exactly one of these fields must be present
//! ?when type=tls:present(a|b)                  where `type` is `tls` (`type!=tls`: is not), the fields must be
//!                                              present, filled, absent, together or less; nothing before `|`: no `type`
//! ```
//!
//! Types are read from the left: `[T` a list of T, `[(key=name,1..)T` one whose merge key is `name` and which has at
//! least one item, `{T` a map of T. Words: `string`, `string(1..253)` with its length, `string/^[a-z]+$` with a
//! pattern that runs to the end of the word, `enum(a|b)`, `bool`, `int`, `int32`, `int64`, `number`, each with
//! `(low..high)`, `int-or-string`, `int32-or-string`, `quantity`, `date-time`, `bytes` (base64), `object` (any map), `any`, `metadata`
//! (Kubernetes' own). Any other word is the name of another type in the same table. `schemas/kubernetes-limits.table` says more
//! of the same types, in some words of its own: `super::limits`.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::limits;
use super::names::Names;
use super::record::{Record, Span};

/// Whose objects a table describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Product {
    /// The API server's own kinds.
    Kubernetes,
    /// Strimzi's custom resources.
    Strimzi,
    /// Single custom resources of other operators.
    Operators,
    /// Custom resources whose definitions somebody gave.
    Added,
}

/// One embedded table; nothing of it is read before the first question.
pub(super) struct Table {
    pub(super) product: Product,
    text: &'static str,
    index: OnceLock<Index>,
}

/// The types of a table by name, and its objects.
pub(super) struct Index {
    pub(super) names: Names,
    /// In the order of [`Names::types`].
    blocks: Vec<Block>,
    /// In byte order of `apiVersion`, then `kind`.
    pub(super) objects: Vec<Object>,
}

/// One type, its lines unread until it is needed.
struct Block {
    lines: &'static str,
    record: OnceLock<Record>,
    /// What is refused beyond it.
    limits: OnceLock<Option<&'static Record>>,
}

/// One object kind and the type that describes it.
pub(super) struct Object {
    pub(super) api_version: &'static str,
    pub(super) kind: &'static str,
    pub(super) span: Span,
    pub(super) block: usize,
}

pub(super) static TABLES: [Table; 3] = [
    Table::new(Product::Kubernetes, include_str!("../../schemas/kubernetes.table")),
    Table::new(Product::Strimzi, include_str!("../../schemas/strimzi.table")),
    Table::new(Product::Operators, include_str!("../../schemas/operators.table")),
];

static OPENED: AtomicUsize = AtomicUsize::new(0);

/// How many tables and types this process has read so far; a command that checks nothing leaves it at zero.
pub fn opened() -> usize {
    OPENED.load(Ordering::Relaxed)
}

impl Table {
    pub(super) const fn new(product: Product, text: &'static str) -> Self {
        Self { product, text, index: OnceLock::new() }
    }

    /// The names and places of the types; finding them reads no field.
    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            OPENED.fetch_add(1, Ordering::Relaxed);
            Index::read(self.text)
        })
    }

    /// The fields of a type.
    pub(super) fn record(&'static self, block: usize) -> &'static Record {
        let index = self.index();
        let block = &index.blocks[block];
        block.record.get_or_init(|| {
            OPENED.fetch_add(1, Ordering::Relaxed);
            Record::read(block.lines, &index.names)
        })
    }

    /// What is refused in a type beyond its fields.
    pub(super) fn limits(&'static self, block: usize) -> Option<&'static Record> {
        let index = self.index();
        *index.blocks[block].limits.get_or_init(|| limits::of(index.names.types[block]))
    }
}

impl Index {
    fn read(text: &'static str) -> Self {
        let mut parts = text.split("\n= ");
        let head = parts.next().unwrap_or_default();
        let versions: Vec<_> = head
            .lines()
            .find_map(|line| line.strip_prefix("versions "))
            .unwrap_or_default()
            .split(' ')
            .collect();
        let names = Names { versions, types: Vec::new() };
        let mut index = Self { names, blocks: Vec::new(), objects: Vec::new() };
        for part in parts {
            let (first, lines) = part.split_once('\n').unwrap_or((part, ""));
            let mut described = first.split(" : ");
            let mut words = described.next().unwrap_or_default().split(' ');
            let name = words.next().unwrap_or_default();
            let span = Span::read(words.next(), &index.names.versions);
            for object in described {
                let (api_version, kind) = object.split_once(' ').unwrap_or((object, ""));
                index.objects.push(Object { api_version, kind, span, block: index.blocks.len() });
            }
            index.names.types.push(name);
            index.blocks.push(Block { lines, record: OnceLock::new(), limits: OnceLock::new() });
        }
        index.objects.sort_by_key(|object| (object.api_version, object.kind));
        index
    }

    /// The kind of an object, in any version of the table.
    pub(super) fn object(&self, api_version: &str, kind: &str) -> Option<&Object> {
        let found = self.objects.binary_search_by(|o| (o.api_version, o.kind).cmp(&(api_version, kind)));
        found.ok().map(|at| &self.objects[at])
    }
}

#[cfg(test)]
mod tests {
    use super::super::expression::Shape;
    use super::*;

    /// Panics on a pattern that does not compile.
    fn compile(shape: &Shape) {
        match shape {
            Shape::List { of, .. } | Shape::Map(of) => compile(of),
            Shape::Text { pattern: Some(pattern), .. } | Shape::IntOrText { pattern: Some(pattern), .. } => {
                pattern.matches("");
            }
            _ => {}
        }
    }

    #[test]
    fn every_type_of_every_table_reads() {
        let mut fields = 0;
        for table in &TABLES {
            let index = table.index();
            assert!(index.names.types.is_sorted(), "{:?}", table.product);
            for block in 0..index.blocks.len() {
                let record = table.record(block);
                assert!(record.fields.is_sorted_by_key(|f| f.name), "{}", index.names.types[block]);
                record.fields.iter().for_each(|field| compile(&field.shape));
                fields += record.fields.len();
            }
        }
        assert!(fields > 3300, "{fields}");
        assert!(opened() > 700);
    }

    #[test]
    fn the_versions_said_are_the_versions_there() {
        let kubernetes: Vec<String> = super::super::KUBERNETES.iter().map(ToString::to_string).collect();
        assert_eq!(TABLES[0].index().names.versions, kubernetes);
        assert_eq!(TABLES[1].index().names.versions, super::super::STRIMZI);
        assert_eq!(TABLES[2].index().names.versions, ["any"]);
    }
}
