//! Rows about Connect, MirrorMaker 2, bridges and streams that need thought.

mod bridge;
mod build;
mod connector;
mod group;
mod identity;
mod mirror;
mod naming;
mod streams;
mod workers;

use super::{Check, strimzi};
use crate::diff::{Cx, Pair};

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[
    Check::Pair(&["KafkaConnect"], connect),
    Check::Pair(&["KafkaConnector"], connector),
    Check::Pair(&["KafkaMirrorMaker2"], mirror),
    Check::Pair(&["KafkaBridge"], bridge),
    Check::Platform(streams::check),
    Check::Platform(group::check),
    Check::Pair(&["StatefulSet"], streams::state),
];

fn connect<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        for check in [identity::of_connect, workers::check, build::check, workers::resources] {
            check(cx, pair);
        }
    }
}

fn connector<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        connector::check(cx, pair);
    }
}

fn mirror<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        for check in [identity::of_mirror, workers::check, mirror::check] {
            check(cx, pair);
        }
    }
}

fn bridge<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if strimzi::is_seen(pair) {
        bridge::check(cx, pair);
    }
}
