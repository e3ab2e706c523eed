//! IMP-S46 to S53: listeners that come, go, or are reached otherwise.

use super::{api, exposure};
use crate::diff::impact::clients::{self, Clients};
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Effect, Pair, Pods};
use crate::facts::strimzi::names::kafka::bootstrap_service;
use crate::lint::view;
use crate::object::{Node, Object};

/// A listener as written.
#[derive(Clone, Copy)]
pub(super) struct Door<'a> {
    pub(super) name: &'a str,
    pub(super) node: &'a Node,
}

/// The listeners of a Kafka before and after.
pub(super) struct Doors<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) before: Cluster<'a>,
    pub(super) after: Cluster<'a>,
}

impl<'a> Door<'a> {
    pub(super) fn kind(&self) -> &'a str {
        self.node.get("type").and_then(Node::as_str).unwrap_or("internal")
    }

    fn port(&self) -> Option<i128> {
        self.node.get("port").and_then(Node::as_int)
    }

    fn port_said(&self) -> String {
        self.port().map_or_else(|| "none".into(), |port| port.to_string())
    }

    fn tls(&self) -> bool {
        self.node.get("tls").and_then(Node::as_bool) == Some(true)
    }

    fn authentication(&self) -> Option<&'a str> {
        self.node.get("authentication")?.get("type")?.as_str()
    }
}

fn doors(object: &Object) -> Vec<Door<'_>> {
    view::listeners(object).map(|listener| Door { name: listener.name, node: listener.node }).collect()
}

impl<'a> Doors<'a> {
    /// The changes of a listener, or of one of its keys.
    pub(super) fn at(&self, listener: &str, rest: &[&str]) -> Vec<&'a Change<'a>> {
        let place: Vec<&str> =
            ["spec", "kafka", "listeners", listener].into_iter().chain(rest.iter().copied()).collect();
        touching(self.pair, &place)
    }

    /// Who comes through a listener today.
    pub(super) fn clients(&self, listener: &str) -> Clients {
        clients::of_listener(&self.before, listener).that_stay(self.after.side, self.pair.member())
    }

    pub(super) fn nodes(&self) -> String {
        self.after.nodes(|pool| pool.broker)
    }
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    if touching(pair, &["spec", "kafka", "listeners"]).is_empty() {
        return;
    }
    let member = pair.member();
    let [old, new] = [(cx.before, before, pair.before), (cx.after, after, pair.after)]
        .map(|(side, object, own)| Cluster::named(side, &object.name, own.unwrap_or(member)));
    let all = Doors { pair, before: old, after: new.since(cx.before) };
    let (was, is) = (doors(before), doors(after));
    let mut gone: Vec<Door<'_>> =
        was.iter().filter(|door| !is.iter().any(|d| d.name == door.name)).copied().collect();
    for new in &is {
        if let Some(old) = was.iter().find(|door| door.name == new.name) {
            changed(cx, &all, *old, *new);
            exposure::check(cx, &all, *old, *new);
        } else if let Some(at) =
            gone.iter().position(|old| old.port() == new.port() && old.kind() == new.kind())
        {
            renamed(cx, &all, gone.remove(at), *new);
        } else {
            added(cx, &all, *new);
        }
    }
    gone.into_iter().for_each(|door| removed(cx, &all, door));
}

fn added<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, door: Door<'a>) {
    let (nodes, name) = (all.nodes(), all.after.name);
    let Some(hit) = cx.hit_all("IMP-S46", all.at(door.name, &[])) else { return };
    hit.pods(Pods::Brokers);
    hit.with("item", door.name)
        .with("after", door.port_said())
        .with("type", door.kind())
        .with("nodes", nodes);
    let address = match door.kind() {
        "internal" => format!(": `{}:{}`", bootstrap_service(name), door.port_said()),
        kind => format!(": `{}` of type {kind} and one per broker", service(name, door.name)),
    };
    hit.with("address", address);
    if door.kind() == "ingress" {
        exposure::ingress(cx, all, door);
    }
}

