//! Rows about Strimzi's clusters, node pools and listeners that need thought.

mod api;
mod claim;
mod ephemeral;
mod exposure;
mod kafka;
mod level;
mod listener;
mod managed_config;
mod metadata;
mod operator;
mod pool;
mod resources;
mod security;
mod storage;
mod template;
mod version;
mod volume;

use super::Check;
use crate::diff::{Cx, Pair};

pub(super) use api::is_seen;
pub(super) use managed_config::is_dropped;

/// Kinds of the operator.
const KINDS: &[&str] = &[
    "Kafka",
    "KafkaBridge",
    "KafkaConnect",
    "KafkaConnector",
    "KafkaMirrorMaker2",
    "KafkaNodePool",
    "KafkaRebalance",
    "KafkaTopic",
    "KafkaUser",
];

/// In the order of their rows; what restarts the last node comes when all restarts are known.
pub(super) static CHECKS: &[Check] = &[
    Check::Pair(KINDS, api::check),
    Check::Pair(KINDS, managed_config::check),
    Check::Pair(&["Kafka"], kafka),
    Check::Pair(&["KafkaNodePool"], pool),
    Check::Pair(&["KafkaConnect", "KafkaMirrorMaker2", "KafkaBridge"], client),
    Check::Pair(&["Deployment"], operator::deployment),
    Check::Platform(operator::platform),
    Check::All(ephemeral::check),
];

fn kafka<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if !is_seen(pair) || api::says_refused(cx, pair) {
        return;
    }
    let all = [kafka::check, version::check, listener::check, template::check, security::check];
    // Under another name it is another cluster, of which nothing restarts.
    for check in all.into_iter().take(if pair.renamed { 1 } else { 5 }) {
        check(cx, pair);
    }
}

fn pool<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if is_seen(pair) {
        let all = [pool::check, storage::check, resources::check, template::check];
        for check in all.into_iter().take(if pair.renamed { 1 } else { 4 }) {
            check(cx, pair);
        }
    }
}

fn client<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if is_seen(pair) {
        resources::check(cx, pair);
        template::check(cx, pair);
    }
}
