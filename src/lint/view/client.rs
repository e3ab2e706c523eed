use crate::lint::Kind;
use crate::object::{Node, Object};

/// The parts of an object that connect to a Kafka as a client: the `spec` of a KafkaConnect or KafkaBridge, target and
/// sources of a KafkaMirrorMaker2, in versions before `v1` its clusters.
#[must_use]
pub fn clients(object: &Object) -> Vec<&Node> {
    let list = |path| object.at(path).and_then(Node::as_list).into_iter().flatten();
    match Kind::of(&object.gvk) {
        Kind::KafkaConnect | Kind::KafkaBridge => object.at("spec").into_iter().collect(),
        Kind::KafkaMirrorMaker2 => {
            let sources = list("spec/mirrors").filter_map(|mirror| mirror.get("source"));
            object.at("spec/target").into_iter().chain(sources).chain(list("spec/clusters")).collect()
        }
        _ => Vec::new(),
    }
}
