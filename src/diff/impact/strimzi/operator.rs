//! IMP-S64, and C15: the operator itself, which no resource of it upgrades.

use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::{joined, named};
use crate::diff::side::{Member, Side};
use crate::diff::{Cx, Effect, Pair, Platform};
use crate::facts::kubernetes::ImageReference;
use crate::object::Node;

const DEPLOYMENT: &str = "strimzi-cluster-operator";

/// The version of the operator of a Kubernetes cluster, as a side states it: in the blueprint, or by its Deployment.
pub(super) fn version(side: &Side, beside: &Member) -> Option<String> {
    if let Some(topology) = side.topology(&beside.environment) {
        return topology.versions.strimzi.get(&beside.cluster).map(|version| full(&version.value));
    }
    let mut operators = side.of_kind("Deployment").filter(|member| member.is_beside(beside));
    operators.find_map(of_deployment)
}

/// `1.2` is the newest of 1.2.
fn full(written: &str) -> String {
    crate::facts::strimzi::version(written).map_or(written, |known| known.version).to_owned()
}

fn of_deployment(member: &Member) -> Option<String> {
    if member.object.name != DEPLOYMENT {
        return None;
    }
    let containers = member.object.at("spec/template/spec/containers")?.as_list()?;
    let image = containers.iter().find_map(|container| container.get("image").and_then(Node::as_str))?;
    let tag = ImageReference::parse(image).ok()?.tag?.to_owned();
    crate::facts::strimzi::version(&tag).map(|known| known.version.to_owned())
}

/// The operator's Deployment gets another image.
pub(super) fn deployment<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(before), Some(after)) = (pair.before, pair.after) else { return };
    let (Some(old), Some(new)) = (of_deployment(before), of_deployment(after)) else { return };
    if old == new {
        return;
    }
    let changes: Vec<_> = pair.at("spec/template/spec/containers/*/image").collect();
    let subject = subject(cx.after, after);
    let pinned = pinned(cx.after, after);
    if let Some(hit) = cx.hit_all("IMP-S64", changes.clone()) {
        hit.with("before", &old).with("after", &new).with("subject", subject).with("kafka", pinned);
        hit.with("who", "the operator is upgraded by this very change, and");
        hit.effects(&[Effect::Rolling]);
    }
    metrics_move(cx, after, &old, &new, &changes);
}

/// The blueprint says another version.
pub(super) fn platform<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    let of = |topology: &crate::topology::Topology| {
        let all = topology.versions.strimzi.iter();
        all.map(|(cluster, version)| (cluster.clone(), full(&version.value))).collect::<Vec<_>>()
    };
    let (was, is) = (of(platform.before), of(platform.after));
    for (kubernetes, new) in is {
        let Some((_, old)) = was.iter().find(|(cluster, old)| *cluster == kubernetes && *old != new) else {
            continue;
        };
        let here =
            |member: &&Member| member.environment == platform.environment && member.cluster == kubernetes;
        let Some(member) = cx.after.of_kind("Kafka").chain(cx.after.of_kind("KafkaConnect")).find(here)
        else {
            continue;
        };
        let mut changes: Vec<_> = platform.at("versions/strimzi/**").collect();
        changes.extend(platform.at(&format!("kubernetes/{kubernetes}/operators/strimzi/version")));
        let (subject, pinned) = (subject(cx.after, member), pinned(cx.after, member));
        if let Some(hit) = cx.hit_all("IMP-S64", changes) {
            hit.with("before", old).with("after", &new).with("subject", subject).with("kafka", pinned);
            hit.with("who", "nothing here upgrades the operator; once somebody does, it");
        }
    }
}

/// Everything whose pods follow from the operator's images.
fn subject(side: &Side, beside: &Member) -> String {
    let of = |kind: &'static str| -> Vec<String> {
        let members = side.of_kind(kind).filter(|member| member.is_beside(beside));
        members.map(|member| format!("{kind} `{}`", member.object.name)).collect()
    };
    let mut all: Vec<String> = Vec::new();
    for member in side.of_kind("Kafka").filter(|member| member.is_beside(beside)) {
        let cluster = Cluster::named(side, &member.object.name, member);
        all.push(format!(
            "{} of Kafka `{}`",
            cluster.all_nodes().replacen("its", "the", 1),
            member.object.name
        ));
    }
    all.extend(["KafkaConnect", "KafkaMirrorMaker2", "KafkaBridge"].into_iter().flat_map(of));
    if all.is_empty() { "all it looks after".into() } else { joined(&all) }
}

/// What becomes of the versions of Kafka.
fn pinned(side: &Side, beside: &Member) -> String {
    let kafkas = side.of_kind("Kafka").filter(|member| member.is_beside(beside));
    let (open, said): (Vec<&Member>, Vec<&Member>) =
        kafkas.partition(|member| member.object.at("spec/kafka/version").is_none());
    let names =
        |members: &[&Member]| named(&members.iter().map(|member| &member.object.name).collect::<Vec<_>>());
    match (said.is_empty(), open.is_empty()) {
        (_, false) => format!("Kafka {} says no version and is upgraded with it", names(&open)),
        (false, true) => format!("Kafka {} keeps the version it says", names(&said)),
        (true, true) => "Versions of Kafka are not said here".into(),
    }
}

/// Bridges of 1.0 answer for their metrics on another port.
fn metrics_move<'a>(
    cx: &mut Cx<'a>,
    beside: &'a Member,
    old: &str,
    new: &str,
    changes: &[&crate::diff::Change<'a>],
) {
    let before_one = |version: &str| version.starts_with("0.");
    if !before_one(old) || before_one(new) {
        return;
    }
    let asks = |member: &&Member| {
        let ports = ["podMetricsEndpoints", "endpoints"].map(|key| member.object.at(&format!("spec/{key}")));
        let mut ports = ports.into_iter().flatten().filter_map(Node::as_list).flatten();
        ports.any(|end| end.get("port").and_then(Node::as_str) == Some("rest-api"))
    };
    let monitors = cx.after.of_kind("PodMonitor").chain(cx.after.of_kind("ServiceMonitor"));
    let monitors: Vec<String> = monitors.filter(asks).map(|member| member.object.name.clone()).collect();
    let bridges: Vec<&Member> =
        cx.after.of_kind("KafkaBridge").filter(|member| member.is_beside(beside)).collect();
    for bridge in bridges {
        let Some(hit) = cx.hit_all("IMP-C15", changes.iter().copied()) else { return };
        let namespace = bridge.object.namespace.as_deref().unwrap_or("NAMESPACE");
        hit.with("name", &bridge.object.name).with("namespace", namespace);
        hit.with("before", old).with("after", new);
        let who = if monitors.is_empty() { "whoever scrapes it".into() } else { named(&monitors) };
        hit.with("monitors", who);
    }
}
