//! Rows about broker configuration, topics and users that need thought.

mod acl;
mod broker_key;
mod config;
mod policy;
mod retention;
mod topic;
mod topic_config;
mod topic_object;
mod user;

use super::{Check, strimzi};
use crate::diff::{Cx, Pair};

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[
    Check::Pair(&["Kafka"], seen_kafka),
    Check::Pair(&["KafkaTopic"], seen_topic),
    Check::Pair(&["KafkaUser"], seen_user),
];

fn seen_kafka<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        config::check(cx, pair);
    }
}

fn seen_topic<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        topic_object::check(cx, pair);
    }
}

fn seen_user<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        user::check(cx, pair);
    }
}
