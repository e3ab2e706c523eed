//! IMP-S54 to S58: the addresses of a listener, who is let in, and the certificate it shows.

use super::listener::{Door, Doors};
use crate::diff::compare::same;
use crate::diff::impact::listing::joined;
use crate::diff::impact::peers::{is_of_nobody, peer};
use crate::diff::{Change, Cx, Effect, Part, Pods};
use crate::lint::view::WrittenRange;
use crate::object::Node;
use std::collections::BTreeSet;

/// Keys of what brokers tell clients to come to.
const ADVERTISED: [&str; 4] =
    ["advertisedHost", "advertisedPort", "advertisedHostTemplate", "advertisedPortTemplate"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    advertised(cx, all, new);
    let_in(cx, all, old, new);
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
        hit.pods(Pods::Brokers);
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

/// Who is let in: by source address, and by the peers of its NetworkPolicy. One finding for both.
fn let_in<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let mut changes = all.at(new.name, &["configuration", "loadBalancerSourceRanges"]);
    for change in all.at(new.name, &["networkPolicyPeers"]) {
        if !changes.iter().any(|known| known.id == change.id) {
            changes.push(change);
        }
    }
    if changes.is_empty() {
        return;
    }
    let (mut lost, mut gained) = (BTreeSet::new(), BTreeSet::new());
    lost.extend(ranges(old, new));
    gained.extend(ranges(new, old));
    lost.extend(peers(old, new, |peer| !is_of_nobody(cx, peer)));
    gained.extend(peers(new, old, |_| true));
    let (lost, gained): (Vec<String>, Vec<String>) =
        (lost.into_iter().collect(), gained.into_iter().collect());
    if lost.is_empty() {
        if let Some(hit) = cx.hit_all("IMP-S66", changes) {
            hit.with("item", new.name);
            if gained.is_empty() {
                hit.with("lets", "no longer names pods that are gone with this change")
                    .effects(&[Effect::InPlace]);
            } else {
                hit.with("lets", format!("lets in {} as well", joined(&gained)));
            }
        }
        return;
    }
    let clients = all.clients(new.name);
    let known = !(clients.inside.is_empty() && clients.outside.is_empty());
    if let Some(hit) = cx.hit_all("IMP-S55", changes) {
        hit.with("item", new.name).with("lost", joined(&lost));
        let instead = if gained.is_empty() { String::new() } else { format!(", but {}", joined(&gained)) };
        hit.with("instead", instead);
        if known {
            hit.note(format!("through it come {}", clients.said()));
        }
    }
}

/// The source ranges of one that the other does not let in; without any range everybody is.
fn ranges(these: Door<'_>, those: Door<'_>) -> Vec<String> {
    let read = |door: Door<'_>| -> Vec<ipnet::IpNet> {
        let list = door.node.get("configuration").and_then(|node| node.get("loadBalancerSourceRanges"));
        let list = list.and_then(Node::as_list).unwrap_or_default();
        list.iter().filter_map(|node| WrittenRange::read(node.as_str()?).net()).collect()
    };
    let (these, those) = (read(these), read(those));
    if those.is_empty() {
        return Vec::new();
    }
    let said = |range: &ipnet::IpNet| format!("`{range}`");
    if these.is_empty() {
        return vec![format!("anybody outside {}", joined(&those.iter().map(said).collect::<Vec<_>>()))];
    }
    let part = |range: &ipnet::IpNet| {
        let inside: Vec<String> = those.iter().filter(|other| range.contains(*other)).map(said).collect();
        if inside.is_empty() { said(range) } else { format!("{} outside {}", said(range), joined(&inside)) }
    };
    let open = these.iter().filter(|range| !those.iter().any(|other| other.contains(*range)));
    open.map(part).collect()
}

/// The peers of one that the other does not name; without any peer everybody is let in.
fn peers(these: Door<'_>, those: Door<'_>, counts: impl Fn(&Node) -> bool) -> Vec<String> {
    fn list(door: Door<'_>) -> Option<&[Node]> {
        door.node.get("networkPolicyPeers").and_then(Node::as_list)
    }
    match (list(these), list(those)) {
        (_, None) => Vec::new(),
        (None, Some(those)) => {
            vec![format!("any pod but {}", joined(&those.iter().map(peer).collect::<Vec<_>>()))]
        }
        (Some(these), Some(those)) => {
            let alone = these.iter().filter(|one| !those.iter().any(|other| same(one, other)));
            alone.filter(|one| counts(one)).map(peer).collect()
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
        hit.pods(Pods::Brokers);
        hit.with("item", new.name).with("before", before).with("after", after).with("nodes", nodes);
    }
}
