//! IMP-S02, S23, S35, S36: the Kafka resource itself.

use super::pool::skips;
use crate::diff::impact::cluster::{Cluster, Pool};
use crate::diff::impact::touching::touching;
use crate::diff::{Cx, Pair, Pods};
use crate::facts::strimzi::SKIP_BROKER_SCALEDOWN_CHECK;
use crate::lint::view;
use crate::object::Node;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.is_removed() || pair.renamed {
        renamed(cx, pair);
        return;
    }
    let Some((before, after)) = pair.both() else { return };
    let cluster = Cluster::named(cx.after, &after.name, pair.member());
    if after.gvk.version == "v1" {
        for key in ["replicas", "storage"] {
            let at = format!("spec/kafka/{key}");
            if after.at(&at).is_some()
                && let Some(hit) = cx.hit_all("IMP-S02", touching(pair, &["spec", "kafka", key]))
            {
                hit.with("path", format!("spec.kafka.{key}"));
            }
        }
    }
    let was = view::annotation(before, SKIP_BROKER_SCALEDOWN_CHECK).and_then(Node::as_str) == Some("true");
    if skips(&cluster)
        && !was
        && let Some(hit) =
            cx.hit_all("IMP-S23", touching(pair, &["metadata", "annotations", SKIP_BROKER_SCALEDOWN_CHECK]))
    {
        hit.with("armed", "from now on brokers go even when they hold the last replica of a partition");
    }
    let key = |node: Option<&Node>| {
        let key = node.and_then(|node| node.get("topologyKey")).and_then(Node::as_str);
        key.map_or_else(|| "nothing".into(), |key| format!("label `{key}` of their nodes"))
    };
    let rack: Vec<_> =
        touching(pair, &["spec", "kafka", "rack"]).into_iter().filter(|c| c.path.0.len() > 2).collect();
    if let Some(hit) = cx.hit_all("IMP-S35", rack) {
        hit.pods(Pods::Brokers);
        hit.with("before", key(before.at("spec/kafka/rack"))).with("after", key(after.at("spec/kafka/rack")));
    }
}

/// A Kafka that goes while another comes in its place: with its pools, or with the same listeners.
fn renamed<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(change), Some(old)) = (pair.changes.first(), pair.before) else { return };
    let listeners = |object: &'a crate::object::Object| view::config_listeners(object);
    let twin = if pair.renamed {
        Some(pair)
    } else {
        cx.pairs.iter().find(|other| {
            other.kind() == "Kafka"
                && other.is_added()
                && other.member().is_beside(old)
                && other.member().object.namespace == old.object.namespace
                && listeners(&other.member().object) == listeners(&old.object)
        })
    };
    let Some(twin) = twin else { return };
    let follows = |pool: &&Pair<'a>| {
        let member = pool.member();
        pool.kind() == "KafkaNodePool" && view::cluster_of(&member.object) == Some(twin.name())
    };
    let nodes =
        Cluster::named(cx.before, &old.object.name, old).pools.iter().map(Pool::said).collect::<Vec<_>>();
    let labels: Vec<_> = cx
        .pairs
        .iter()
        .filter(follows)
        .flat_map(|pool| touching(pool, &["metadata", "labels", crate::facts::strimzi::CLUSTER]))
        .collect();
    let hit = cx.hit("IMP-S36", change);
    twin.changes.iter().chain(labels).for_each(|change| _ = hit.and(change));
    let (old, new) = (&old.object, &twin.member().object);
    let name = |object: &crate::object::Object| match &object.namespace {
        Some(namespace) if old.namespace != new.namespace => format!("{namespace}/{}", object.name),
        _ => object.name.clone(),
    };
    hit.with("before", name(old)).with("after", name(new));
    if !nodes.is_empty() {
        hit.note(format!("the old one has {}", nodes.join(" and ")));
    }
}
