use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{NEXT_NODE_IDS, node_ids};
use crate::lint::view::{NodePool, Nodes, annotation, listeners, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "listener-broker-unknown",
        Severity::Warning,
        include_str!("listener_broker_unknown.md"),
    ),
    subject: Subject::Set,
    // Nodes keep the ids they have, which what is written today may not show.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["OPL39"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let Some(nodes) = nodes(set, &member).filter(|nodes| nodes.is_whole() && !nodes.pools.is_empty())
        else {
            continue;
        };
        let Some(may) = ids(&nodes) else { continue };
        let kafka = member.object;
        for listener in listeners(kafka) {
            let brokers = listener.node.get("configuration").and_then(|of| of.get("brokers"));
            for broker in brokers.and_then(Node::as_list).unwrap_or_default() {
                let Some((node, id)) = broker.get("broker").and_then(|node| Some((node, node.as_int()?)))
                else {
                    continue;
                };
                if may.iter().any(|(first, last)| (*first..=*last).contains(&id)) {
                    continue;
                }
                let each: Vec<String> = may
                    .iter()
                    .map(
                        |(first, last)| {
                            if first == last { first.to_string() } else { format!("{first} to {last}") }
                        },
                    )
                    .collect();
                let message = format!(
                    "listener `{}` of {} says something of broker {id}, and brokers get the ids {}",
                    listener.name,
                    kafka.title(),
                    each.join(", ")
                );
                let finding = cx.report(Place::Value(kafka, node), message);
                finding.help("name a broker there is; what is said of others is ignored");
                for pool in nodes.pools.iter().filter(|pool| pool.broker) {
                    finding.also(Place::at(pool.object, "spec/replicas"), "brokers");
                }
            }
        }
    }
}

/// The ids brokers may get: those of the ranges their pools ask for, or, where no pool of the cluster asks, the first
/// ones there are.
fn ids(nodes: &Nodes<'_>) -> Option<Vec<(i128, i128)>> {
    let asked =
        |pool: &NodePool<'_>| annotation(pool.object, NEXT_NODE_IDS).and_then(Node::as_str).map(node_ids);
    if nodes.pools.iter().all(|pool| asked(pool).is_none()) {
        let all: i128 = nodes.pools.iter().map(|pool| pool.replicas).sum();
        return Some(vec![(0, all - 1)]);
    }
    let mut found = Vec::new();
    for pool in nodes.pools.iter().filter(|pool| pool.broker && pool.replicas > 0) {
        let ranges = asked(pool)??;
        let room: i128 = ranges.iter().map(|(first, last)| i128::from(first.abs_diff(*last)) + 1).sum();
        if room < pool.replicas {
            return None;
        }
        found.extend(
            ranges.iter().map(|(first, last)| (i128::from(*first.min(last)), i128::from(*first.max(last)))),
        );
    }
    Some(found)
}
