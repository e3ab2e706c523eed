//! Mirrors: two clusters, something to copy, and two connectors that agree.

use super::report;
use crate::blueprint::{Item, Mirror};
use crate::diagnostic::{DERIVED_KEY, MIRROR_ONTO_ITSELF, MISSING_KEY, Sink};
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
