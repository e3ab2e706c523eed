//! Pods of a StatefulSet by their names, and the claims that are made for them.

use crate::diff::{Pair, scalar};
use crate::facts::kubernetes::Quantity;
use crate::lint::view::amount;
use crate::object::{Node, Object};
use std::fmt::Write;
use std::ops::Range;

/// How many of a list are named one by one.
const NAMED: usize = 4;

/// How many pods an object has; one where nothing is written.
pub(super) fn replicas(object: &Object) -> i64 {
    object.at("spec/replicas").and_then(Node::as_int).and_then(|n| i64::try_from(n).ok()).unwrap_or(1)
}

/// How many pods are there and stay: new ones start as they are to be.
pub(super) fn staying(pair: &Pair<'_>, new: &Object) -> i64 {
    pair.before.map_or(0, |old| replicas(&old.object)).min(replicas(new))
}

/// The number of the first pod.
pub(super) fn start(object: &Object) -> i64 {
    object.at("spec/ordinals/start").and_then(Node::as_int).and_then(|n| i64::try_from(n).ok()).unwrap_or(0)
}

/// The numbers of all pods.
pub(super) fn ordinals(object: &Object) -> Range<i64> {
    start(object)..start(object) + replicas(object)
}

/// `1 pod`, `3 pods`.
pub(super) fn count(pods: i64) -> String {
    if pods == 1 { "1 pod".into() } else { format!("{pods} pods") }
}

/// Pods by name: `` `db-3` and `db-4` ``, `` `db-3` to `db-9` ``.
pub(super) fn named(set: &str, ordinals: &Range<i64>) -> String {
    let pod = |ordinal: i64| format!("`{set}-{ordinal}`");
    match ordinals.end - ordinals.start {
        ..=0 => "no pod".into(),
        1 => pod(ordinals.start),
        2 => format!("{} and {}", pod(ordinals.start), pod(ordinals.start + 1)),
        _ => format!("{} to {}", pod(ordinals.start), pod(ordinals.end - 1)),
    }
}

/// A claim each pod has.
pub(super) struct Claim<'a> {
    pub name: &'a str,
    pub size: Option<(String, i128)>,
}

/// The claims each pod has.
pub(super) fn claims(object: &Object) -> Vec<Claim<'_>> {
    let templates = object.at("spec/volumeClaimTemplates").and_then(Node::as_list).into_iter().flatten();
    let claim = |node: &'_ Node| -> Option<(String, i128)> {
        amount(node.get("spec")?.get("resources")?.get("requests")?.get("storage")?)
    };
    templates
        .filter_map(|node| {
            let name = node.get("metadata")?.get("name")?.as_str()?;
            Some(Claim { name, size: claim(node) })
        })
        .collect()
}

/// The claims of some pods by name, with what they hold together: `` `data-db-3`, `data-db-4` (20Gi) ``; `None` where
/// there are none.
pub(super) fn claimed(object: &Object, ordinals: &Range<i64>) -> Option<String> {
    let claims = claims(object);
    let pods = usize::try_from(ordinals.end - ordinals.start).unwrap_or(0);
    if claims.is_empty() || pods == 0 {
        return None;
    }
    let names = ordinals.clone().flat_map(|ordinal| claims.iter().map(move |claim| (claim.name, ordinal)));
    let total = claims.len() * pods;
    let shown = if total > NAMED { NAMED - 1 } else { NAMED };
    let mut text = names
        .take(shown)
        .map(|(claim, ordinal)| format!("`{claim}-{}-{ordinal}`", object.name))
        .collect::<Vec<_>>()
        .join(", ");
    if total > shown {
        let _ = write!(text, " and {} more", total - shown);
    }
    let each: Option<i128> = claims.iter().map(|claim| claim.size.as_ref().map(|(_, milli)| *milli)).sum();
    if let Some(each) = each {
        let _ = write!(text, " ({})", bytes(each / 1000 * i128::try_from(pods).unwrap_or(0)));
    }
    Some(text)
}

/// An amount of bytes as people write it: `600Gi`.
pub(super) fn bytes(amount: i128) -> String {
    let units = ["Ki", "Mi", "Gi", "Ti", "Pi"];
    let mut text = amount.to_string();
    let mut rest = amount;
    for unit in units {
        if rest == 0 || rest % 1024 != 0 {
            break;
        }
        rest /= 1024;
        text = format!("{rest}{unit}");
    }
    text
}

/// Whether two amounts as written are the same, and else whether the second is larger.
pub(super) fn grows(before: &str, after: &str) -> Option<bool> {
    let (before, after) = (Quantity::parse(before).ok()?.milli(), Quantity::parse(after).ok()?.milli());
    (before != after).then_some(after > before)
}

/// The text of a scalar below a node.
pub(super) fn text(node: &Node, path: &str) -> Option<String> {
    scalar::text(path.split('/').try_fold(node, |node, key| node.get(key))?)
}
