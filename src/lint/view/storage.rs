use crate::lint::Kind;
use crate::object::{Node, Object};

/// The storage of the nodes of a KafkaNodePool, or, as it was before there were pools, of a Kafka.
pub fn storages(object: &Object) -> impl Iterator<Item = &Node> {
    let paths: &[&str] = match Kind::of(&object.gvk) {
        Kind::KafkaNodePool => &["spec/storage"],
        Kind::Kafka => &["spec/kafka/storage", "spec/zookeeper/storage"],
        _ => &[],
    };
    paths.iter().filter_map(|path| object.at(path))
}

/// The volumes of a `jbod` storage; none of any other.
pub fn volumes(storage: &Node) -> impl Iterator<Item = &Node> {
    let jbod = storage.get("type").and_then(Node::as_str) == Some("jbod");
    storage.get("volumes").filter(|_| jbod).and_then(Node::as_list).into_iter().flatten()
}

/// A storage and its volumes.
pub fn parts(storage: &Node) -> impl Iterator<Item = &Node> {
    std::iter::once(storage).chain(volumes(storage))
}
