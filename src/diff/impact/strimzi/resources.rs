//! IMP-S30 and IMP-S31: what the pods of Strimzi ask for.

use crate::diff::impact::cluster::{Cluster, Pool};
use crate::diff::impact::listing::joined;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Effect, Pair, Part};
use crate::lint::view;
use crate::object::{Node, Object};

const IN_PLACE: &str = "strimzi.io/in-place-resizing";

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    let changes = touching(pair, &["spec", "resources"]);
    if changes.is_empty() {
        return;
    }
    let member = pair.member();
    let pool = (pair.kind() == "KafkaNodePool").then(|| Pool::of(after));
    let cluster = pool.and_then(|_| Cluster::of(cx.after, member));
    let said = |pool: Pool<'_>| format!("the {} of pool `{}`", pool.said(), pair.name());
    let subject = pool.map_or_else(|| format!("{} `{}`", pair.kind(), pair.name()), said);
    let holder =
        if pool.is_some() { cluster.as_ref().and_then(|c| c.kafka).map(|k| &*k.object) } else { Some(after) };
    let in_place = pair.kind() != "KafkaBridge" && holder.is_some_and(resizes_in_place);
    let heap = |object: &Object, path: &str| object.at(path).is_some_and(|node| !node.is_null());
    let has_heap =
        heap(after, "spec/jvmOptions") || holder.is_some_and(|kafka| heap(kafka, "spec/kafka/jvmOptions"));
    let memory: Vec<&Change<'_>> = changes.iter().filter(|change| is_memory(change)).copied().collect();
    if in_place && !has_heap && !memory.is_empty() && pool.is_some() {
        let of = |object| amount(object, "limits").or_else(|| amount(object, "requests"));
        let (old, new) = (of(before), of(after));
        let less = matches!((&old, &new), (Some((_, old)), Some((_, new))) if new < old);
        if let Some(hit) = cx.hit_all("IMP-S31", changes) {
            let text =
                |amount: Option<(String, i128)>| amount.map_or_else(|| "none".into(), |(text, _)| text);
            hit.with("nodes", pool.map_or_else(String::new, |pool| pool.said()));
            hit.with("before", text(old)).with("after", text(new));
            hit.with(
                "danger",
                if less {
                    "it may no longer fit, and the nodes are killed for want of memory"
                } else {
                    "they get none of the new memory for it before they restart"
                },
            );
        }
        return;
    }
    let gone = changes.iter().any(|change| change.after.is_none());
    let what = changes.iter().map(|change| said_of(change)).collect::<Vec<_>>();
    if let Some(hit) = cx.hit_all("IMP-S30", changes) {
        hit.with("subject", subject).with("what", joined(&what));
        let how = match (in_place, gone) {
            (true, false) => {
                "pods are resized in place (`strimzi.io/in-place-resizing`), and restart where a node has no room"
            }
            (true, true) => {
                "pods restart one by one, since a limit that is taken away cannot be changed in place"
            }
            (false, _) => "pods restart one by one",
        };
        hit.with("how", how);
        if in_place && !gone {
            hit.effects(&[Effect::InPlace]);
        }
    }
}

fn resizes_in_place(object: &Object) -> bool {
    view::annotation(object, IN_PLACE).and_then(Node::as_str) == Some("true")
}

fn is_memory(change: &Change<'_>) -> bool {
    change.path.last() == "memory" || change.path.0.iter().map(Part::text).all(|part| part != "cpu")
}

fn amount(object: &Object, which: &str) -> Option<(String, i128)> {
    view::amount(object.at("spec/resources")?.get(which)?.get("memory")?)
}

/// `requests.cpu 500m → 750m`.
fn said_of(change: &Change<'_>) -> String {
    let path: Vec<&str> = change.path.0.iter().skip(2).map(Part::text).collect();
    let value = |node: Option<&Node>| match node.and_then(view::config_text) {
        Some(text) => text,
        None if node.is_some() => "set".into(),
        None => "none".into(),
    };
    let path = if path.is_empty() { "all".into() } else { path.join(".") };
    format!("{path} {} → {}", value(change.before), value(change.after))
}
