use crate::facts::strimzi::CLUSTER;
use crate::object::{Node, Object};

/// The label that says which Kafka or KafkaConnect an object belongs to.
#[must_use]
pub fn cluster_label(object: &Object) -> Option<&Node> {
    object.at("metadata/labels")?.get(CLUSTER).filter(|label| !label.is_null())
}

/// What it says.
#[must_use]
pub fn cluster_of(object: &Object) -> Option<&str> {
    cluster_label(object)?.as_str()
}

/// An annotation of an object.
#[must_use]
pub fn annotation<'a>(object: &'a Object, key: &str) -> Option<&'a Node> {
    object.at("metadata/annotations")?.get(key)
}
