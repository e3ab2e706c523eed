//! IMP-T18, T27, T28: how many copies have to be in sync, and how many there are.

use super::config::Line;
use super::retention::topics_without;
use super::topic::{One, Topic};
use crate::diff::Cx;
use crate::diff::impact::clients;
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::named;

const KEY: &str = "min.insync.replicas";

fn in_sync(one: &One<'_>) -> Option<i128> {
    one.effective(KEY)?.trim().parse().ok()
}

/// A topic whose copies or demand change.
pub(super) fn of_topic<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>) {
    let [Some(old), Some(new)] = topic.both(One::replicas) else { return };
    let [Some(was), Some(min)] = topic.both(in_sync) else { return };
    if old == new && was == min {
        return;
    }
    let (demand, copies) = (topic.at(&["config", KEY]), topic.at(&["replicas"]));
    let fewer = new < old && !copies.is_empty();
    let changes = if fewer { copies } else { demand };
    let id = match () {
        // A single copy is in sync with itself: nobody who has one expects more.
        () if min < new || (min == new && new == 1) || changes.is_empty() => return,
        () if min > new && fewer => "IMP-T18",
        () if min > new => "IMP-T27",
        () => "IMP-T28",
    };
    let clients = clients::said_writers(&topic.after.cluster, topic.after.name);
    let name = topic.after.name;
    if let Some(hit) = cx.hit_all(id, changes) {
        hit.with("topic", name)
            .with("before", if fewer { old } else { was })
            .with("after", if fewer { new } else { min });
        hit.with("replicas", new).with("min", min).with("lower", (new - 1).max(1)).with("clients", clients);
    }
}

/// The demand of the brokers, which topics follow that say nothing themselves.
pub(super) fn of_broker<'a>(cx: &mut Cx<'a>, line: &Line<'a>) {
    let number = |side: usize| line.values()[side].as_deref()?.trim().parse::<i128>().ok();
    let (Some(old), Some(new)) = (number(0), number(1)) else { return };
    if new <= old {
        return;
    }
    let silent = topics_without(line, KEY);
    let side = line.cluster.side;
    let members = side.of_kind("KafkaTopic").filter(|member| member.is_beside(line.pair.member()));
    let own: Vec<One<'_>> = members.map(|member| One::of(side, member)).collect();
    let concerned = |at_least: bool| -> Vec<String> {
        let hit = |one: &&One<'_>| {
            let copies = one.replicas().unwrap_or(i128::MAX);
            silent.iter().any(|name| name == one.name)
                && if at_least { new > copies } else { new == copies && new > 1 }
        };
        own.iter().filter(hit).map(|one| one.name.to_owned()).collect()
    };
    for (id, topics) in [("IMP-T27", concerned(true)), ("IMP-T28", concerned(false))] {
        if topics.is_empty() {
            continue;
        }
        let replicas = if id == "IMP-T28" { new.to_string() } else { "fewer".into() };
        if let Some(hit) = cx.hit_all(id, line.changes()) {
            hit.with("topic", topics.join("`, `"))
                .with("before", old)
                .with("after", new)
                .with("replicas", replicas);
            hit.with("lower", (new - 1).max(1)).with("clients", "");
        }
    }
}

/// Topics that clients of the platform use and no KafkaTopic declares.
pub(super) fn undeclared(cluster: &Cluster<'_>) -> String {
    let Some(topology) = cluster.side.topology(cluster.environment()) else { return String::new() };
    let declared = topology.strimzi(cluster.name).map(|kafka| &kafka.topics);
    let links = topology.links_to(cluster.name);
    let used =
        links.flat_map(|link| link.produces.iter().chain(&link.consumes)).map(|topic| topic.value.as_str());
    let mut missing: Vec<&str> =
        used.filter(|topic| declared.is_none_or(|all| all.get(topic).is_none())).collect();
    missing.sort_unstable();
    missing.dedup();
    if missing.is_empty() {
        String::new()
    } else {
        format!("; {} are used and not declared", named(&missing))
    }
}
