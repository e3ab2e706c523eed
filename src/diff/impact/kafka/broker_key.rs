//! Which row a line of a Kafka's `config` falls under.

use super::config::Line;
use super::policy;
use crate::diff::{Cx, Pods};
use crate::facts::kafka::ConfigScope;
use crate::facts::near::nearest_within;
use crate::facts::strimzi::{concerns_brokers, concerns_controllers};
use std::time::Duration;

/// Numbers of threads that change by half or double at most in one step, from `DynamicThreadPool`, `DynamicListenerConfig` and
/// `LogCleaner`.
const THREADS: [&str; 6] = [
    "background.threads",
    "log.cleaner.threads",
    "num.io.threads",
    "num.network.threads",
    "num.recovery.threads.per.data.dir",
    "num.replica.fetchers",
];

/// Keys that are read at the start only, each with the one that is not, and how many of its units one is.
const OTHER_UNITS: [(&str, &str, i64); 5] = [
    ("log.retention.hours", "log.retention.ms", 3_600_000),
    ("log.retention.minutes", "log.retention.ms", 60_000),
    ("log.roll.hours", "log.roll.ms", 3_600_000),
    ("log.roll.jitter.hours", "log.roll.jitter.ms", 3_600_000),
    ("log.flush.scheduler.interval.ms", "log.flush.interval.ms", 1),
];

/// Says it; `told` where a worse one was said of it already.
pub(super) fn say<'a>(cx: &mut Cx<'a>, line: &Line<'a>, told: bool) {
    let Some(known) = line.known else { return unknown(cx, line) };
    let word = |value: &str| line.values()[1].as_deref().is_some_and(|text| text.eq_ignore_ascii_case(value));
    let of_word = match line.key {
        "unclean.leader.election.enable" if word("true") => Some("IMP-T08"),
        "delete.topic.enable" if word("false") => Some("IMP-T09"),
        "default.replication.factor" | "num.partitions" if is_raised(line) => Some("IMP-T07"),
        _ => None,
    };
    if let Some(id) = of_word {
        line.hit(cx, id);
        return;
    }
    match line.key {
        "auto.create.topics.enable" if word("false") => return implicit_topics(cx, line),
        "offsets.retention.minutes" if is_lowered(line) => return offsets(cx, line),
        "min.insync.replicas" => policy::of_broker(cx, line),
        _ => {}
    }
    if let Some((_, instead, factor)) =
        OTHER_UNITS.iter().find(|(key, ..)| *key == line.key).filter(|(.., f)| *f > 1)
    {
        let value = number(line, 1).map_or_else(|| "the same".into(), |number| (number * factor).to_string());
        if let Some(hit) = line.hit(cx, "IMP-T03") {
            hit.with("instead", instead).with("value", value);
        }
        return;
    }
    if known.scope == Some(ConfigScope::ReadOnly) {
        restarts(cx, line);
    } else if let Some((least, most)) = out_of_step(line) {
        let target = number(line, 1).unwrap_or_default();
        if let Some(hit) = line.hit(cx, "IMP-T04") {
            hit.with("least", least).with("most", most).with("step", target.clamp(least, most));
        }
    } else if !told {
        line.hit(cx, "IMP-T01");
    }
}

fn number(line: &Line<'_>, side: usize) -> Option<i64> {
    line.values()[side].as_deref()?.trim().parse().ok()
}

fn is_raised(line: &Line<'_>) -> bool {
    matches!((number(line, 0), number(line, 1)), (Some(before), Some(after)) if after > before)
}

fn is_lowered(line: &Line<'_>) -> bool {
    matches!((number(line, 0), number(line, 1)), (Some(before), Some(after)) if after < before)
}

/// The bounds of one step, where a change goes beyond.
fn out_of_step(line: &Line<'_>) -> Option<(i64, i64)> {
    if !THREADS.contains(&line.key) {
        return None;
    }
    let (before, after) = (number(line, 0)?, number(line, 1)?);
    let (least, most) = ((before / 2).max(1), before * 2);
    (after < least || after > most).then_some((least, most))
}

/// Read at the start only: by which nodes, is for the key and their roles.
fn restarts<'a>(cx: &mut Cx<'a>, line: &Line<'a>) {
    let (controllers, brokers) = (concerns_controllers(line.key), concerns_brokers(line.key));
    let pools = &line.cluster.pools;
    let spared = |noun: &str| {
        let spared = (noun == "controller" && !controllers) || (noun == "broker" && !brokers);
        spared && pools.iter().any(|pool| pool.noun() == noun)
    };
    if !spared("controller") && !spared("broker") {
        line.hit(cx, "IMP-T02");
        return;
    }
    let other = line.cluster.nodes(|pool| !spared(pool.noun()));
    let left = line.cluster.nodes(|pool| spared(pool.noun()));
    if let Some(hit) = line.hit(cx, "IMP-T06") {
        let pods = if controllers { Pods::Controllers } else { Pods::Brokers };
        hit.pods(pods).with("nodes", other).with("spared", left);
    }
}

fn unknown<'a>(cx: &mut Cx<'a>, line: &Line<'a>) {
    let near = nearest_within(line.key, line.cluster.table().broker_keys().map(|key| key.name), 2);
    if let Some(hit) = line.hit(cx, "IMP-T05") {
        hit.with("near", near.map_or_else(String::new, |near| format!("; did you mean `{near}`?")));
    }
}

fn implicit_topics<'a>(cx: &mut Cx<'a>, line: &Line<'a>) {
    let topics = policy::undeclared(&line.cluster);
    if let Some(hit) = line.hit(cx, "IMP-T10") {
        hit.with("topics", topics);
    }
}

fn offsets<'a>(cx: &mut Cx<'a>, line: &Line<'a>) {
    let said = |side| {
        let minutes = number(line, side).and_then(|number| u64::try_from(number).ok()).unwrap_or_default();
        super::retention::span(Duration::from_secs(minutes.saturating_mul(60)))
    };
    let (before, after) = (said(0), said(1));
    if let Some(hit) = line.hit(cx, "IMP-T45") {
        hit.with("before", before).with("after", after);
    }
}
