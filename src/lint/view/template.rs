use crate::lint::Kind;
use crate::object::{Node, Object};

/// What a resource of Strimzi says of the objects that are made for it.
#[derive(Debug, Clone, Copy)]
pub struct Template<'a> {
    /// What they are for: `kafka`, `connect`, `bridge`, `cruise-control`, `entity-operator`, `kafka-exporter`; empty
    /// for anything else.
    pub component: &'static str,
    /// The object: `pod`, `kafkaContainer`, `bootstrapService`.
    pub name: &'a str,
    /// What is said of it.
    pub node: &'a Node,
    /// The part of the resource that the template belongs to, with its `jvmOptions` and `rack`.
    pub owner: &'a Node,
}

/// The templates of an object, those of the pods of a cluster first.
#[must_use]
pub fn templates(object: &Object) -> Vec<Template<'_>> {
    let owners: &[(&'static str, &str)] = match Kind::of(&object.gvk) {
        Kind::Kafka => &[
            ("kafka", "spec/kafka"),
            ("entity-operator", "spec/entityOperator"),
            ("cruise-control", "spec/cruiseControl"),
            ("kafka-exporter", "spec/kafkaExporter"),
            ("", "spec/zookeeper"),
        ],
        Kind::KafkaNodePool => &[("kafka", "spec")],
        Kind::KafkaConnect | Kind::KafkaMirrorMaker2 => &[("connect", "spec")],
        Kind::KafkaBridge => &[("bridge", "spec")],
        Kind::KafkaUser => &[("", "spec")],
        _ => &[],
    };
    let mut all = Vec::new();
    for (component, path) in owners {
        let Some(owner) = object.at(path) else { continue };
        let entries = owner.get("template").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
        all.extend(entries.map(|e| Template { component, name: &e.key.text, node: &e.value, owner }));
    }
    all
}
