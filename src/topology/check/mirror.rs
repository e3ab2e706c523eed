//! Mirrors: two clusters, something to copy, and two connectors that agree.

use super::report;
use crate::blueprint::{Item, Mirror, Val};
use crate::diagnostic::{DERIVED_KEY, MIRROR_ONTO_ITSELF, MISSING_KEY, Sink, TOPIC_MIRRORED_TWICE};
use crate::source::Span;
use crate::topology::Topology;

/// Keys of a source connector that the checkpoint connector must have alike, or that follow from the mirror's words.
const DERIVED: [(&str, &str); 6] = [
    ("replication.policy.class", "write `replicationPolicy: identity` or `default`: both connectors get it"),
    ("replication.policy.separator", "take it out: the other connector would not know it"),
    ("offset-syncs.topic.location", "take it out: both connectors look for the notes at the target"),
    ("offset-syncs.topic.name.format", "take it out: rights follow from the name Kafka gives it"),
    ("topics", "write `topics` or `topicsPattern` of the mirror: rights follow from there"),
    ("groups", "write `groupsPattern` of the mirror: rights follow from there"),
];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, mirror) in topology.blueprint.mirrors.iter() {
        let path = format!("mirrors/{name}");
        if mirror.from.cluster == mirror.to.cluster {
            let message = format!("`{path}` copies `kafka/{}` onto itself", mirror.from.cluster);
            let help = "mirror to another Kafka cluster: here every record copied would be copied again";
            let places = [(mirror.to.span(), "where it writes"), (mirror.from.span(), "where it reads")];
            report(sink, &MIRROR_ONTO_ITSELF, message, help, &places);
        }
        for (key, help) in DERIVED {
            let Some(entry) = mirror.source_config.get(key) else { continue };
            let message = format!("`{key}` cannot stand in the `sourceConfig` of `{path}`");
            report(sink, &DERIVED_KEY, message, help, &[(entry.key.span(), "")]);
        }
        topics(&path, mirror, sink);
    }
    twice(topology, sink);
}

/// Two mirrors of one topic copy each record twice; and whatever its copies are called, the offsets of both are noted
/// under one key of one topic, which is named after the source alone.
fn twice(topology: &Topology, sink: &mut Sink) {
    let mirrors: Vec<(&str, &Item<Mirror>)> = topology.blueprint.mirrors.iter().collect();
    for (index, (name, mirror)) in mirrors.iter().enumerate() {
        let alike = |other: &Mirror| {
            other.from.cluster == mirror.from.cluster && other.to.cluster == mirror.to.cluster
        };
        let before = mirrors[..index].iter().filter(|(_, other)| alike(&other.value));
        let found = before.filter_map(|(other, item)| Some((other, item, shared(item, mirror)?))).next();
        let Some((other, item, shared)) = found else { continue };
        let policy = |mirror: &Mirror| mirror.replication_policy.as_ref().map(|policy| policy.value);
        let one_name = policy(&item.value) == policy(&mirror.value);
        if !one_name && !item.follows_groups() && !mirror.follows_groups() {
            continue;
        }
        let (from, to) = (&mirror.from.cluster, &mirror.to.cluster);
        let message = format!(
            "`mirrors/{other}` and `mirrors/{name}` both copy {} from `kafka/{from}` to `kafka/{to}`",
            shared.what
        );
        let why =
            if one_name { "each record arrives twice" } else { "groups would go on at the wrong place" };
        let help = format!(
            "let one of them do it: {why}, and both note offsets in `mm2-offset-syncs.{from}.internal`"
        );
        report(sink, &TOPIC_MIRRORED_TWICE, message, help, &[(shared.there, ""), (shared.here, "and here")]);
    }
}

/// What two mirrors have in common, with the place of each that says so.
struct Shared {
    what: String,
    here: Option<Span>,
    there: Option<Span>,
}

/// Two patterns are compared only where that can be told from their text.
fn shared(one: &Mirror, other: &Mirror) -> Option<Shared> {
    let all = |pattern: &Val<String>| matches!(pattern.value.as_str(), ".*" | ".+");
    let (here, there) = match (&one.topics_pattern, &other.topics_pattern) {
        (Some(here), Some(there)) => {
            let same = here.value == there.value || all(here) || all(there);
            let what = if all(here) { &there.value } else { &here.value };
            return same.then(|| Shared {
                what: format!("`{what}`"),
                here: here.span(),
                there: there.span(),
            });
        }
        (Some(pattern), None) => {
            let topic = other.topics.iter().find(|topic| matches(pattern, &topic.value.0))?;
            return Some(Shared {
                what: format!("`{}`", &*topic.value),
                here: pattern.span(),
                there: topic.span(),
            });
        }
        (None, Some(pattern)) => {
            let topic = one.topics.iter().find(|topic| matches(pattern, &topic.value.0))?;
            return Some(Shared {
                what: format!("`{}`", &*topic.value),
                here: topic.span(),
                there: pattern.span(),
            });
        }
        (None, None) => {
            let here = one.topics.iter().find(|t| other.topics.iter().any(|o| o.value.0 == t.value.0))?;
            (here, other.topics.iter().find(|topic| topic.value.0 == here.value.0)?)
        }
    };
    Some(Shared { what: format!("`{}`", &*here.value), here: here.span(), there: there.span() })
}

/// Whether a pattern takes a whole topic, as MirrorMaker 2 has it; one that only Java reads takes none.
fn matches(pattern: &str, topic: &str) -> bool {
    let whole = format!("^(?:{})$", pattern.replace(',', "|"));
    regex_lite::Regex::new(&whole).is_ok_and(|regex| regex.is_match(topic))
}

fn topics(path: &str, mirror: &Item<Mirror>, sink: &mut Sink) {
    let listed = mirror.topics.first();
    match (&mirror.topics_pattern, listed) {
        (Some(pattern), Some(first)) => {
            let message = format!("`{path}` has `topics` and `topicsPattern`, and only one of them can hold");
            let help = "take `topics` out, or add them to the pattern: `a|b|c.*`";
            let places = [(first.span(), "would not be copied"), (pattern.span(), "holds")];
            report(sink, &DERIVED_KEY, message, help, &places);
        }
        (None, None) => {
            let unreadable = mirror.origin.span().is_some_and(|span| sink.has_error_inside(span));
            if !unreadable {
                let message = format!("`{path}` does not say which topics it copies");
                let help = "add `topics: [orders]`, or `topicsPattern: \".*\"` for all of them";
                report(sink, &MISSING_KEY, message, help, &[(mirror.key_span(), "")]);
            }
        }
        _ => {}
    }
}
