//! IMP-S21, S22, S24 to S29: nodes and roles of a KafkaNodePool, and pools that come and go.

use super::volume::{gib, held};
use crate::diff::impact::cluster::{Cluster, Pool, is_renamed, label_said};
use crate::diff::impact::listing::count;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::facts::strimzi::{CLUSTER, SKIP_BROKER_SCALEDOWN_CHECK};
use crate::lint::view;
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    match pair.both() {
        Some((before, after)) if pair.renamed => renamed(cx, pair, before, after),
        Some((before, after)) => changed(cx, pair, before, after),
        None if pair.is_removed() => removed(cx, pair),
        None => {}
    }
}

fn changed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object) {
    let (was, is) = (Pool::of(before), Pool::of(after));
    let (old, new) = (view::cluster_of(before), view::cluster_of(after));
    if old != new {
        // A Kafka that is called otherwise takes its pools along.
        if !is_renamed(cx, old, new) {
            left(cx, pair, old, &was);
        }
        return;
    }
    let Some(cluster) = Cluster::of(cx.after, pair.member()) else { return };
    let roles = touching(pair, &["spec", "roles"]);
    if (was.controller, was.broker) != (is.controller, is.broker) {
        changed_roles(cx, roles, &cluster, &was, &is);
    }
    let replicas = touching(pair, &["spec", "replicas"]);
    if was.nodes == is.nodes || replicas.is_empty() {
        return;
    }
    let number = (is.nodes - was.nodes).abs();
    let fewer = is.nodes < was.nodes;
    let id = match () {
        () if was.controller || is.controller => "IMP-S24",
        () if fewer => "IMP-S22",
        () => "IMP-S21",
    };
    let balances = cluster.kafka.map(|_| balances(&cluster));
    let skipped = skips(&cluster);
    let Some(hit) = cx.hit_all(id, replicas) else { return };
    fill(hit, &cluster);
    hit.with("before", was.nodes).with("after", is.nodes).with("count", number);
    hit.with("node", if number == 1 { "broker" } else { "brokers" });
    hit.with("gib", gib(held(after) * number));
    let moves = match balances {
        Some(true) => "Cruise Control moves partitions to them by itself",
        _ => "no partition moves to them by itself",
    };
    hit.with("moves", moves).with("kept", kept(&was, number));
    if balances.is_some() && id == "IMP-S21" {
        hit.decided();
    }
    if skipped && id == "IMP-S22" {
        hit.note("the check is switched off by `strimzi.io/skip-broker-scaledown-check`");
    }
}

fn changed_roles(
    cx: &mut Cx<'_>,
    changes: Vec<&Change<'_>>,
    cluster: &Cluster<'_>,
    was: &Pool<'_>,
    is: &Pool<'_>,
) {
    let said = |pool: &Pool<'_>| {
        let words = [("controller", pool.controller), ("broker", pool.broker)];
        let words: Vec<&str> = words.iter().filter(|(_, has)| *has).map(|(word, _)| *word).collect();
        format!("[{}]", words.join(", "))
    };
    if was.controller != is.controller
        && let Some(hit) = cx.hit_all("IMP-S25", changes.clone())
    {
        let mend = if is.controller {
            "leave the roles; make a pool of controllers when the cluster is made anew"
        } else {
            "leave the controllers where they are"
        };
        fill(hit, cluster);
        hit.with("before", said(was)).with("after", said(is)).with("mend", mend);
    }
    if was.broker
        && !is.broker
        && let Some(hit) = cx.hit_all("IMP-S26", changes)
    {
        fill(hit, cluster);
        hit.with("nodes", was.said());
    }
}

fn left<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, old: Option<&str>, was: &Pool<'_>) {
    let Some(old) = old else { return };
    let (now, bytes) = (label_said(&pair.member().object), held(was.object) * was.nodes);
    if let Some(hit) = cx.hit_all("IMP-S28", touching(pair, &["metadata", "labels", CLUSTER])) {
        hit.with("before", format!("`{old}`")).with("now", now);
        hit.with("nodes", was.said()).with("gib", gib(bytes));
    }
}

/// One pool in the place of another.
fn renamed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &'a Object, after: &'a Object) {
    let Some(cluster) = Cluster::of(cx.after, pair.member()) else { return };
    if let Some(hit) = cx.hit_all("IMP-S27", &pair.changes) {
        replaced(hit, &cluster, before, after);
    }
}

