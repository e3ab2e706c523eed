//! IMP-K01, IMP-K02: another `volumeClaimTemplates`, which the API server refuses.

use super::pods;
use crate::diff::compare::Compare;
use crate::diff::{Change, Cx, Pair, Part};
use crate::object::{Node, Object};

/// Labels that follow the version of a chart or program.
const VERSIONS: [&str; 3] = ["helm.sh/chart", "app.kubernetes.io/version", "chart"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let changes: Vec<&Change<'_>> = pair.at("spec/volumeClaimTemplates/**").collect();
    let Some(first) = changes.first() else { return };
    let list = |object: &'a Object| {
        object.at("spec/volumeClaimTemplates").and_then(Node::as_list).unwrap_or_default()
    };
    let found = differences(list(old), list(new), first);
    let labels_only = !found.is_empty() && found.iter().all(|found| found.version_label);
    let id = if labels_only { "IMP-K02" } else { "IMP-K01" };
    let words: Vec<&str> = found.iter().map(|found| found.what.as_str()).collect();
    let what = if words.is_empty() { "their order".to_owned() } else { words.join(", ") };
    let claims = remedy(old, pods::replicas(old), &found);
    if let Some(hit) = cx.hit_all(id, changes) {
        hit.with("what", what).with("claims", claims);
    }
}

struct Difference {
    what: String,
    version_label: bool,
    /// The claim that grows, and to what.
    grows: Option<(String, String)>,
}

fn differences(old: &[Node], new: &[Node], change: &Change<'_>) -> Vec<Difference> {
    let name = |node: &Node| pods::text(node, "metadata/name").unwrap_or_default();
    let mut found = Vec::new();
    let plain = |what: String| Difference { what, version_label: false, grows: None };
    for node in new {
        let claim = name(node);
        match old.iter().find(|other| name(other) == claim) {
            None => found.push(plain(format!("`{claim}` that was not there"))),
            Some(other) => {
                let mut compare = Compare::new("StatefulSet", change.subject);
                compare.nodes(other, node);
                found.extend(compare.changes.iter().map(|change| difference(&claim, change)));
            }
        }
    }
    let gone = old.iter().map(name).filter(|claim| !new.iter().any(|node| name(node) == *claim));
    found.extend(gone.map(|claim| plain(format!("`{claim}` that is no more"))));
    found
}

fn difference(claim: &str, change: &Change<'_>) -> Difference {
    let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
    let text = |node: Option<&Node>| node.and_then(crate::diff::scalar::text);
    let values = match (text(change.before), text(change.after)) {
        (Some(before), Some(after)) => format!(" from {before} to {after}"),
        (None, Some(after)) => format!(" {after}"),
        _ => String::new(),
    };
    let (what, grows) = match parts.as_slice() {
        ["spec", "resources", "requests", "storage"] => {
            let larger = match (text(change.before), text(change.after)) {
                (Some(before), Some(after)) if pods::grows(&before, &after) == Some(true) => {
                    Some((claim.to_owned(), after))
                }
                _ => None,
            };
            (format!("the size of `{claim}`{values}"), larger)
        }
        ["spec", "storageClassName"] => (format!("the class of `{claim}`{values}"), None),
        _ => (format!("`{}` of `{claim}`{values}", change.path), None),
    };
    let version_label = match parts.as_slice() {
        ["metadata", "labels", label] => VERSIONS.contains(label),
        // All of them at once.
        ["metadata", "labels"] => [change.before, change.after].into_iter().flatten().all(|node| {
            node.as_map().is_some_and(|map| {
                map.entries.iter().all(|entry| VERSIONS.contains(&entry.key.text.as_str()))
            })
        }),
        _ => false,
    };
    Difference { what, version_label, grows }
}

fn remedy(old: &Object, replicas: i64, found: &[Difference]) -> String {
    let larger: Vec<&(String, String)> = found.iter().filter_map(|found| found.grows.as_ref()).collect();
    let set = &old.name;
    let place =
        old.namespace.as_ref().map_or_else(String::new, |namespace| format!(" --namespace {namespace}"));
    match larger.as_slice() {
        [(claim, size)] if found.len() == 1 => format!(
            "grow the {} that {} first, where their class lets them grow: `kubectl patch persistentvolumeclaim {claim}-{set}-0{place} \
             --patch '{{\"spec\":{{\"resources\":{{\"requests\":{{\"storage\":\"{size}\"}}}}}}}}'` and so on",
            if replicas == 1 { "claim".to_owned() } else { format!("{replicas} claims") },
            if replicas == 1 { "exists" } else { "exist" },
        ),
        _ => "claims that exist stay as they are, so data has to be copied to what is new".into(),
    }
}
