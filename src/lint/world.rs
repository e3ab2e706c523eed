use super::Kind;
use super::view::{cluster_of, pod};
use crate::facts::strimzi::names;
use crate::object::Object;
use std::collections::{BTreeMap, BTreeSet};

/// What is anywhere in what is linted: what is missing in one set may be in another.
#[derive(Debug, Default)]
pub struct World {
    names: BTreeMap<Kind, BTreeSet<String>>,
    /// The labels of every pod, each set of them once.
    pods: BTreeSet<Labels>,
    /// The same by one label of them.
    by_label: BTreeMap<(String, String), Vec<Labels>>,
    /// How many node pools there are, by the cluster they belong to.
    pools: BTreeMap<String, usize>,
}

type Labels = std::sync::Arc<Vec<(String, String)>>;

impl World {
    pub(super) fn of<'o>(objects: impl Iterator<Item = &'o Object>) -> Self {
        let mut world = Self::default();
        objects.for_each(|object| world.add(object));
        world
    }

    pub(super) fn add(&mut self, object: &Object) {
        let kind = Kind::of(&object.gvk);
        let names = self.names.entry(kind).or_default();
        if kind != Kind::Other && !names.contains(&object.name) {
            names.insert(object.name.clone());
        }
        if let Some(cluster) = cluster_of(object).filter(|_| kind == Kind::KafkaNodePool) {
            *self.pools.entry(cluster.to_owned()).or_default() += 1;
        }
        if let Some(labels) = pod(object).and_then(super::view::Pod::labels) {
            let labels: Vec<_> = labels.into_iter().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
            let labels = Labels::new(labels);
            if self.pods.insert(labels.clone()) {
                for label in labels.iter() {
                    self.by_label.entry(label.clone()).or_default().push(labels.clone());
                }
            }
        }
    }

    pub(super) fn has(&self, kind: Kind, name: &str) -> bool {
        self.names.get(&kind).is_some_and(|names| names.contains(name))
    }

    pub(super) fn pools(&self, cluster: &str) -> usize {
        self.pools.get(cluster).copied().unwrap_or_default()
    }

    pub(super) fn has_pod(&self, wanted: &[(&str, &str)]) -> bool {
        let with = |(key, value): &(&str, &str)| self.by_label.get(&((*key).to_owned(), (*value).to_owned()));
        // The rarest label asked for leaves the fewest pods to look at.
        let Some(few) = wanted.iter().map(with).min_by_key(|pods| pods.map_or(0, Vec::len)) else {
            return false;
        };
        let has = |labels: &Labels, (key, value): &(&str, &str)| {
            labels.iter().any(|(own, found)| own == key && found == value)
        };
        few.into_iter().flatten().any(|labels| wanted.iter().all(|label| has(labels, label)))
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
