//! IMP-K25: ports of a Service that go, move or lead elsewhere.

use super::pods::text;
use super::service::stays_headless;
use crate::diff::{Change, Cx, Effect, Pair, Severity};
use crate::lint::view::{containers, pod, ports, selected, selects};
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let changes: Vec<&Change<'_>> = pair.at("spec/ports/**").collect();
    if changes.is_empty() {
        return;
    }
    let mut moved: Vec<&Node> = Vec::new();
    for was in ports(old) {
        let Some(number) = text(was, "port") else { continue };
        let stays = ports(new).find(|is| key(is) == key(was));
        let (what, lost, remedy, explained) = if let Some(is) = stays {
            let Some((what, lost, remedy)) = same_port(cx, pair, &number, was, is) else { continue };
            (what, lost, remedy, of(&changes, was, is))
        } else {
            let next = ports(new).find(|is| {
                ports(old).all(|was| key(was) != key(is))
                    && (text(is, "name") == text(was, "name") || only(old, new))
            });
            let lost = format!("whoever connects to `{}:{number}` is refused", pair.name());
            let remedy = "keep the old port beside the new one until nobody uses it".to_owned();
            match next {
                Some(is) => {
                    moved.push(is);
                    let to = text(is, "port").unwrap_or_default();
                    (format!("moves from port {number} to {to}"), lost, remedy, of(&changes, was, is))
                }
                None => (format!("no longer has port {number}"), lost, remedy, of(&changes, was, was)),
            }
        };
        let Some(hit) = cx.hit_all("IMP-K25", explained) else { continue };
        hit.with("what", what).with("lost", lost).with("remedy", remedy);
        if stays_headless(old, new) {
            // Clients of a headless Service connect to the pods themselves, whatever its ports say.
            hit.severity(Severity::Low).effects(&[Effect::InPlace]);
            hit.with("lost", "it is headless, so clients go to the pods' own ports in any case; only SRV records tell them of this one");
        }
    }
}

/// What tells ports apart.
fn key(port: &Node) -> (Option<String>, String) {
    (text(port, "port"), text(port, "protocol").unwrap_or_else(|| "TCP".into()))
}

fn only(old: &Object, new: &Object) -> bool {
    ports(old).count() == 1 && ports(new).count() == 1
}

/// The changes that are about one of two ports.
fn of<'c, 'a>(changes: &[&'c Change<'a>], was: &Node, is: &Node) -> Vec<&'c Change<'a>> {
    let label = |port: &Node| {
        let (number, protocol) = key(port);
        format!("{}/{protocol}", number.unwrap_or_default())
    };
    let (was, is) = (label(was), label(is));
    let about = |change: &&&Change<'_>| change.path.item().is_none_or(|item| item == was || item == is);
    changes.iter().filter(about).copied().collect()
}

/// What differs of a port that keeps its number, who loses by it, and what helps.
fn same_port(
    cx: &Cx<'_>,
    pair: &Pair<'_>,
    number: &str,
    was: &Node,
    is: &Node,
) -> Option<(String, String, String)> {
    let target = |port: &Node| text(port, "targetPort").unwrap_or_else(|| number.to_owned());
    let (before, after) = (target(was), target(is));
    if before != after {
        let lost = match listens(cx, pair, &after) {
            Some(true) => format!("pods that do not listen on {after} yet are no longer reached"),
            Some(false) => format!("no pod it selects declares {after}, so clients may find nothing there"),
            None => format!("what does not listen on {after} is no longer reached"),
        };
        let remedy = "let the pods listen on both until every one of them has the new port".to_owned();
        return Some((
            format!("sends port {number} to {after} of the pods, no longer to {before}"),
            lost,
            remedy,
        ));
    }
    let name = |port: &Node| text(port, "name");
    if let Some(old_name) = name(was).filter(|old| name(is).as_ref() != Some(old)) {
        let new_name = name(is).map_or_else(|| "none".to_owned(), |name| format!("`{name}`"));
        let lost =
            format!("Ingresses, monitors and SRV records that know it as `{old_name}` no longer find it");
        return Some((
            format!("calls port {number} {new_name}, no longer `{old_name}`"),
            lost,
            "change what names it in the same step".into(),
        ));
    }
    let node_port = |port: &Node| text(port, "nodePort");
    match (node_port(was), node_port(is)) {
        (Some(before), Some(after)) if before != after => Some((
            format!("is reached by port {after} of the nodes, no longer by {before}"),
            "whoever comes from outside by the old one is refused".into(),
            "tell them first".into(),
        )),
        _ => None,
    }
}

/// Whether a pod the Service selects declares a port; `None` where no such pod is to be seen.
fn listens(cx: &Cx<'_>, pair: &Pair<'_>, target: &str) -> Option<bool> {
    let member = pair.after?;
    let wanted = selected(member.object.at("spec/selector"))?;
    let mut seen = None;
    for other in &cx.after.members {
        if !other.is_beside(member) || other.object.namespace != member.object.namespace {
            continue;
        }
        let Some(pod) = pod(&other.object) else { continue };
        if !pod.labels().is_some_and(|have| selects(&wanted, &have)) {
            continue;
        }
        let declared = containers(pod.spec)
            .flat_map(|container| container.get("ports").and_then(Node::as_list).into_iter().flatten());
        let mut declared = declared.filter(|port| {
            text(port, "containerPort").as_deref() == Some(target)
                || text(port, "name").as_deref() == Some(target)
        });
        seen = Some(seen == Some(true) || declared.next().is_some());
    }
    seen
}
