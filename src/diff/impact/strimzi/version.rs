//! IMP-S37 to S44: versions of Kafka and of its metadata, as `KRaftVersionChangeCreator` of Strimzi goes about them.

use super::level::{Level, newest_of};
use super::operator;
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::listing::named;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::facts::strimzi::versions;
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    let version = touching(pair, &["spec", "kafka", "version"]);
    let metadata = touching(pair, &["spec", "kafka", "metadataVersion"]);
    if version.is_empty() && metadata.is_empty() {
        return;
    }
    let text = |object: &'a Object, key: &str| object.at(&format!("spec/kafka/{key}")).and_then(Node::as_str);
    let (old, new) = (text(before, "version"), text(after, "version"));
    let cluster = Cluster::named(cx.after, &after.name, pair.member()).since(cx.before);
    let change = Versions {
        pair,
        nodes: cluster.all_nodes(),
        namespace: cluster.namespace(),
        metadata: [text(before, "metadataVersion"), text(after, "metadataVersion")],
    };
    match (old, new) {
        (Some(old), None) => {
            if let Some(hit) = cx.hit_all("IMP-S44", version) {
                hit.with("before", old).with("namespace", change.namespace);
            }
        }
        (Some(old), Some(new)) if numbers(old) != numbers(new) => {
            if is_refused(cx, &change, &version, old, new) {
                return;
            }
            if numbers(new) > numbers(old) {
                raised(cx, &change, version, old, new);
            } else {
                // Nothing comes of the level while the operator does not get that far.
                if lowered(cx, &change, version, old, new) {
                    let last = cx.hits.last_mut();
                    last.into_iter().for_each(|hit| metadata.iter().for_each(|change| _ = hit.and(change)));
                    return;
                }
            }
        }
        _ => {}
    }
    levels(cx, &change, metadata, old, new);
}

struct Versions<'a> {
    pair: &'a Pair<'a>,
    nodes: String,
    namespace: &'a str,
    /// As written before and after.
    metadata: [Option<&'a str>; 2],
}

/// Where a blueprint says the version that becomes this one.
fn stated<'a>(cx: &Cx<'a>, change: &Versions<'a>) -> Vec<&'a Change<'a>> {
    let here =
        |platform: &&crate::diff::Platform<'_>| platform.environment == change.pair.member().environment;
    cx.platforms.iter().filter(here).flat_map(|platform| platform.at("versions/kafka")).collect()
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().unwrap_or_default()).collect()
}

fn raised<'a>(cx: &mut Cx<'a>, change: &Versions<'a>, changes: Vec<&Change<'a>>, old: &str, new: &str) {
    let (low, high) = (newest_of(old), newest_of(new));
    let by_itself = change.metadata[1].is_none() && low < high;
    let id = if by_itself { "IMP-S38" } else { "IMP-S37" };
    let stated = stated(cx, change);
    let Some(hit) = cx.hit_all(id, changes) else { return };
    hit.with("before", old).with("after", new).with("nodes", &change.nodes);
    let said =
        |level: &Option<Level>| level.as_ref().map_or_else(|| "there is".into(), |level| level.text.clone());
    hit.with("old", said(&low)).with("new", said(&high));
    let [was, is] = change.metadata;
    let then = match is {
        Some(level) if was != is => {
            format!("then the metadata version goes to `{level}`, which leaves no way back to {old}")
        }
        Some(level) => format!("the metadata version stays `{level}`, so {old} can be put back"),
        None => format!("the metadata version stays `{}`, so {old} can be put back", said(&low)),
    };
    hit.with("then", then).with("level", was.map_or_else(|| said(&low), str::to_owned));
    stated.iter().for_each(|change| _ = hit.and(change));
}

