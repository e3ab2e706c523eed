//! Kafka Connect plugins: which class an artifact brings, and the options of the classes that are known.
//!
//! Sources: the connectors' own `ConfigDef`s as Kafka Connect 4.3.1 reported them for version 4.18.0 of
//! Apache Camel's packages; the catalogue of `apache/camel-kafka-connector`.

mod artifact;
mod kamelet;
mod option;

pub use artifact::{
    ConnectorArtifact, Direction, LegacyArtifact, STRING_CONVERTER, artifact_of_class, artifacts,
    connector_class, legacy_artifact, needs_string_converter, source_topics_key,
};
pub use kamelet::{KNOWN_UNTIL, Kamelet, is_option, is_same_option, kamelet_of_class};
pub use option::{ConnectorOption, connector_options, is_open_option, nearest_option, secret_options};
