use crate::facts::kubernetes::ImageReference;
use crate::lint::Kind;
use crate::object::{Node, Object};

/// Images that run a Kafka broker when nobody gives them another command: owner and name.
const IMAGES: &[(&str, &str)] = &[
    ("apache", "kafka"),
    ("apache", "kafka-native"),
    ("bitnami", "kafka"),
    ("bitnamilegacy", "kafka"),
    ("confluentinc", "cp-kafka"),
    ("confluentinc", "cp-server"),
    ("confluentinc", "cp-enterprise-kafka"),
    ("wurstmeister", "kafka"),
    ("solsson", "kafka"),
    ("debezium", "kafka"),
    ("strimzi", "kafka"),
];

/// The container of a StatefulSet that runs a Kafka broker, by its image.
#[must_use]
pub fn broker(object: &Object) -> Option<&Node> {
    if Kind::of(&object.gvk) != Kind::StatefulSet {
        return None;
    }
    let containers = object.at("spec/template/spec/containers").and_then(Node::as_list)?;
    containers.iter().find(|container| {
        container.get("image").and_then(Node::as_str).is_some_and(runs_broker) && !does_other(container)
    })
}

fn runs_broker(image: &str) -> bool {
    let Ok(reference) = ImageReference::parse(image) else { return false };
    let mut parts = reference.repository.rsplit('/');
    let (name, owner) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    IMAGES.contains(&(owner, name))
}

/// Pods that wait for somebody to work in them have the image for its tools, and those of ZooKeeper for its jar.
fn does_other(container: &Node) -> bool {
    let words = ["command", "args"].into_iter().filter_map(|key| container.get(key)?.as_list()).flatten();
    let others = ["sleep", "tail -f /dev/null", "zookeeper"];
    words.filter_map(Node::as_str).any(|word| others.iter().any(|other| word.contains(other)))
}