/// Whether the operator certainly stops there.
fn lowered<'a>(
    cx: &mut Cx<'a>,
    change: &Versions<'a>,
    changes: Vec<&Change<'a>>,
    old: &str,
    new: &str,
) -> bool {
    let most = newest_of(new);
    // Nobody writes what the cluster has now; what was asked for is the best that is known.
    let asked = change.metadata[0].map(Level::read).unwrap_or_else(|| newest_of(old));
    let above = asked > most;
    let stated = stated(cx, change);
    let Some(hit) = cx.hit_all("IMP-S42", changes) else { return false };
    stated.iter().for_each(|change| _ = hit.and(change));
    hit.with("before", old).with("after", new).with("namespace", change.namespace);
    hit.with("most", most.map_or_else(|| "of its own".into(), |level| level.text));
    hit.with("verdict", if above {
        "the cluster has a newer one, and the operator stops reconciling it (`KafkaUpgradeException`)".to_owned()
    } else {
        format!("where the cluster has none newer, {} restart one by one; else the operator stops reconciling it", change.nodes)
    });
    if above {
        hit.decided();
    }
    above
}

fn levels<'a>(
    cx: &mut Cx<'a>,
    change: &Versions<'a>,
    changes: Vec<&Change<'a>>,
    old: Option<&str>,
    new: Option<&str>,
) {
    let [was, is] = change.metadata;
    let most = new.and_then(newest_of);
    let before = was.map_or_else(|| old.and_then(newest_of), Level::read);
    let after = is.map_or_else(|| most.clone(), Level::read);
    let (Some(before), Some(after)) = (before, after) else { return };
    if let (Some(kafka), Some(most)) = (new, &most)
        && is.is_some()
        && after > *most
    {
        if let Some(hit) = cx.hit_all("IMP-S41", changes) {
            hit.with("after", format!("`{}`", after.text))
                .with("kafka", kafka)
                .with("most", format!("`{}`", most.text));
        }
        return;
    }
    let id = if after > before { "IMP-S39" } else { "IMP-S40" };
    if after == before {
        return;
    }
    if let Some(hit) = cx.hit_all(id, changes) {
        hit.with("before", format!("`{}`", before.text)).with("after", format!("`{}`", after.text));
        hit.with("kafka", format!("{}.{}", after.major, after.minor)).with("namespace", change.namespace);
    }
}

/// Says where the operator may not know the new version; whether it certainly does not.
fn is_refused<'a>(
    cx: &mut Cx<'a>,
    change: &Versions<'a>,
    changes: &[&Change<'a>],
    old: &str,
    new: &str,
) -> bool {
    let all = versions();
    let runs: Vec<&str> = all.iter().filter(|one| one.supports_kafka(new)).map(|one| one.version).collect();
    let installed = operator::version(cx.after, change.pair.member());
    let known = installed.as_deref().and_then(|written| all.iter().find(|one| one.version == written));
    let verdict = match known {
        Some(known) if known.supports_kafka(new) => return false,
        Some(known) => format!("Strimzi {} is installed, which stops reconciling the cluster", known.version),
        // Whatever runs the old version runs the new one too.
        None if all.iter().filter(|one| one.supports_kafka(old)).all(|one| one.supports_kafka(new))
            && !runs.is_empty() =>
        {
            return false;
        }
        None if runs.is_empty() => "the one installed stops reconciling the cluster".to_owned(),
        None => "any other stops reconciling the cluster".to_owned(),
    };
    let operators =
        if runs.is_empty() { "no Strimzi known here".into() } else { format!("Strimzi {}", named(&runs)) };
    let mend = match (all.iter().rev().flat_map(|one| one.kafka.last()).next(), runs.first()) {
        (Some((newest, _)), None) => format!("use {newest} at most"),
        (_, Some(first)) => format!("upgrade Strimzi to {first} or later first"),
        (None, None) => String::new(),
    };
    if let Some(hit) = cx.hit_all("IMP-S43", changes.iter().copied()) {
        hit.with("after", new).with("operators", operators).with("verdict", verdict).with("mend", mend);
        if known.is_some() || runs.is_empty() {
            hit.decided();
        }
    }
    known.is_some() || runs.is_empty()
}
