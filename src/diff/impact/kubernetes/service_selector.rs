//! IMP-K26: a Service that sends to other pods.

use crate::diff::{Change, Cx, Effect, Member, Pair, Severity, Side};
use crate::lint::view::{pod, selected, selects};
use crate::object::Node;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(old), Some(new)) = (pair.before, pair.after) else { return };
    let changes: Vec<&Change<'_>> = pair.at("spec/selector/**").collect();
    if changes.is_empty() {
        return;
    }
    let (before, after) = (meant(cx.before, old), meant(cx.after, new));
    let Some(hit) = cx.hit_all("IMP-K26", changes) else { return };
    hit.with("before", labels(old)).with("after", labels(new));
    if after.is_empty() {
        let found = if before.is_empty() {
            ""
        } else {
            ": nothing of the output has them, and what they were on finds nobody any more"
        };
        hit.with("found", found);
    } else if before == after {
        hit.with("found", format!(": they are the same, of {}", after.join(" and ")));
        hit.effects(&[Effect::InPlace]).severity(Severity::Low);
    } else {
        hit.with("found", format!(": now {}", after.join(" and ")));
    }
}

fn labels(service: &Member) -> String {
    let entries =
        service.object.at("spec/selector").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
    let text: Vec<String> =
        entries.filter_map(|entry| Some(format!("{}: {}", entry.key.text, entry.value.as_str()?))).collect();
    if text.is_empty() { "no labels at all".into() } else { text.join(", ") }
}

/// What has the pods a Service sends to.
fn meant(side: &Side, service: &Member) -> Vec<String> {
    let Some(wanted) = selected(service.object.at("spec/selector")) else { return Vec::new() };
    let beside = side
        .members
        .iter()
        .filter(|member| member.is_beside(service) && member.object.namespace == service.object.namespace);
    let has = |member: &&Member| {
        pod(&member.object).and_then(|pod| pod.labels()).is_some_and(|have| selects(&wanted, &have))
    };
    beside.filter(has).map(|member| format!("`{}`", member.object.title())).collect()
}
