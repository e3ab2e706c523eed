//! IMP-K23, IMP-K24, IMP-K27, IMP-K29: what a Service is.

use super::field::differs;
use super::pods::text;
use crate::diff::{Cx, Effect, Pair, Severity};
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    address(cx, pair, old, new);
    load_balancer(cx, pair, old, new);
    if let Some(field) = differs(pair, "spec/publishNotReadyAddresses", "false")
        && let Some(hit) = cx.hit_all("IMP-K29", field.changes)
    {
        hit.with("which", match field.after.as_str() {
            "true" => "pods that are not ready as well: peers find each other before they are, clients find pods that do not answer yet",
            _ => "ready pods alone: peers that look for each other in order to become ready no longer find any",
        });
    }
}

/// The type; ClusterIP where nothing is written.
pub(super) fn kind(service: &Object) -> String {
    text(&service.node, "spec/type").unwrap_or_else(|| "ClusterIP".into())
}

/// The first address that is written; `None` where the API server gives one out.
fn written(service: &Object) -> Option<String> {
    let first =
        service.at("spec/clusterIPs").and_then(Node::as_list).and_then(<[_]>::first).and_then(Node::as_str);
    let one = text(&service.node, "spec/clusterIP").filter(|ip| !ip.is_empty());
    one.or_else(|| first.map(str::to_owned))
}

/// Whether it is headless.
pub(super) fn is_headless(service: &Object) -> bool {
    written(service).as_deref() == Some("None")
}

/// Whether it was headless and stays so, as it does where nothing is written any more.
pub(super) fn stays_headless(old: &Object, new: &Object) -> bool {
    is_headless(old) && (is_headless(new) || written(new).is_none() && kind(new) == "ClusterIP")
}

fn address<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, old: &Object, new: &Object) {
    let (was, is) = (kind(old), kind(new));
    // Coming from a name, or becoming one, everything may change.
    if was == "ExternalName" || is == "ExternalName" {
        return;
    }
    let (before, after) = (written(old), written(new));
    let what = match (before.as_deref(), after.as_deref()) {
        (before, after) if before == after => return,
        (Some("None"), Some(after)) => {
            format!("it is headless, and never gets an address of its own, here {after}")
        }
        (Some("None"), None) if is == "ClusterIP" => {
            // The server fills in what is missing with what it has.
            let changes = pair.at("spec/clusterIP").chain(pair.at("spec/clusterIPs"));
            if let Some(hit) = cx.hit_all("IMP-K23", changes) {
                hit.effects(&[Effect::Ignored]).severity(Severity::Medium);
                hit.with(
                    "what",
                    format!(
                        "Service `{}` stays headless: `clusterIP` that is left out keeps the value it has",
                        pair.name()
                    ),
                );
            }
            return;
        }
        (Some("None"), None) => {
            format!("it is headless and stays so, which a Service of type {is} cannot be")
        }
        (Some(_), None) => return,
        (_, Some("None")) => "it has an address of its own and never becomes headless".into(),
        (Some(before), Some(after)) => format!("its address never changes, here {before} to {after}"),
        (None, Some(after)) => {
            format!("it has an address already, which never changes, unless that is {after}")
        }
        (None, None) => return,
    };
    let what = format!(
        "the API server refuses Service `{}`: {what} (`spec.clusterIPs[0]: may not change once set`)",
        pair.name()
    );
    let changes = pair.at("spec/clusterIP").chain(pair.at("spec/clusterIPs"));
    if let Some(hit) = cx.hit_all("IMP-K23", changes) {
        hit.with("what", what);
    }
}

fn load_balancer<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, old: &Object, new: &Object) {
    let (was, is) = (kind(old), kind(new));
    if was != "LoadBalancer" {
        return;
    }
    if is != "LoadBalancer" {
        let ports: Vec<String> = crate::lint::view::ports(old)
            .filter_map(|port| text(port, "port"))
            .map(|port| format!("port {port}"))
            .collect();
        let whom = if ports.is_empty() { "it".to_owned() } else { ports.join(" and ") };
        if let Some(hit) = cx.hit_all("IMP-K24", pair.at("spec/type")) {
            hit.with("ports", whom).with("after", is);
        }
        return;
    }
    refused(cx, pair, "loadBalancerClass");
    let local =
        |service: &Object| text(&service.node, "spec/externalTrafficPolicy").as_deref() == Some("Local");
    // What is left out is filled in with what the Service has.
    if local(old) && local(new) && new.at("spec/healthCheckNodePort").is_some() {
        refused(cx, pair, "healthCheckNodePort");
    }
}

fn refused<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, key: &'static str) {
    let none = if key == "loadBalancerClass" { "nothing" } else { "the one it was given" };
    if let Some(field) = differs(pair, &format!("spec/{key}"), none)
        && let Some(hit) = cx.hit_all("IMP-K27", field.changes)
    {
        hit.with("field", key).with("before", field.before).with("after", field.after);
    }
}
