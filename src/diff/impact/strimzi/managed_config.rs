//! IMP-S05 and IMP-S06: configuration that the operator sets itself.

use crate::diff::impact::touching::touching;
use crate::diff::{Cx, Pair};
use crate::facts::strimzi::{ConfigOwner, forbidden, forbidden_broker_key};
use crate::lint::view;
use crate::object::{Node, Object};

/// Each `config` of a resource, with whose it is.
fn configs(object: &Object) -> Vec<(Vec<&'static str>, ConfigOwner)> {
    match object.gvk.kind.as_str() {
        "Kafka" => vec![
            (vec!["spec", "kafka", "config"], ConfigOwner::Kafka),
            (vec!["spec", "cruiseControl", "config"], ConfigOwner::CruiseControl),
        ],
        "KafkaConnect" => vec![(vec!["spec", "config"], ConfigOwner::Connect)],
        "KafkaConnector" => vec![(vec!["spec", "config"], ConfigOwner::Connector)],
        "KafkaBridge" => vec![
            (vec!["spec", "consumer", "config"], ConfigOwner::BridgeConsumer),
            (vec!["spec", "producer", "config"], ConfigOwner::BridgeProducer),
            (vec!["spec", "adminClient", "config"], ConfigOwner::BridgeAdminClient),
        ],
        "KafkaMirrorMaker2" => vec![(vec!["spec", "target", "config"], ConfigOwner::MirrorMaker2)],
        _ => Vec::new(),
    }
}

/// Whether the operator drops a key.
pub(in crate::diff::impact) fn is_dropped(object: &Object, owner: ConfigOwner, key: &str) -> bool {
    if owner == ConfigOwner::Kafka {
        let listeners = view::config_listeners(object);
        forbidden_broker_key(key, listeners.iter().map(String::as_str)).is_some()
    } else {
        forbidden(owner, key).is_some()
    }
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((_, after)) = pair.both() else { return };
    for (place, owner) in configs(after) {
        let Some(config) = after.at(&place.join("/")).and_then(Node::as_map) else { continue };
        for entry in config.entries.iter().filter(|entry| is_dropped(after, owner, &entry.key.text)) {
            let whole: Vec<&str> = place.iter().copied().chain([entry.key.text.as_str()]).collect();
            let id = if owner == ConfigOwner::Kafka { "IMP-S05" } else { "IMP-S06" };
            if let Some(hit) = cx.hit_all(id, touching(pair, &whole)) {
                hit.with("key", &entry.key.text).with("path", place.join("."));
            }
        }
    }
}
