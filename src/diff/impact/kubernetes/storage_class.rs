//! IMP-K39, IMP-K40: what may change of a StorageClass, and which is the default one.

use crate::diff::{Change, Cx, Pair};
use crate::facts::provider;
use crate::object::{Node, Object};

const DEFAULT: [&str; 2] =
    ["storageclass.kubernetes.io/is-default-class", "storageclass.beta.kubernetes.io/is-default-class"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    let rows = [
        ("allowVolumeExpansion", "whether claims may grow, those that exist as well"),
        ("mountOptions", "volumes made from now on are mounted so, those that exist are not"),
        ("allowedTopologies", "volumes made from now on are made there, those that exist stay"),
    ];
    for (key, which) in rows {
        if let Some(hit) = cx.hit_all("IMP-K39", pair.at(&format!("{key}/**"))) {
            hit.with("what", format!("`{key}`")).with("which", which);
        }
    }
}

/// Whether a class lets volumes grow, where one of its own or the platform says so.
pub(super) fn expands(cx: &Cx<'_>, pair: &Pair<'_>, class: &str) -> Option<bool> {
    let member = pair.after?;
    let object =
        cx.after.of_kind("StorageClass").find(|one| one.is_beside(member) && one.object.name == class);
    if let Some(object) = object {
        return Some(object.object.at("allowVolumeExpansion").and_then(Node::as_bool).unwrap_or(false));
    }
    let topology = cx.after.topology(&member.environment)?;
    let cluster = topology.blueprint.kubernetes.get(&member.cluster)?;
    let provider = provider::Provider::from_word(cluster.provider.value.word())?;
    provider::storage_class(provider, class).ok()?.expand
}

/// Says once which class is the default one now.
pub(super) fn default<'a>(cx: &mut Cx<'a>) {
    let mut changes: Vec<&'a Change<'a>> = Vec::new();
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for pair in cx.of_kind("StorageClass") {
        let (was, is) = (
            pair.before.is_some_and(|m| is_default(&m.object)),
            pair.after.is_some_and(|m| is_default(&m.object)),
        );
        if was == is {
            continue;
        }
        if is { &mut come } else { &mut gone }.push(format!("`{}`", pair.name()));
        changes.extend(pair.changes.iter().filter(|change| {
            change.path.0.is_empty()
                || DEFAULT.contains(&change.path.last())
                || change.path.last() == "annotations"
        }));
    }
    let what = match (come.as_slice(), gone.as_slice()) {
        ([], []) => return,
        ([], _) => format!("StorageClass {} is the default one no longer", gone.join(" and ")),
        (_, []) => format!("StorageClass {} becomes the default one", come.join(" and ")),
        _ => format!(
            "StorageClass {} becomes the default one, no longer {}",
            come.join(" and "),
            gone.join(" and ")
        ),
    };
    let whole = |change: &&&Change<'_>| !change.path.0.is_empty();
    // A class that is new or gone is said for itself.
    let (own, first) = (changes.iter().filter(whole), changes.first());
    let mut explained: Vec<&Change<'_>> = own.copied().collect();
    if explained.is_empty() {
        explained.extend(first.copied());
    }
    if let Some(hit) = cx.hit_all("IMP-K40", explained) {
        hit.with("what", what);
    }
}

fn is_default(class: &Object) -> bool {
    let annotations = class.at("metadata/annotations");
    DEFAULT.iter().any(|key| annotations.and_then(|node| node.get(key)?.as_str()) == Some("true"))
}
