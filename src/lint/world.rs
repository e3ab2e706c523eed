use super::Kind;
use super::view::{pod, selects};
use crate::facts::strimzi::names;
use crate::object::Object;
use std::collections::{BTreeMap, BTreeSet};

/// What is anywhere in what is linted: what is missing in one set may be in another.
#[derive(Debug, Default)]
pub struct World {
    names: BTreeMap<Kind, BTreeSet<String>>,
    /// The labels of every pod, each once.
    pods: BTreeSet<Vec<(String, String)>>,
}

impl World {
    pub(super) fn add(&mut self, object: &Object) {
        let kind = Kind::of(&object.gvk);
        let names = self.names.entry(kind).or_default();
        if kind != Kind::Other && !names.contains(&object.name) {
            names.insert(object.name.clone());
        }
        if let Some(labels) = pod(object).and_then(super::view::Pod::labels) {
            self.pods
                .insert(labels.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect());
        }
    }

    pub(super) fn has(&self, kind: Kind, name: &str) -> bool {
        self.names.get(&kind).is_some_and(|names| names.contains(name))
    }

    pub(super) fn has_pod(&self, wanted: &[(&str, &str)]) -> bool {
        self.pods.iter().any(|labels| {
            let have: Vec<(&str, &str)> = labels.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
            selects(wanted, &have)
        })
    }

    pub(super) fn is_operators(&self, service: &str) -> bool {
        let made = |kind, name: fn(&str) -> String| {
            self.names.get(&kind).is_some_and(|names| names.iter().any(|own| name(own) == service))
        };
        made(Kind::Kafka, names::kafka::brokers_service)
            || made(Kind::Kafka, names::kafka::bootstrap_service)
            || made(Kind::KafkaConnect, names::connect::component)
            || made(Kind::KafkaConnect, names::connect::api_service)
            || made(Kind::KafkaBridge, names::bridge::service)
            || made(Kind::KafkaMirrorMaker2, names::mirror_maker_2::component)
    }
}
