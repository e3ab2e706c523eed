//! Node pools of Strimzi clusters: roles, node ids, the quorum, and what needs more than one broker.

use super::{At, report, strimzi_clusters};
use crate::blueprint::{KafkaNodePool, NodeIds, Role, StrimziKafka, Switch};
use crate::diagnostic::{
    CRUISE_CONTROL_ALONE, EVEN_CONTROLLERS, MISSING_KEY, MISSING_ROLE, NODE_IDS_OVERLAP, Sink,
    TOO_FEW_NODE_IDS,
};
use crate::source::{Origin, Span};
use crate::topology::{Topology, nodes_with};
use std::collections::BTreeSet;

pub(super) fn check(topology: &Topology, uncounted: &BTreeSet<&str>, sink: &mut Sink) {
    for (name, item, cluster) in strimzi_clusters(topology) {
        ids(name, cluster, sink);
        if uncounted.contains(name) {
            continue;
        }
        roles(name, item.key_span(), cluster, sink);
        cruise_control(name, cluster, sink);
    }
}

fn ids(cluster: &str, kafka: &StrimziKafka, sink: &mut Sink) {
    let mut taken: Vec<(NodeIds, &str, Option<Span>)> = Vec::new();
    for (name, pool) in kafka.node_pools.iter() {
        let path = format!("kafka/{cluster}/nodePools/{name}");
        let Some(ids) = &pool.node_ids else {
            let role = pool.roles.first().map_or("broker", |role| role.value.word());
            let message = format!(
                "`{path}` does not say which node ids it takes, and is not the only pool of its role"
            );
            let help = format!("add `nodeIds: {}`, so that no `{role}` is ever renamed", free(kafka));
            report(sink, &MISSING_KEY, message, help, &[(pool.key_span(), "")]);
            continue;
        };
        let room = ids.last - ids.first + 1;
        if pool.replicas.value.0 > room {
            let wanted = pool.replicas.value.0;
            let message = format!("`{path}` has {wanted} nodes and ids for {room}");
            let help = format!("widen `nodeIds`, such as to `{}-{}`", ids.first, ids.first + wanted - 1);
            let places = [(pool.replicas.span(), ""), (ids.span(), "the ids")];
            report(sink, &TOO_FEW_NODE_IDS, message, help, &places);
        }
        taken.push((ids.value, name, ids.span()));
    }
    taken.sort();
    for pair in taken.windows(2) {
        let [(first, one, one_at), (second, other, other_at)] = pair else { continue };
        if second.first > first.last {
            continue;
        }
        let message = format!(
            "the pools `{one}` and `{other}` of `kafka/{cluster}` both take node id {}",
            second.first
        );
        let help = format!("give one of them ids of its own, such as `nodeIds: {}`", free(kafka));
        let says = |ids: &NodeIds, name: &str| format!("`{name}` takes {}-{}", ids.first, ids.last);
        let (second_says, first_says) = (says(second, other), says(first, one));
        report(sink, &NODE_IDS_OVERLAP, message, help, &[(*other_at, &second_says), (*one_at, &first_says)]);
    }
}

/// The first hundred ids that no pool takes.
fn free(kafka: &StrimziKafka) -> String {
    let taken: Vec<NodeIds> =
        kafka.node_pools.iter().filter_map(|(_, pool)| Some(pool.node_ids.as_ref()?.value)).collect();
    let hundred = (0..10)
        .map(|n| NodeIds { first: n * 100, last: n * 100 + 99 })
        .find(|range| taken.iter().all(|ids| ids.last < range.first || ids.first > range.last));
    hundred.map_or_else(|| "900-999".to_owned(), |range| format!("{}-{}", range.first, range.last))
}

fn replicas(kafka: &StrimziKafka, role: Role) -> impl Iterator<Item = &KafkaNodePool> {
    let has = move |pool: &&KafkaNodePool| pool.roles.iter().any(|r| r.value == role);
    kafka.node_pools.iter().map(|(_, item)| &item.value).filter(has)
}

fn roles(cluster: &str, key: Option<Span>, kafka: &StrimziKafka, sink: &mut Sink) {
    for role in [Role::Controller, Role::Broker] {
        if nodes_with(kafka, role) > 0 {
            continue;
        }
        let word = role.word();
        let message = format!("no node of `kafka/{cluster}` has the role `{word}`");
        let help = format!("add `{word}` to the `roles` of a pool with at least one replica");
        let pools = kafka.node_pools.origin.as_ref().and_then(Origin::span);
        let mut places: Vec<At<'_>> =
            replicas(kafka, role).map(|pool| (pool.replicas.span(), "no replica")).collect();
        places.push((key.or(pools), ""));
        report(sink, &MISSING_ROLE, message, help, &places);
    }
    let controllers = nodes_with(kafka, Role::Controller);
    if controllers > 0 && controllers.is_multiple_of(2) {
        let message = format!(
            "`kafka/{cluster}` has {controllers} controllers, and stays up without {} of them, as one fewer would",
            controllers / 2 - 1
        );
        let places: Vec<At<'_>> =
            replicas(kafka, Role::Controller).map(|pool| (pool.replicas.span(), "")).collect();
        report(sink, &EVEN_CONTROLLERS, message, "write 3 or 5", &places);
    }
}

fn cruise_control(cluster: &str, kafka: &StrimziKafka, sink: &mut Sink) {
    let Some(control) = kafka.cruise_control.as_ref().and_then(Switch::on) else { return };
    if nodes_with(kafka, Role::Broker) != 1 {
        return;
    }
    let message =
        format!("`kafka/{cluster}` has Cruise Control and one broker, so that there is nowhere to move");
    let help = "take `cruiseControl` out (`cruiseControl: null` in an environment that inherits it), or add a broker";
    let mut places = vec![(control.origin.span(), "stated here")];
    places.extend(replicas(kafka, Role::Broker).map(|pool| (pool.replicas.span(), "one broker")));
    report(sink, &CRUISE_CONTROL_ALONE, message, help, &places);
}
