//! IMP-T41 to T43: Kafka Streams applications of a blueprint.

use crate::diff::{Change, Cx, Pair, Platform};
use crate::object::Node;
use crate::topology::{Link, Topology};

fn streams(topology: &Topology) -> impl Iterator<Item = (&Link, &str)> {
    topology
        .links
        .iter()
        .filter_map(|link| Some((link, link.streams.as_ref()?.application_id.value.as_str())))
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (new, id) in streams(platform.after) {
        let Some((_, was)) = streams(platform.before).find(|(old, _)| old.path == new.path) else { continue };
        if was != id {
            renamed(cx, platform, new, was, id);
        }
        partitions(cx, platform, new, id);
    }
}

fn renamed<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, link: &Link, was: &str, id: &str) {
    let Some(pair) = of_app(cx, platform, &link.owner) else { return };
    let hit = cx.note("IMP-T41", pair);
    hit.with("name", format!("{}/{}", link.section.key(), link.owner)).with("before", was).with("after", id);
    hit.with("reset", "where its `auto.offset.reset` says");
}

/// The workload of an application, changed or not.
fn of_app<'a>(cx: &Cx<'a>, platform: &Platform<'a>, name: &str) -> Option<&'a Pair<'a>> {
    cx.pairs.iter().find(|pair| {
        matches!(pair.kind(), "StatefulSet" | "Deployment")
            && pair.name() == name
            && pair.member().environment == platform.environment
    })
}

/// The partitions of a topic that a Streams application reads, its internal topics being made after them.
fn partitions<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>, link: &Link, id: &str) {
    for topic in &link.consumes {
        let count = |topology: &Topology| {
            let kafka = topology.blueprint.kafka.get(&link.to.value.cluster)?;
            Some(i128::from(kafka.value.topics().get(&topic.value)?.partitions.as_ref()?.value.0))
        };
        let (Some(old), Some(new)) = (count(platform.before), count(platform.after)) else { continue };
        // Fewer are refused, which is said of the topic.
        if new <= old {
            continue;
        }
        let change: Option<&Change<'a>> =
            cx.pairs.iter().filter(|pair| pair.kind() == "KafkaTopic").find_map(|pair| {
                let own = crate::diff::impact::clients::topic_name(&pair.member().object) == topic.value
                    && pair.member().environment == platform.environment;
                pair.at("spec/partitions").next().filter(|_| own)
            });
        let Some(change) = change else { continue };
        let hit = cx.hit("IMP-T42", change);
        hit.with("name", format!("{}/{}", link.section.key(), link.owner)).with("topic", &topic.value);
        hit.with("before", old).with("after", new).with("id", id);
    }
}

/// A StatefulSet that keeps the state of a Streams application, and is called otherwise from now on.
pub(super) fn state<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(before) = pair.before.filter(|_| pair.is_removed() || pair.renamed) else { return };
    let Some(topology) = cx.before.topology(&before.environment) else { return };
    let of_this = |topology: &'a Topology, name: &str| {
        streams(topology).find(|(link, _)| link.owner == name).map(|(_, id)| id.to_owned())
    };
    let old = before.object.name.as_str();
    let Some(id) = of_this(topology, old) else { return };
    let claims = before.object.at("spec/volumeClaimTemplates").and_then(Node::as_list).unwrap_or_default();
    if claims.is_empty() {
        return;
    }
    let Some(new) = cx.after.topology(&before.environment) else { return };
    let twin = streams(new)
        .find(|(link, other)| *other == id && link.owner != old)
        .map(|(link, _)| link.owner.clone());
    let (Some(twin), Some(change)) = (twin, pair.changes.first()) else { return };
    let hit = cx.hit("IMP-T43", change);
    hit.with("title", before.object.title());
    hit.with("cause", format!("it is called `{twin}` from now on, and its claims are called after it"));
}
