//! IMP-S54 to S58: the addresses of a listener, who is let in, and the certificate it shows.

use super::listener::{Door, Doors};
use crate::diff::compare::same;
use crate::diff::impact::listing::joined;
use crate::diff::{Change, Cx, Part};
use crate::lint::view::WrittenRange;
use crate::object::Node;

/// Keys of what brokers tell clients to come to.
const ADVERTISED: [&str; 4] =
    ["advertisedHost", "advertisedPort", "advertisedHostTemplate", "advertisedPortTemplate"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    advertised(cx, all, new);
    ranges(cx, all, old, new);
    peers(cx, all, old, new);
    if old.kind() == new.kind() {
        frontend(cx, all, new);
    }
    certificate(cx, all, old, new);
}

/// A listener of a type that Strimzi gives up.
pub(super) fn ingress<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, door: Door<'a>) {
    if let Some(hit) = cx.hit_all("IMP-S57", all.at(door.name, &["type"])) {
        hit.with("item", door.name);
    }
}

fn value(node: Option<&Node>) -> String {
    node.and_then(crate::lint::view::config_text).map_or_else(|| "none".into(), |text| format!("`{text}`"))
}

fn advertised<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, door: Door<'a>) {
    let changes = all.at(door.name, &["configuration"]);
    let changes: Vec<&Change<'a>> =
        changes.into_iter().filter(|change| ADVERTISED.contains(&change.path.last())).collect();
    let before: Vec<String> = changes.iter().map(|change| value(change.before)).collect();
    let after: Vec<String> = changes.iter().map(|change| value(change.after)).collect();
    let clients = all.clients(door.name);
    let nobody = clients.inside.is_empty() && clients.outside.is_empty();
    if let Some(hit) = cx.hit_all("IMP-S54", changes) {
        hit.with("item", door.name).with("before", joined(&before)).with("after", joined(&after));
        hit.with(
            "clients",
            if nobody {
                "clients are sent to the new addresses, whether these are reached or not".to_owned()
            } else {
                format!("{} are sent to the new addresses, whether these are reached or not", clients.said())
            },
        );
    }
}

/// What is no longer let in by source address; without any range everybody is.
fn ranges<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let read = |door: Door<'a>| -> Vec<ipnet::IpNet> {
        let list = door.node.get("configuration").and_then(|node| node.get("loadBalancerSourceRanges"));
        let list = list.and_then(Node::as_list).unwrap_or_default();
        list.iter().filter_map(|node| WrittenRange::read(node.as_str()?).net()).collect()
    };
    let (was, is) = (read(old), read(new));
    let changes = all.at(new.name, &["configuration", "loadBalancerSourceRanges"]);
    if changes.is_empty() || is.is_empty() {
        return;
    }
    let kept = |range: &ipnet::IpNet| is.iter().any(|new| new.contains(range));
    let lost: Vec<String> = if was.is_empty() {
        let rest: Vec<String> = is.iter().map(|range| format!("`{range}`")).collect();
        vec![format!("everybody outside {}", joined(&rest))]
    } else {
        let part = |range: &ipnet::IpNet| {
            let inside: Vec<String> =
                is.iter().filter(|new| range.contains(*new)).map(|new| format!("`{new}`")).collect();
            if inside.is_empty() {
                format!("`{range}`")
            } else {
                format!("`{range}` outside {}", joined(&inside))
            }
        };
        was.iter().filter(|range| !kept(range)).map(part).collect()
    };
    narrowed(cx, all, new, changes, lost);
}

fn peers<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let list = |door: Door<'a>| door.node.get("networkPolicyPeers").and_then(Node::as_list);
    let changes = all.at(new.name, &["networkPolicyPeers"]);
    let (false, Some(is)) = (changes.is_empty(), list(new)) else { return };
    let said = |node: &Node| format!("`{}`", crate::diff::shown::value("Kafka", node));
    let lost: Vec<String> = match list(old) {
        None => vec![format!("every pod but {}", joined(&is.iter().map(said).collect::<Vec<_>>()))],
        Some(was) => {
            let gone = was.iter().filter(|old| !is.iter().any(|new| same(old, new)));
            gone.filter(|old| !is_of_nobody(cx, old)).map(said).collect()
        }
    };
    narrowed(cx, all, new, changes, lost);
}

/// Whether a peer selected pods that go with this same change: they lose nothing.
fn is_of_nobody(cx: &Cx<'_>, peer: &Node) -> bool {
    let labels = peer.get("podSelector").and_then(|selector| selector.get("matchLabels"));
    let Some(labels) = labels.and_then(Node::as_map).filter(|map| !map.is_empty()) else { return false };
    let selects = |member: &crate::diff::Member| {
        let own = member.object.at("spec/template/metadata/labels");
        labels.entries.iter().all(|label| {
            let value = own.and_then(|own| own.get(&label.key.text)).and_then(Node::as_str);
            value.is_some() && value == label.value.as_str()
        })
    };
    cx.before.members.iter().any(selects) && !cx.after.members.iter().any(selects)
}

fn narrowed<'a>(
    cx: &mut Cx<'a>,
    all: &Doors<'a>,
    door: Door<'a>,
    changes: Vec<&Change<'a>>,
    lost: Vec<String>,
) {
    if lost.is_empty() {
        return;
    }
    let clients = all.clients(door.name);
    let known = !(clients.inside.is_empty() && clients.outside.is_empty());
    if let Some(hit) = cx.hit_all("IMP-S55", changes) {
        hit.with("item", door.name).with("lost", joined(&lost));
        if known {
            hit.note(format!("through it come {}", clients.said()));
        }
    }
}

/// What decides the address of a load balancer.
fn frontend<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, door: Door<'a>) {
    let decides = |change: &&Change<'a>| {
        let last = change.path.last();
        last == "loadBalancerIP"
            || last.starts_with("service.beta.kubernetes.io/azure-load-balancer-internal")
            || last == "service.beta.kubernetes.io/azure-load-balancer-ipv4"
            || last == "service.beta.kubernetes.io/azure-pip-name"
    };
    let changes: Vec<&Change<'a>> =
        all.at(door.name, &["configuration"]).into_iter().filter(decides).collect();
    let clients = all.clients(door.name);
    for change in changes {
        let of_broker = change.path.0.iter().any(|part| matches!(part, Part::Key(key) if key == "brokers"));
        let hit = cx.hit("IMP-S56", change);
        hit.with("item", door.name).with("field", change.path.last());
        hit.with("before", value(change.before)).with("after", value(change.after));
        hit.with("clients", clients.cut_off());
        if of_broker {
            hit.note("one broker's own address");
        }
    }
}

fn certificate<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let secret = |door: Door<'a>| {
        let own = door.node.get("configuration").and_then(|node| node.get("brokerCertChainAndKey"));
        let name = own.and_then(|own| own.get("secretName")).and_then(Node::as_str);
        name.map_or_else(|| "the cluster's authority".to_owned(), |name| format!("Secret `{name}`"))
    };
    let nodes = all.nodes();
    let changes = all.at(new.name, &["configuration", "brokerCertChainAndKey"]);
    let below =
        |change: &&Change<'a>| change.path.0.len() > 5 || change.before.is_none() != change.after.is_none();
    let (before, after) = (secret(old), secret(new));
    if before == after && changes.iter().all(|change| change.path.0.len() < 6) {
        return;
    }
    if let Some(hit) = cx.hit_all("IMP-S58", changes.into_iter().filter(below)) {
        hit.with("item", new.name).with("before", before).with("after", after).with("nodes", nodes);
    }
}
