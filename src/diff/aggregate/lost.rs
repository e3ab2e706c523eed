//! Who loses what: the clients a blueprint declares, and in manifests whoever has the address or the right.

use crate::diff::outcome::Lost;
use crate::diff::pair::Pair;
use crate::diff::side::Side;
use crate::object::{Node, Object};
use crate::topology::{Acl, Link, Topology};
use crate::yaml::Value;
use std::collections::BTreeSet;

/// Everything somebody has before and not after.
pub(in crate::diff) fn lost([before, after]: [&Side; 2], pairs: &[Pair<'_>]) -> Vec<Lost> {
    let mut lost = BTreeSet::new();
    let connectors = pairs.iter().filter(|pair| pair.kind() == "KafkaConnector");
    let connectors = connectors.filter(|pair| pair.is_removed() || pair.renamed);
    let gone = connectors.filter_map(|pair| Some(pair.before?.object.name.as_str())).collect();
    for topology in &before.topologies {
        if let Some(new) = after.topology(&topology.environment) {
            of_links(topology, new, &gone, &mut lost);
        }
    }
    if before.topologies.is_empty() || after.topologies.is_empty() {
        of_users(pairs, &mut lost);
        of_addresses(pairs, after, &mut lost);
    }
    lost.into_iter().collect()
}

fn of_links(before: &Topology, after: &Topology, gone: &BTreeSet<&str>, lost: &mut BTreeSet<Lost>) {
    for old in &before.links {
        let mut lose = |what: String| {
            lost.insert(Lost { who: old.path.clone(), what, environment: before.environment.clone() });
        };
        let listener = format!("{}/{}", old.to.cluster, old.to.listener);
        let Some(new) = after.links.iter().find(|link| link.path == old.path && link.kind == old.kind) else {
            // Whoever is gone misses nothing.
            if remains(old, after) {
                lose(format!("the connection to `{listener}`"));
            }
            continue;
        };
        // One address that stays is enough to learn all others by.
        let stays = old.endpoint.bootstrap.iter().any(|server| new.endpoint.bootstrap.contains(server));
        if !stays && !old.endpoint.bootstrap.is_empty() {
            lose(format!("the address `{}` of `{listener}`", old.endpoint.servers()));
        }
        if old.endpoint.protocol != new.endpoint.protocol || old.endpoint.mechanism != new.endpoint.mechanism
        {
            lose(format!("access to `{listener}` as it logs in now"));
        }
        for (resource, name, operation) in rights(&old.acls).difference(&rights(&new.acls)) {
            // Where nothing is authorized any more nobody needs a right, and a connector that is gone needs its group no
            // more.
            let idle =
                **resource == *"group" && name.strip_prefix("connect-").is_some_and(|own| gone.contains(own));
            // Mirrors and Connect clusters are told by the same change what they read and write.
            let driven = matches!(old.section.key(), "mirrors" | "connect");
            if !new.acls.is_empty() && !idle && !driven {
                lose(format!("`{operation}` on {resource} `{name}`"));
            }
        }
    }
    let old_routes = before.routes();
    let new_routes = after.routes();
    for (link, route) in before.links.iter().zip(&old_routes) {
        let new = after.links.iter().position(|other| other.path == link.path && other.kind == link.kind);
        let Some(new) = new.and_then(|at| new_routes.get(at)) else { continue };
        let (was, is) = (route.verdict.word(), new.verdict.word());
        if was == "reachable" && is != was {
            let what = format!("the way to `{}/{}`", link.to.cluster, link.to.listener);
            lost.insert(Lost { who: link.path.clone(), what, environment: before.environment.clone() });
        }
    }
}

/// Whether the entry a link belongs to is still there.
fn remains(link: &Link, after: &Topology) -> bool {
    after.links.iter().any(|other| other.section == link.section && other.owner == link.owner)
        || after.places.contains_key(&link.owner)
}

fn rights(acls: &[Acl]) -> BTreeSet<(&str, String, &str)> {
    let one = |acl: &'_ Acl| -> Vec<(&'static str, String, &'static str)> {
        let name = if acl.prefix { format!("{}*", acl.name) } else { acl.name.clone() };
        acl.operations.iter().map(|operation| (acl.resource.word(), name.clone(), *operation)).collect()
    };
    acls.iter().flat_map(one).collect()
}