fn removed<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, door: Door<'a>) {
    let (nodes, clients) = (all.nodes(), all.clients(door.name));
    let Some(hit) = cx.hit_all("IMP-S47", all.at(door.name, &[])) else { return };
    hit.pods(Pods::Brokers);
    hit.with("item", door.name).with("before", door.port_said()).with("type", door.kind());
    hit.with("nodes", nodes).with("clients", clients.cut_off());
}

fn renamed<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let (nodes, clients) = (all.nodes(), all.clients(old.name));
    let internal = new.kind() == "internal";
    let mut changes = all.at(old.name, &[]);
    changes.extend(all.at(new.name, &[]));
    let Some(hit) = cx.hit_all(if internal { "IMP-S49" } else { "IMP-S48" }, changes) else { return };
    hit.pods(Pods::Brokers);
    hit.with("before", old.name)
        .with("after", new.name)
        .with("type", new.kind())
        .with("port", new.port_said());
    hit.with("nodes", nodes).with("clients", clients.cut_off());
    let cluster = all.after.name;
    let service = if internal {
        format!("{}:{}", bootstrap_service(cluster), new.port_said())
    } else {
        service(cluster, new.name)
    };
    let own = format!("listener.name.{}-{}.", old.name, old.port_said());
    let config = all.after.at("spec/kafka/config").and_then(Node::as_map);
    let left = config.is_some_and(|map| map.entries.iter().any(|entry| entry.key.text.starts_with(&own)));
    hit.with("service", service);
    hit.with(
        "keys",
        if left {
            format!(", and the keys `{own}*` in `config` no longer mean anything")
        } else {
            String::new()
        },
    );
}

fn changed<'a>(cx: &mut Cx<'a>, all: &Doors<'a>, old: Door<'a>, new: Door<'a>) {
    let say = |cx: &mut Cx<'a>, id: &str, key: &str, before: String, after: String| {
        let (nodes, clients) = (all.nodes(), all.clients(old.name));
        let Some(hit) = cx.hit_all(id, all.at(new.name, &[key])) else { return };
        hit.pods(Pods::Brokers);
        hit.with("item", new.name).with("before", before).with("after", after);
        hit.with("nodes", nodes).with("clients", clients.cut_off());
        if id == "IMP-S51" {
            let (switch, wanted) = if new.tls() {
                ("is encrypted from now on (`tls: true`)", "with")
            } else {
                (
                    "is no longer encrypted (`tls: false`), so whoever is on the way can read and change every record",
                    "without",
                )
            };
            hit.with("switch", switch).with("wanted", wanted);
            if !new.tls() {
                hit.effects(&[Effect::Client, Effect::Rolling, Effect::Security]);
            }
        }
    };
    if old.port() != new.port() {
        say(cx, "IMP-S50", "port", old.port_said(), new.port_said());
    }
    if old.tls() != new.tls() {
        say(cx, "IMP-S51", "tls", old.tls().to_string(), new.tls().to_string());
    }
    let word = |door: &Door<'_>| {
        door.authentication().map_or_else(|| "no credentials".into(), |kind| format!("`{kind}`"))
    };
    if old.authentication() != new.authentication() && !refuses(all, new) {
        say(cx, "IMP-S52", "authentication", word(&old), word(&new));
    }
    if old.kind() != new.kind() {
        say(cx, "IMP-S53", "type", format!("`{}`", old.kind()), format!("`{}`", new.kind()));
        if new.kind() == "ingress" {
            exposure::ingress(cx, all, new);
        }
    }
}

/// Whether the API server takes none of this.
fn refuses(all: &Doors<'_>, door: Door<'_>) -> bool {
    let object = &all.pair.member().object;
    api::refused(object).iter().any(|(place, _)| place.iter().any(|part| part == door.name))
}

/// The bootstrap Service of a listener that is not internal.
fn service(cluster: &str, listener: &str) -> String {
    format!("{cluster}-kafka-{listener}-bootstrap")
}
