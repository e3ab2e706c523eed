//! IMP-T34 to T40: users, what they prove themselves with, what they may do and how much.

use super::acl;
use crate::diff::impact::clients;
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::{joined, named};
use crate::diff::impact::touching::touching;
use crate::diff::side::Member;
use crate::diff::{Cx, Effect, Pair, Severity};
use crate::lint::view;
use crate::object::{Node, Object};

const QUOTAS: [&str; 4] =
    ["consumerByteRate", "controllerMutationRate", "producerByteRate", "requestPercentage"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    match (pair.before, pair.after) {
        (Some(before), Some(_)) if pair.renamed => removed(cx, pair, before),
        (Some(before), Some(after)) => changed(cx, pair, before, after),
        (Some(before), None) => removed(cx, pair, before),
        _ => {}
    }
}

fn authentication(user: &Object) -> Option<&str> {
    user.at("spec/authentication/type").and_then(Node::as_str)
}

/// What becomes of those who log in as a user.
fn locked_out(users: &[String]) -> String {
    match users {
        [] => "whoever logs in so is refused".into(),
        [one] => format!("`{one}` is refused until it has what fits"),
        many => format!("{} are refused until they have what fits", named(many)),
    }
}

fn changed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member, after: &'a Member) {
    let (old, new) = (authentication(&before.object), authentication(&after.object));
    let clients = clients::of_user(cx.before, before);
    if old != new
        && let Some(hit) = cx.hit_all("IMP-T34", touching(pair, &["spec", "authentication"]))
    {
        let word = |kind: Option<&str>| kind.map_or_else(|| "nothing".into(), |kind| format!("`{kind}`"));
        let principal = |kind: Option<&str>| {
            let name = pair.name();
            if matches!(kind, Some("tls" | "tls-external")) { format!("CN={name}") } else { name.to_owned() }
        };
        hit.with("before", word(old))
            .with("after", word(new))
            .with("old", principal(old))
            .with("new", principal(new));
        hit.with("clients", locked_out(&clients));
    }
    rights(cx, pair, before, after, &clients);
    quotas(cx, pair, before, after);
}

fn rights<'a>(
    cx: &mut Cx<'a>,
    pair: &'a Pair<'a>,
    before: &'a Member,
    after: &'a Member,
    clients: &[String],
) {
    let changes = touching(pair, &["spec", "authorization"]);
    if changes.is_empty() {
        return;
    }
    let has = |member: &Member| member.object.at("spec/authorization").is_some_and(|node| !node.is_null());
    let cluster = Cluster::of(cx.after, after);
    let asked = cluster.as_ref().filter(|cluster| cluster.kafka.is_some());
    let simple = asked
        .map(|cluster| cluster.at("spec/kafka/authorization/type").and_then(Node::as_str) == Some("simple"));
    if has(after) && !has(before) && simple == Some(false) {
        let name = cluster.map_or("", |cluster| cluster.name);
        if let Some(hit) = cx.hit_all("IMP-T40", changes) {
            hit.with("cluster", name);
        }
        return;
    }
    if has(before)
        && !has(after)
        && cluster
            .as_ref()
            .is_some_and(|one| one.kafka.is_some() && one.at("spec/kafka/authorization").is_none())
    {
        let name = cluster.map_or("", |cluster| cluster.name);
        if let Some(hit) = cx.hit_all("IMP-T46", changes) {
            hit.with("cluster", name);
        }
        return;
    }
    // A connector that is no more needs its group no more.
    let gone: Vec<String> = cx
        .of_kind("KafkaConnector")
        .filter(|connector| connector.is_removed() || connector.renamed)
        .filter_map(|connector| Some(format!("connect-{}", connector.before?.object.name)))
        .collect();
    let mut was = acl::rights(&before.object);
    was.retain(|right| !gone.iter().any(|group| right.is_of_group(group)));
    let [lost, gained] = acl::moved(&was, &acl::rights(&after.object));
    if lost.is_empty() && gained.is_empty() && !gone.is_empty() {
        if let Some(hit) = cx.hit_all("IMP-T37", changes) {
            hit.with("lost", "do what a connector that is gone needed").with("clients", "");
            hit.effects(&[Effect::InPlace]).severity(Severity::Low);
        }
        return;
    }
    let who = if clients.is_empty() { String::new() } else { format!("; {} logs in so", named(clients)) };
    if !lost.is_empty()
        && let Some(hit) = cx.hit_all("IMP-T37", changes.clone())
    {
        hit.with("lost", joined(&lost)).with("clients", who);
        if is_driven(clients) {
            hit.effects(&[Effect::InPlace]).severity(Severity::Low);
            hit.note("what logs in so is told by the same change what it reads and writes");
        }
        lost.iter().skip(5).for_each(|right| _ = hit.note(format!("no longer: {right}")));
    }
    if !gained.is_empty()
        && let Some(hit) = cx.hit_all("IMP-T38", changes)
    {
        hit.with("gained", joined(&gained));
        gained.iter().skip(5).for_each(|right| _ = hit.note(format!("from now on: {right}")));
    }
}