/// Users whose ACLs name less.
fn of_users(pairs: &[Pair<'_>], lost: &mut BTreeSet<Lost>) {
    let users = pairs.iter().filter(|pair| pair.kind() == "KafkaUser" && !pair.changes.is_empty());
    for pair in users {
        let (Some(before), Some(after)) = (pair.before, pair.after) else { continue };
        let (old, new) = (tuples(&before.object), tuples(&after.object));
        // Without a list at all nothing is authorized by it.
        if after.object.at("spec/authorization").is_none() {
            continue;
        }
        for what in old.difference(&new) {
            lost.insert(Lost {
                who: after.object.title(),
                what: what.clone(),
                environment: after.environment.clone(),
            });
        }
    }
}

fn tuples(user: &Object) -> BTreeSet<String> {
    let acls = user.at("spec/authorization/acls").and_then(|node| node.as_list()).unwrap_or_default();
    let mut found = BTreeSet::new();
    for acl in acls {
        let text = |node: Option<&Node>| node.and_then(|node| node.as_str()).unwrap_or_default().to_owned();
        let resource = acl.get("resource");
        let of = |key: &str| text(resource.and_then(|resource| resource.get(key)));
        let star = if of("patternType") == "prefix" { "*" } else { "" };
        let name = if of("name").is_empty() { String::new() } else { format!(" `{}{star}`", of("name")) };
        let host = match text(acl.get("host")).as_str() {
            "" | "*" => String::new(),
            host => format!(" from `{host}`"),
        };
        let listed = acl.get("operations").and_then(|node| node.as_list()).unwrap_or_default();
        for operation in listed.iter().chain(acl.get("operation")).filter_map(|node| node.as_str()) {
            found.insert(format!("`{operation}` on {}{name}{host}", of("type")));
        }
    }
    found
}

/// Objects that still name a bootstrap address whose port is no listener's any more.
fn of_addresses(pairs: &[Pair<'_>], after: &Side, lost: &mut BTreeSet<Lost>) {
    for pair in pairs.iter().filter(|pair| pair.kind() == "Kafka" && !pair.changes.is_empty()) {
        let Some((old, new)) = pair.both() else { continue };
        let (old, new) = (ports(old), ports(new));
        for (listener, port) in old.iter().filter(|(_, port)| !new.iter().any(|(_, other)| other == port)) {
            let address = format!("{}-kafka-", pair.name());
            let tail = format!(":{port}");
            let users = after.members.iter().filter(|member| member.is_beside(pair.member()));
            for member in users.filter(|member| names(&member.object.node, &address, &tail)) {
                lost.insert(Lost {
                    who: member.object.title(),
                    what: format!("port {port} of listener `{listener}` of `{}`", pair.name()),
                    environment: member.environment.clone(),
                });
            }
        }
    }
}

fn ports(kafka: &Object) -> Vec<(String, i128)> {
    let listeners = kafka.at("spec/kafka/listeners").and_then(|node| node.as_list()).unwrap_or_default();
    let one = |node: &Node| Some((node.get("name")?.as_str()?.to_owned(), node.get("port")?.as_int()?));
    listeners.iter().filter_map(one).collect()
}

/// Whether some text of an object holds an address with a port.
fn names(node: &Node, address: &str, port: &str) -> bool {
    match &node.value {
        Value::String(text) => text.match_indices(address).any(|(at, _)| {
            let rest = &text[at..];
            let end = rest.find([',', ' ', '"', '\'', '\n']).unwrap_or(rest.len());
            rest[..end].ends_with(port)
        }),
        Value::Map(map) => map.entries.iter().any(|entry| names(&entry.value, address, port)),
        Value::List(items) => items.iter().any(|item| names(item, address, port)),
        _ => false,
    }
}
