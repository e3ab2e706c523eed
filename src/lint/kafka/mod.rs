//! Configuration of Kafka, wherever it stands: `spec.kafka.config`, topics, variables of containers, properties files.

use super::Rule;

/// The rules of this folder.
pub static RULES: &[&Rule] = &[];
