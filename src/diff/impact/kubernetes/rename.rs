//! IMP-K16, IMP-K28: a StatefulSet or Service under another name, which is another object.

use super::pods;
use crate::diff::compare::same;
use crate::diff::{Change, Cx, Pair};
use crate::lint::view::{containers, pod};
use crate::object::{Node, Object};

pub(super) fn check(cx: &mut Cx<'_>) {
    for (kind, id) in [("StatefulSet", "IMP-K16"), ("Service", "IMP-K28")] {
        let renamed: Vec<[&Pair<'_>; 2]> = renamed(cx, kind);
        for [gone, come] in renamed {
            // A joined pair is called what it is to be.
            let old = &gone.before.unwrap_or(gone.member()).object;
            let new = &come.member().object;
            let changes: Vec<&Change<'_>> = if std::ptr::eq(gone, come) {
                gone.at("metadata/name").chain(gone.at("metadata/namespace")).collect()
            } else {
                gone.changes.iter().chain(&come.changes).collect()
            };
            let ends = cx.of_kind("Namespace").any(|namespace| {
                namespace.is_removed()
                    && namespace.member().is_beside(gone.member())
                    && Some(namespace.name()) == old.namespace.as_deref()
            });
            let Some(hit) = cx.hit_all(id, changes) else { continue };
            let moved = old.namespace != new.namespace;
            let name = |object: &Object| match &object.namespace {
                Some(namespace) if moved => format!("{namespace}/{}", object.name),
                _ => object.name.clone(),
            };
            hit.with("before", name(old)).with("after", name(new));
            if kind == "StatefulSet" {
                let all = pods::ordinals(old);
                let claims = pods::claimed(old, &all).map(|claims| {
                    let fate =
                        if ends { "go with their Namespace" } else { "stay until somebody deletes them" };
                    format!("; they begin with empty volumes, and the old ones {fate}: {claims}")
                });
                hit.with("stop", if all.end - all.start == 1 { "stops" } else { "stop" });
                hit.with("pods", pods::named(&old.name, &all)).with("claims", claims.unwrap_or_default());
            } else {
                let public = super::service::kind(old) == "LoadBalancer";
                hit.with("address", if public { ", and the load balancer gets another address" } else { "" });
            }
        }
    }
}

/// Objects of a kind that are gone, each with the one that came in its place.
fn renamed<'a>(cx: &Cx<'a>, kind: &'a str) -> Vec<[&'a Pair<'a>; 2]> {
    let mut found: Vec<[&Pair<'_>; 2]> =
        cx.of_kind(kind).filter(|pair| pair.renamed).map(|pair| [pair, pair]).collect();
    let gone: Vec<&Pair<'_>> = cx.of_kind(kind).filter(|pair| pair.is_removed()).collect();
    let come: Vec<&Pair<'_>> = cx.of_kind(kind).filter(|pair| pair.is_added()).collect();
    for old in &gone {
        let like = |one: &&&Pair<'_>, other: &Pair<'_>| is_like(one, other);
        let mut candidates = come.iter().filter(|new| like(new, old));
        let (Some(new), None) = (candidates.next(), candidates.next()) else { continue };
        // Two that are alike might as well have become each other.
        if gone.iter().filter(|other| is_like(new, other)).count() == 1 {
            found.push([old, new]);
        }
    }
    found
}

/// Whether one object is the other under a new name: the same name elsewhere, or the same content.
fn is_like(new: &Pair<'_>, old: &Pair<'_>) -> bool {
    if !new.member().is_beside(old.member()) {
        return false;
    }
    let (one, other) = (&new.member().object, &old.member().object);
    let moved = one.namespace != other.namespace;
    if moved && one.name != other.name {
        return false;
    }
    let part = |path: &str| match (one.at(path), other.at(path)) {
        (Some(one), Some(other)) => same(one, other),
        (None, None) => true,
        _ => false,
    };
    match one.gvk.kind.as_str() {
        "StatefulSet" => part("spec/volumeClaimTemplates") && images(one) == images(other),
        // The pods are often renamed along with the Service.
        _ => {
            part("spec/ports")
                && part("spec/type")
                && part("spec/clusterIP")
                && (moved || selected(one) == selected(other))
        }
    }
}

/// The keys of a Service's selector.
fn selected(service: &Object) -> Vec<&str> {
    let map = service.at("spec/selector").and_then(Node::as_map);
    map.into_iter().flat_map(|map| &map.entries).map(|entry| entry.key.text.as_str()).collect()
}

fn images(object: &Object) -> Vec<&str> {
    let spec = pod(object).map(|pod| pod.spec);
    spec.into_iter().flat_map(containers).filter_map(|one| one.get("image").and_then(Node::as_str)).collect()
}
