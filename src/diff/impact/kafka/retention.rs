//! IMP-T23 and T24: how long records are kept.

use super::config::Line;
use super::topic::Topic;
use crate::diff::impact::clients;
use crate::diff::impact::listing::{count, named};
use crate::diff::{Change, Cx};
use crate::lint::view;
use std::time::Duration;

/// Keys of brokers, the one that wins first, with the milliseconds of one unit; those of bytes with none.
const OF_BROKERS: [(&str, i128); 3] =
    [("log.retention.ms", 1), ("log.retention.minutes", 60_000), ("log.retention.hours", 3_600_000)];

/// How much is kept; nothing is deleted without a limit.
pub(super) fn limit(text: Option<&str>) -> Option<i128> {
    text?.trim().parse().ok().filter(|number: &i128| *number >= 0)
}

/// `7 days`, `90 minutes`.
pub(super) fn span(time: Duration) -> String {
    let seconds = i128::from(time.as_secs());
    for (unit, noun) in [(86_400, "day"), (3_600, "hour"), (60, "minute")] {
        if seconds >= unit && seconds % unit == 0 {
            return count(seconds / unit, noun);
        }
    }
    if time.subsec_millis() == 0 { count(seconds, "second") } else { format!("{} ms", time.as_millis()) }
}

/// A limit in words.
pub(super) fn said(limit: Option<i128>, bytes: bool) -> String {
    match limit {
        None => "ever".into(),
        Some(number) if bytes => size(number),
        Some(number) => span(Duration::from_millis(u64::try_from(number).unwrap_or(u64::MAX))),
    }
}

/// How records are kept under a limit.
fn kept(limit: Option<i128>, bytes: bool) -> String {
    match limit {
        Some(_) if bytes => format!("up to {} a partition", said(limit, true)),
        _ if bytes => "whatever their size".into(),
        _ => format!("for {}", said(limit, false)),
    }
}

/// Bytes as people say them.
pub(super) fn size(bytes: i128) -> String {
    for (unit, suffix) in [(1 << 40, "TiB"), (1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")] {
        if bytes >= unit {
            let tenths = bytes * 10 / unit;
            let number = if tenths % 10 == 0 {
                (tenths / 10).to_string()
            } else {
                format!("{}.{}", tenths / 10, tenths % 10)
            };
            return format!("{number} {suffix}");
        }
    }
    format!("{bytes} bytes")
}

/// A topic's own limit, or what it follows; whether it is said, less or more.
pub(super) fn of_topic<'a>(cx: &mut Cx<'a>, topic: &Topic<'a>, key: &str, changes: Vec<&Change<'a>>) -> bool {
    let bytes = key.ends_with("bytes");
    let [was, is] = topic.both(|one| limit(one.effective(key).as_deref()));
    if was == is || (bytes && topic.is_compacted_only()) {
        return false;
    }
    let less = is.is_some_and(|new| was.is_none_or(|old| new < old));
    let name = topic.after.name;
    let clients = clients::said_readers(&topic.after.cluster, name);
    let partitions = topic.after.number("partitions");
    let Some(hit) = cx.hit_all(if less { "IMP-T23" } else { "IMP-T24" }, changes) else { return false };
    hit.with("topic", name).with("before", kept(was, bytes)).with("after", kept(is, bytes)).with("key", key);
    if less {
        hit.with("subject", format!("records of topic `{name}`"));
        hit.with("lost", lost(was, is, bytes, partitions)).with("clients", clients);
    } else {
        let grows = match (was, is) {
            (Some(old), Some(new)) if old > 0 => format!("{} times", ratio(new, old)),
            _ => "what the disks hold, and then stop the brokers".into(),
        };
        hit.with("grows", grows);
    }
    true
}

fn ratio(new: i128, old: i128) -> String {
    let tenths = new * 10 / old;
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// What goes, in words.
fn lost(was: Option<i128>, is: Option<i128>, bytes: bool, partitions: Option<i128>) -> String {
    match (was, is) {
        (Some(old), Some(new)) if bytes => {
            let all = partitions
                .map_or_else(String::new, |number| format!(", {} in all", size((old - new) * number)));
            format!("up to {} of each partition is deleted{all}", size(old - new))
        }
        (_, Some(new)) if bytes => format!("what each partition holds beyond {} is deleted", size(new)),
        (Some(old), Some(new)) => {
            format!("those between {} and {} old are deleted", said(Some(new), false), said(Some(old), false))
        }
        (_, new) => format!("all older than {} are deleted", said(new, false)),
    }
}

/// The default of brokers, which topics follow that say nothing themselves. Whether records are lost by it.
pub(super) fn of_broker<'a>(cx: &mut Cx<'a>, line: &Line<'a>) -> bool {
    let bytes = line.key == "log.retention.bytes";
    let factor = OF_BROKERS.iter().find(|(key, _)| *key == line.key).map(|(_, factor)| *factor);
    let Some(factor) = factor.or(bytes.then_some(1)) else { return false };
    // A finer unit wins over a coarser one.
    let finer = OF_BROKERS.iter().take_while(|(key, _)| *key != line.key);
    if !bytes && finer.into_iter().any(|(key, _)| line.cluster.config(key).is_some()) {
        return false;
    }
    let [was, is] = line.values().map(|text| limit(text.as_deref()).map(|number| number * factor));
    let (was, is) = match line.key {
        // What is not written leaves it to the hours, seven days unless these say otherwise.
        "log.retention.ms" | "log.retention.minutes" => {
            let hours = limit(line.cluster.effective("log.retention.hours").as_deref())
                .map(|hours| hours * 3_600_000);
            (if line.before.is_none() { hours } else { was }, if line.after.is_none() { hours } else { is })
        }
        _ => (was, is),
    };
    let less = is.is_some_and(|new| was.is_none_or(|old| new < old));
    if !less {
        return false;
    }
    let own = if bytes { "retention.bytes" } else { "retention.ms" };
    let follow: Vec<String> = topics_without(line, own);
    let Some(hit) = line.hit(cx, "IMP-T23") else { return false };
    let subject = if follow.is_empty() {
        format!("records of topics of Kafka `{}` that do not set `{own}`", line.cluster.name)
    } else {
        format!("records of {} of Kafka `{}`", named(&follow), line.cluster.name)
    };
    hit.with("subject", subject).with("before", kept(was, bytes)).with("after", kept(is, bytes));
    hit.with("lost", lost(was, is, bytes, None)).with("clients", "");
    true
}

/// The topics of a Kafka that leave a key to the brokers.
pub(super) fn topics_without(line: &Line<'_>, key: &str) -> Vec<String> {
    let side = line.cluster.side;
    let topics = side.of_kind("KafkaTopic").filter(|member| member.is_beside(line.pair.member()));
    let own = topics.filter(|member| view::cluster_of(&member.object) == Some(line.cluster.name));
    let silent =
        own.filter(|member| member.object.at("spec/config").and_then(|config| config.get(key)).is_none());
    silent.map(|member| clients::topic_name(&member.object).to_owned()).collect()
}
