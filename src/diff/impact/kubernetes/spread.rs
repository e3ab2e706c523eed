//! IMP-K17: pods that must be apart, and may not all find a place.

use super::pods::{replicas, text};
use crate::diff::{Change, Cx, Pair};
use crate::lint::view::{Pod, pod, selects};
use crate::object::{Node, Object};
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    if replicas(new) < 2 {
        return;
    }
    let (before, after) = (rules(old), rules(new));
    let Some((rule, key)) = after.iter().find(|rule| !before.contains(*rule)) else { return };
    let within = pair.at("spec/template/spec/affinity/**");
    let changes: Vec<&Change<'_>> = within
        .chain(pair.at("spec/template/spec/topologySpreadConstraints/**"))
        .chain(pair.at("spec/template/metadata/labels/**"))
        .collect();
    let Some(hit) = cx.hit_all("IMP-K17", changes) else { return };
    hit.with("rule", rule).with("key", key).with("replicas", replicas(new));
}

/// Rules that no pod may break, each with the label of nodes it is about.
fn rules(object: &Object) -> BTreeSet<(String, String)> {
    let mut rules = BTreeSet::new();
    let Some(pod) = pod(object) else { return rules };
    let required = ["affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"];
    let terms = required.iter().try_fold(pod.spec, |node, key| node.get(key)).and_then(Node::as_list);
    for term in terms.into_iter().flatten().filter(|term| means(term, pod)) {
        let Some(key) = text(term, "topologyKey") else { continue };
        rules.insert((format!("no two of its pods share a `{key}` (required anti-affinity)"), key));
    }
    let constraints = pod.spec.get("topologySpreadConstraints").and_then(Node::as_list);
    for constraint in constraints.into_iter().flatten().filter(|constraint| means(constraint, pod)) {
        // Nothing written is the hard one.
        let hard = text(constraint, "whenUnsatisfiable").is_none_or(|word| word == "DoNotSchedule");
        if let (true, Some(key)) = (hard, text(constraint, "topologyKey")) {
            let skew = text(constraint, "maxSkew").unwrap_or_default();
            let rule = format!(
                "the number of its pods differs by at most {skew} between one `{key}` and another (`DoNotSchedule`)"
            );
            rules.insert((rule, key));
        }
    }
    rules
}

/// Whether a term is about the pods of its own workload.
fn means(term: &Node, pod: Pod<'_>) -> bool {
    let wanted =
        term.get("labelSelector").and_then(|selector| crate::lint::labels(selector.get("matchLabels")));
    match (wanted, pod.labels()) {
        (Some(wanted), Some(have)) => selects(&wanted, &have),
        _ => false,
    }
}
