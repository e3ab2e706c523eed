//! IMP-S34: a node that is the only one of its role, keeps its data in its pod, and restarts.

use super::volume::{storage, volumes};
use crate::diff::impact::cluster::{Cluster, Pool};
use crate::diff::{Cx, Effect, Subject};
use crate::lint::view;

pub(super) fn check(cx: &mut Cx<'_>) {
    let mut found = Vec::new();
    for kafka in cx.pairs.iter().filter(|pair| pair.kind() == "Kafka") {
        let Some((_, after)) = kafka.both() else { continue };
        let member = kafka.member();
        let cluster = Cluster::named(cx.after, &after.name, member);
        let Some(pool) = lonely(&cluster) else { continue };
        let concerns = |subject: Subject| {
            let Subject::Pair(at) = subject else { return false };
            let pair = &cx.pairs[at];
            let own = pair.kind() == "KafkaNodePool"
                && view::cluster_of(&pair.member().object) == Some(cluster.name);
            pair.member().is_beside(member) && (own || std::ptr::eq(pair.member(), member))
        };
        let rolls = |effects: &[Effect]| effects.contains(&Effect::Rolling);
        let cause = cx
            .hits
            .iter()
            .find(|hit| rolls(hit.effects.as_deref().unwrap_or(&hit.row.effects)) && concerns(hit.subject));
        let Some(cause) = cause else { continue };
        let place = cause.changes.first().copied();
        found.push((pool.object.name.clone(), pool.noun(), cluster.name, place));
    }
    for (pool, noun, cluster, change) in found {
        let same = |pair: &&crate::diff::Pair<'_>| pair.kind() == "KafkaNodePool" && pair.name() == pool;
        let Some(pair) = cx.pairs.iter().find(same) else { continue };
        let all = cx.pairs.iter().flat_map(|pair| &pair.changes);
        let path = change
            .and_then(|id| all.clone().find(|change| change.id == id))
            .map(|change| change.path.to_string());
        let hit = cx.note("IMP-S34", pair);
        hit.with("role", noun).with("cluster", cluster);
        hit.with(
            "cause",
            path.map_or_else(|| "this change".into(), |path| format!("the change of `{path}`")),
        );
        hit.with(
            "lost",
            match noun {
                "broker" => "every record is lost",
                "controller" => "the metadata of the cluster is lost, and with it every topic",
                _ => "every record and the metadata of the cluster are lost",
            },
        );
    }
}

/// The pool with the only node of a role, where it keeps nothing.
fn lonely<'a>(cluster: &Cluster<'a>) -> Option<Pool<'a>> {
    let only = |wanted: fn(&Pool<'_>) -> bool| {
        let nodes: i128 = cluster.pools.iter().filter(|pool| wanted(pool)).map(|pool| pool.nodes).sum();
        cluster.pools.iter().find(|pool| nodes == 1 && wanted(pool) && pool.nodes == 1).copied()
    };
    let keeps_nothing = |pool: &Pool<'a>| {
        let volumes = storage(pool.object).map(volumes).unwrap_or_default();
        !volumes.is_empty() && volumes.iter().all(|volume| volume.kind() == "ephemeral")
    };
    only(|pool| pool.broker)
        .filter(keeps_nothing)
        .or_else(|| only(|pool| pool.controller).filter(keeps_nothing))
}
