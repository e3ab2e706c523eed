use crate::object::{Gvk, Node, Object};
use crate::source::Origin;
use crate::yaml::{self, Mark};
use std::collections::BTreeMap;

/// What was seen on the way, for the summary.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files opened.
    pub files: usize,
    /// Documents with something in them.
    pub documents: usize,
    /// Objects among them.
    pub objects: usize,
    /// Files with templates, which only rendering turns into YAML.
    pub templates: usize,
    /// Files of JSON without an object in them, and of properties that are no broker's.
    pub passed_over: usize,
    /// Documents that are only part of an object.
    pub fragments: usize,
    /// Values that do not fit and are not those that will be applied.
    pub filled_in: usize,
    /// Objects of kinds no schema is known for, by `apiVersion kind`.
    pub unknown: BTreeMap<String, usize>,
}

impl Counts {
    /// Both together.
    pub fn add(&mut self, other: &Self) {
        self.files += other.files;
        self.documents += other.documents;
        self.objects += other.objects;
        self.templates += other.templates;
        self.passed_over += other.passed_over;
        self.fragments += other.fragments;
        self.filled_in += other.filled_in;
        for (kind, count) in &other.unknown {
            *self.unknown.entry(kind.clone()).or_default() += count;
        }
    }
}

/// The objects in a document: itself, the items of a list, none when it is something else.
pub fn objects(root: yaml::Node<Mark>, into: &mut Vec<Object>) {
    each_object(root, &mut |root| root.map_origin(&mut |mark: Mark| Origin::Written(mark.span)), into);
}

/// As [`objects`], of a document whose origins are known.
pub fn objects_written(root: Node, into: &mut Vec<Object>) {
    each_object(root, &mut |root| root, into);
}

fn each_object<O>(
    root: yaml::Node<O>,
    written: &mut dyn FnMut(yaml::Node<O>) -> Node,
    into: &mut Vec<Object>,
) {
    if !is_object(&root) {
        return;
    }
    let text = |key: &str| root.get(key).and_then(yaml::Node::as_str).unwrap_or_default().to_owned();
    let gvk = Gvk::new(&text("apiVersion"), &text("kind"));
    if gvk.kind.ends_with("List") && root.get("items").is_some_and(|items| items.as_list().is_some()) {
        let items = match root.value {
            yaml::Value::Map(map) => map.entries.into_iter().find(|entry| entry.key.text == "items"),
            _ => None,
        };
        if let Some(yaml::Value::List(items)) = items.map(|entry| entry.value.value) {
            items.into_iter().for_each(|item| each_object(item, written, into));
        }
        return;
    }
    let metadata = root.get("metadata");
    let named = |key: &str| Some(metadata?.get(key)?.as_str()?.to_owned());
    let (name, namespace) = (named("name").unwrap_or_default(), named("namespace"));
    into.push(Object { gvk, namespace, name, node: written(root) });
}

/// Kinds of the core group that are no API server's: configuration of kubectl and the scheduler, and what OpenShift once served there.
const NOBODYS: [&str; 10] = [
    "Config",
    "Policy",
    "Template",
    "Route",
    "BuildConfig",
    "DeploymentConfig",
    "ImageStream",
    "Project",
    "SecurityContextConstraints",
    "Kustomization",
];

/// Whether an object is one no schema of ours is about, though its group is known.
pub(in crate::lint) fn is_nobodys(gvk: &Gvk) -> bool {
    gvk.group.is_empty() && NOBODYS.contains(&gvk.kind.as_str())
}

/// Whether a document is meant for an API server: it says what it is, or looks like something that should.
fn is_object<O>(root: &yaml::Node<O>) -> bool {
    let has = |key: &str| root.get(key).is_some_and(|node| !node.is_null());
    match (has("apiVersion"), has("kind")) {
        (true, true) => true,
        (true, false) | (false, true) => has("metadata") && has("spec"),
        (false, false) => false,
    }
}