fn replaced(hit: &mut crate::diff::Hit, cluster: &Cluster<'_>, before: &Object, after: &Object) {
    let was = Pool::of(before);
    fill(hit, cluster);
    hit.with("before", &before.name).with("after", &after.name);
    hit.with("nodes", was.said()).with("gib", gib(held(before) * was.nodes));
    let blocked = if was.controller {
        "controllers cannot be replaced so: the quorum is lost"
    } else {
        "the operator refuses to go on while the old ones hold replicas"
    };
    hit.with("blocked", blocked);
}

fn removed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(change), Some(member)) = (pair.changes.first(), pair.before) else { return };
    let was = Pool::of(&member.object);
    let Some(name) = view::cluster_of(&member.object) else { return };
    let cluster = Cluster::named(cx.after, name, member);
    // What belongs to a Kafka that goes, goes with it.
    if cluster.kafka.is_none() && cx.before.of_kind("Kafka").any(|kafka| kafka.object.name == name) {
        return;
    }
    let twin = cx.pairs.iter().find(|other| {
        other.is_added()
            && other.kind() == "KafkaNodePool"
            && is_successor(&was, &other.member().object, name)
    });
    if let Some(twin) = twin {
        let hit = cx.hit("IMP-S27", change);
        twin.changes.iter().for_each(|change| _ = hit.and(change));
        replaced(hit, &cluster, &member.object, &twin.member().object);
        return;
    }
    let roles = [("controller", was.controller), ("broker", was.broker)];
    let has = |role: &str| {
        cluster.pools.iter().any(|pool| if role == "broker" { pool.broker } else { pool.controller })
    };
    if let Some((role, _)) =
        roles.into_iter().find(|(role, had)| *had && cluster.kafka.is_some() && !has(role))
    {
        let hit = cx.hit("IMP-S29", change);
        fill(hit, &cluster);
        hit.with("role", role);
        return;
    }
    if was.broker {
        let hit = cx.hit("IMP-S22", change);
        fill(hit, &cluster);
        hit.with("before", was.nodes)
            .with("after", 0)
            .with("count", was.nodes)
            .with("kept", kept(&was, was.nodes));
    } else {
        let hit = cx.hit("IMP-S24", change);
        fill(hit, &cluster);
        hit.with("before", was.nodes).with("after", 0);
    }
}

/// Whether an added pool stands where another one was: of the same Kafka and roles.
fn is_successor(was: &Pool<'_>, other: &Object, cluster: &str) -> bool {
    let other_pool = Pool::of(other);
    view::cluster_of(other) == Some(cluster)
        && (other_pool.controller, other_pool.broker) == (was.controller, was.broker)
}

fn fill(hit: &mut crate::diff::Hit, cluster: &Cluster<'_>) {
    hit.with("cluster", cluster.name).with("namespace", cluster.namespace()).with("pod", cluster.pod());
}

/// What becomes of the claims of nodes that go.
fn kept(was: &Pool<'_>, number: i128) -> String {
    let volumes = super::volume::storage(was.object).map(super::volume::volumes).unwrap_or_default();
    let claims: Vec<_> = volumes.iter().filter(|volume| volume.kind() == "persistent-claim").collect();
    if claims.is_empty() {
        return "What they hold goes with them".into();
    }
    let disks = count(number * claims.len() as i128, "disk");
    let size = gib(held(was.object) * number);
    if claims.iter().all(|volume| volume.is_deleted_with_its_claim()) {
        format!("{disks}, {size} GiB in all, {} deleted with them", if number == 1 { "is" } else { "are" })
    } else {
        format!("{disks}, {size} GiB in all, stay behind and are paid for until somebody deletes them")
    }
}

fn balances(cluster: &Cluster<'_>) -> bool {
    let modes = cluster.at("spec/cruiseControl/autoRebalance").and_then(Node::as_list).unwrap_or_default();
    modes.iter().any(|mode| mode.get("mode").and_then(Node::as_str) == Some("add-brokers"))
}

/// Whether brokers go even when they hold replicas.
pub(super) fn skips(cluster: &Cluster<'_>) -> bool {
    let annotation =
        cluster.kafka.and_then(|kafka| view::annotation(&kafka.object, SKIP_BROKER_SCALEDOWN_CHECK));
    annotation.and_then(Node::as_str) == Some("true")
}