/// Whether all who log in so do what resources of the same output tell them: mirrors and Connect clusters.
fn is_driven(clients: &[String]) -> bool {
    let driven = |name: &String| name.starts_with("mirrors/") || name.starts_with("connect/");
    !clients.is_empty() && clients.iter().all(driven)
}

fn quotas<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member, after: &'a Member) {
    for key in QUOTAS {
        let number = |member: &'a Member| {
            let node = member.object.at("spec/quotas")?.get(key)?;
            view::config_text(node)?.trim().parse::<f64>().ok()
        };
        let (old, new) = (number(before), number(after));
        // Without a quota there is no limit.
        if !new.is_some_and(|new| old.is_none_or(|old| new < old)) {
            continue;
        }
        if let Some(hit) = cx.hit_all("IMP-T39", touching(pair, &["spec", "quotas", key])) {
            let said =
                |number: Option<f64>| number.map_or_else(|| "no limit".into(), |number| number.to_string());
            hit.with("key", key).with("before", said(old)).with("after", said(new));
        }
    }
}

fn removed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Member) {
    let Some(change) = pair.changes.first() else { return };
    let Some(cluster) = view::cluster_of(&before.object) else { return };
    let had_kafka = Cluster::named(cx.before, cluster, before).kafka.is_some();
    if had_kafka && cx.after.of_kind("Kafka").all(|member| member.object.name != cluster) {
        return;
    }
    let clients = clients::of_user(cx.before, before);
    let left = clients::that_stay(&clients, cx.after, before);
    let spec = |object: &'a Object| object.at("spec");
    let other = || {
        cx.pairs.iter().find(|other| {
            let member = other.member();
            let alike = match (spec(&member.object), spec(&before.object)) {
                (Some(new), Some(old)) => crate::diff::compare::same(new, old),
                _ => false,
            };
            other.is_added()
                && other.kind() == "KafkaUser"
                && member.is_beside(before)
                && view::cluster_of(&member.object) == Some(cluster)
                && alike
        })
    };
    let twin = if pair.renamed { Some(pair) } else { other() };
    if authentication(&before.object).is_none() {
        let hit = cx.hit("IMP-T35", change);
        hit.with("clients", "it logged in nowhere").effects(&[Effect::InPlace]).severity(Severity::Low);
        return;
    }
    let hit = cx.hit(if twin.is_some() { "IMP-T36" } else { "IMP-T35" }, change);
    if !clients.is_empty() && left.is_empty() {
        // Whoever logged in so goes with this same change.
        hit.with("clients", "nobody else logs in so").effects(&[Effect::InPlace]).severity(Severity::Low);
    } else {
        hit.with("clients", locked_out(&left));
    }
    if let Some(twin) = twin {
        twin.changes.iter().for_each(|change| _ = hit.and(change));
        hit.with("before", &before.object.name).with("after", twin.name());
    }
}
