//! IMP-K68, IMP-K69: a CustomResourceDefinition, by which the API server judges objects of its kind.

use super::pods::text;
use crate::diff::{Change, Cx, Pair};
use crate::object::{Node, Object};
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let changes: Vec<&Change<'_>> = pair.at("spec/**").collect();
    let kind = new.at("spec/names/kind").and_then(Node::as_str).unwrap_or("such");
    let gone: Vec<String> = served(old).difference(&served(new)).map(|name| format!("`{name}`")).collect();
    let id = if gone.is_empty() { "IMP-K68" } else { "IMP-K69" };
    if let Some(hit) = cx.hit_all(id, changes) {
        hit.with("kind", kind).with("versions", crate::diff::impact::joined(&gone));
    }
}

/// The versions that may be asked for.
fn served(definition: &Object) -> BTreeSet<String> {
    let versions = definition.at("spec/versions").and_then(Node::as_list).unwrap_or_default();
    let served = versions.iter().filter(|version| text(version, "served").as_deref() == Some("true"));
    served.filter_map(|version| text(version, "name")).collect()
}
