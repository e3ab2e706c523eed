use super::problem::{Problem, Violation};
use super::table::{Index, Object, Product, TABLES, Table};
use super::versions::Versions;
use crate::facts::near::nearest;
use crate::yaml::{Node, Value};

/// API groups that Kubernetes once served and that live on in old manifests.
const GONE: [&str; 1] = ["extensions"];

/// A type to start from.
#[derive(Clone, Copy)]
pub(super) struct Root {
    pub(super) table: &'static Table,
    pub(super) block: usize,
}

/// What `apiVersion` and `kind` lead to.
pub(super) enum Found {
    Root(Root),
    Violation(Violation),
    Unknown { api_version: String, kind: String },
}

/// The schema of an object, by its `apiVersion` and `kind`.
pub(super) fn find<O>(object: &Node<O>, versions: &Versions) -> Found {
    let at_root = |problem| Found::Violation(Violation { pointer: String::new(), problem });
    if object.as_map().is_none() {
        return at_root(Problem::WrongType { expected: "an object, a map", found: object.kind() });
    }
    let mut words = [""; 2];
    for (word, name) in words.iter_mut().zip(["apiVersion", "kind"]) {
        match object.get(name).map(|node| &node.value) {
            Some(Value::String(text)) => *word = text,
            None | Some(Value::Null) => {
                return at_root(Problem::MissingField { owner: "an object".into(), name });
            }
            Some(_) => {
                let found = object.get(name).map_or("nothing", Node::kind);
                let problem = Problem::WrongType { expected: "a string", found };
                return Found::Violation(Violation { pointer: format!("/{name}"), problem });
            }
        }
    }
    let [api_version, kind] = words;
    if let Some(root) = root(api_version, kind, versions) {
        return Found::Root(root);
    }
    match absent(api_version, kind, versions) {
        Some(problem) => Found::Violation(Violation {
            pointer: if matches!(problem, Problem::UnknownKind { .. }) { "/kind" } else { "/apiVersion" }
                .into(),
            problem,
        }),
        None => Found::Unknown { api_version: api_version.into(), kind: kind.into() },
    }
}

/// The schema of a kind in an API version that these versions serve.
pub(super) fn root(api_version: &str, kind: &str, versions: &Versions) -> Option<Root> {
    versions.tables().find_map(|table| {
        let version = versions.of(table.product);
        let object = table.index().object(api_version, kind).filter(|o| o.span.holds(version))?;
        Some(Root { table, block: object.block })
    })
}

/// Why a group whose tables are complete does not have this object; `None` for groups of others.
fn absent(api_version: &str, kind: &str, versions: &Versions) -> Option<Problem> {
    // A list is an envelope around objects; it is taken apart elsewhere.
    if kind.ends_with("List") {
        return None;
    }
    let group = group_of(api_version);
    let table = TABLES.iter().filter(|table| table.product != Product::Operators).find(|table| {
        let gone = table.product == Product::Kubernetes && GONE.contains(&group);
        gone || table.index().objects.iter().any(|object| group_of(object.api_version) == group)
    })?;
    let (index, version) = (table.index(), versions.of(table.product));
    let same_kind = |object: &&Object| {
        object.kind == kind && (GONE.contains(&group) || group_of(object.api_version) == group)
    };
    let (api_version, product) = (api_version.to_owned(), versions.named(table.product));
    let known: Vec<&Object> = index.objects.iter().filter(same_kind).collect();
    if known.is_empty() {
        let kinds =
            index.objects.iter().filter(|o| o.span.holds(version) && group_of(o.api_version) == group);
        let near = nearest(kind, kinds.map(|object| object.kind));
        return Some(Problem::UnknownKind { api_version, kind: kind.to_owned(), product, near });
    }
    let served = known.iter().filter(|o| o.span.holds(version)).map(|o| o.api_version).collect();
    let elsewhere = known.iter().find(|o| o.api_version == api_version).map(|o| era(o, index));
    Some(Problem::UnknownVersion { api_version, kind: kind.to_owned(), product, served, elsewhere })
}

/// See [`super::stable`].
pub(super) fn stable(group: &str, kind: &str, versions: &Versions) -> Option<&'static str> {
    let of = |table: &'static Table| {
        let version = versions.of(table.product);
        let held = table.index().objects.iter().filter(move |o| o.kind == kind && o.span.holds(version));
        held.map(|object| object.api_version).filter(|api_version| group_of(api_version) == group)
    };
    let is_stable = |api_version: &&str| {
        let (_, version) = api_version.rsplit_once('/').unwrap_or(("", api_version));
        !version.contains(['a', 'b'])
    };
    TABLES.iter().flat_map(of).filter(is_stable).last()
}

/// The versions that have an object, in words.
fn era(object: &Object, index: &Index) -> String {
    let (first, last) = object.span.ends();
    match (first, last + 1 == index.names.versions.len()) {
        (_, true) => format!("since {}", index.names.versions[first]),
        (0, false) => format!("until {}", index.names.versions[last]),
        (_, false) => format!("from {} to {}", index.names.versions[first], index.names.versions[last]),
    }
}

/// `apps/v1` → `apps`; empty for the core group.
fn group_of(api_version: &str) -> &str {
    api_version.split_once('/').map_or("", |(group, _)| group)
}
