//! Topics that Kafka takes for one: its metrics write `.` as `_`, and the second is refused.

use super::report;
use crate::diagnostic::{BAD_TOPIC_NAME, Sink};
use crate::source::Span;
use crate::topology::Topology;
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, item) in topology.blueprint.kafka.iter() {
        let mut taken: BTreeMap<String, (&str, Option<Span>)> = BTreeMap::new();
        for (name, topic) in item.topics().iter() {
            let (first, at) = *taken.entry(name.replace('.', "_")).or_insert((name, topic.key_span()));
            if first != name {
                let message = format!(
                    "`kafka/{cluster}` has the topics `{first}` and `{name}`, which Kafka cannot tell apart"
                );
                let help = "let them differ by more than `.` and `_`: the brokers refuse the second";
                report(
                    sink,
                    &BAD_TOPIC_NAME,
                    message,
                    help,
                    &[(topic.key_span(), ""), (at, "the other one")],
                );
            }
        }
    }
}
