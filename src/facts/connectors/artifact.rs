//! Which artifact brings which connector class.

use std::sync::LazyLock;

use crate::facts::near::nearest;
use crate::facts::table::{rows, some};

/// Which way a connector moves records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Into Kafka.
    Source,
    /// Out of Kafka.
    Sink,
}

/// A connector class and the artifact it comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectorArtifact {
    /// Maven group.
    pub group: &'static str,
    /// Maven artifact.
    pub artifact: &'static str,
    /// The first version that has this class; `None` for a class that is as old as the artifact.
    pub from: Option<&'static str>,
    /// The class.
    pub class: &'static str,
    /// What the names of the class's own options start with.
    pub prefix: Option<&'static str>,
    /// Source or sink.
    pub direction: Direction,
}

/// An artifact whose line ended with 0.11: names, class and options differ from 1.0 on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LegacyArtifact {
    /// The old artifact.
    pub artifact: &'static str,
    /// The artifact that took its place.
    pub instead: &'static str,
    /// The class that took its class's place.
    pub class: &'static str,
}

/// The group whose packages bundle an old `connect-json`, which Kafka 4 cannot load: with a worker whose
/// converters are JSON (Strimzi's default) every call for these connectors answers 500.
const CAMEL: &str = "org.apache.camel.kafkaconnector";

/// What the worker's `key.converter` and `value.converter` must be where [`needs_string_converter`] holds.
pub const STRING_CONVERTER: &str = "org.apache.kafka.connect.storage.StringConverter";

static ARTIFACTS: LazyLock<Vec<ConnectorArtifact>> = LazyLock::new(|| {
    rows::<6>(include_str!("../../../schemas/facts/connector-artifacts.tsv"))
        .map(|[group, artifact, from, class, prefix, direction]| ConnectorArtifact {
            group,
            artifact,
            from: some(from),
            class,
            prefix: some(prefix),
            direction: if direction == "sink" { Direction::Sink } else { Direction::Source },
        })
        .collect()
});

const LEGACY: [(&str, &str); 2] = [
    ("camel-aws2-sqs-kafka-connector", "camel-aws-sqs-sink-kafka-connector"),
    ("camel-telegram-kafka-connector", "camel-telegram-source-kafka-connector"),
];

/// Every class known, sorted by group, artifact and class.
pub fn artifacts() -> &'static [ConnectorArtifact] {
    &ARTIFACTS
}

/// What is known of a connector class.
pub fn artifact_of_class(class: &str) -> Option<&'static ConnectorArtifact> {
    ARTIFACTS.iter().find(|known| known.class == class)
}

/// The known class, or the one that was probably meant.
pub fn connector_class(class: &str) -> Result<&'static ConnectorArtifact, Option<&'static str>> {
    artifact_of_class(class).ok_or_else(|| nearest(class, ARTIFACTS.iter().map(|known| known.class)))
}

/// What took the place of an artifact of Camel's 0.x line.
pub fn legacy_artifact(group: &str, artifact: &str) -> Option<LegacyArtifact> {
    let (artifact, instead) = LEGACY.into_iter().find(|(old, _)| group == CAMEL && *old == artifact)?;
    let class = ARTIFACTS.iter().find(|known| known.artifact == instead)?.class;
    Some(LegacyArtifact { artifact, instead, class })
}

/// Whether a plugin of this Maven group works only when the worker's converters are [`STRING_CONVERTER`].
pub fn needs_string_converter(group: &str) -> bool {
    group == CAMEL
}

/// The key in which a source is told the topics it writes: `topics` takes several, `topic` one. `None` where the
/// class has words of its own for that, or is not known.
pub fn source_topics_key(class: &str) -> Option<&'static str> {
    let camel = class.strip_prefix(CAMEL).is_some_and(|rest| rest.starts_with('.'));
    if camel && class.ends_with("SourceConnector") {
        return Some("topics");
    }
    (class == "org.apache.kafka.connect.file.FileStreamSourceConnector").then_some("topic")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::connectors::connector_options;

    #[test]
    fn classes_and_their_artifacts() {
        let telegram = artifact_of_class(
            "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector",
        )
        .unwrap();
        assert_eq!(telegram.artifact, "camel-telegram-source-kafka-connector");
        assert_eq!(telegram.direction, Direction::Source);
        let misspelt = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqsSinkConnector";
        assert_eq!(connector_class("x.Y"), Err(None));
        assert!(connector_class(misspelt).is_err());
        assert_eq!(
            connector_class("org.apache.kafka.connect.mirror.MirrorSourceConector"),
            Err(Some("org.apache.kafka.connect.mirror.MirrorSourceConnector"))
        );
    }

    #[test]
    fn prefixes_are_those_of_the_options() {
        for known in artifacts().iter().filter(|known| connector_options(known.class).count() > 0) {
            let prefix = known.prefix.unwrap();
            assert!(connector_options(known.class).any(|option| option.name.starts_with(prefix)), "{prefix}");
        }
    }

    #[test]
    fn the_old_line_and_its_successors() {
        let old = legacy_artifact(CAMEL, "camel-telegram-kafka-connector").unwrap();
        assert_eq!(old.instead, "camel-telegram-source-kafka-connector");
        assert!(old.class.ends_with("CamelTelegramsourceSourceConnector"));
        assert_eq!(legacy_artifact(CAMEL, "camel-telegram-source-kafka-connector"), None);
        assert_eq!(legacy_artifact("other", "camel-telegram-kafka-connector"), None);
    }

    #[test]
    fn sources_that_are_told_their_topics() {
        let camel = "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector";
        assert_eq!(source_topics_key(camel), Some("topics"));
        let sink = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector";
        assert_eq!(source_topics_key(sink), None);
        assert_eq!(
            source_topics_key("org.apache.kafka.connect.file.FileStreamSourceConnector"),
            Some("topic")
        );
        assert_eq!(source_topics_key("org.apache.kafka.connect.mirror.MirrorSourceConnector"), None);
        assert_eq!(source_topics_key("io.debezium.connector.postgresql.PostgresConnector"), None);
    }

    #[test]
    fn only_camel_needs_the_string_converter() {
        assert!(needs_string_converter("org.apache.camel.kafkaconnector"));
        assert!(!needs_string_converter("io.debezium"));
    }
}
