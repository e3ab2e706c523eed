//! Decisions taken: every key that nobody wrote and that has an answer gets it, with the row that gave it.

mod app;
mod kafka;
mod kubernetes;
mod operand;

use super::decisions::decided;
use super::{Place, VersionsInUse};
use crate::blueprint::{Blueprint, Kafka, Profile, Scalar, Shape, Val};
use crate::source::Origin;
use std::any::{Any, TypeId};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};

/// A row of the decisions table, and the type it was read as.
type Read = (&'static str, TypeId);

/// What decisions look at beside the section itself.
pub(super) struct Deciding<'b> {
    profile: Profile,
    versions: &'b VersionsInUse,
    places: &'b BTreeMap<String, Place>,
    /// Kubernetes clusters whose nodes' zones are declared.
    zoned: Vec<String>,
    /// Kubernetes clusters with a Prometheus operator.
    scraped: Vec<String>,
    /// Rows already read, by type: thousands of entries ask for the same few.
    read: RefCell<HashMap<Read, Box<dyn Any>>>,
}

/// Completes `blueprint`. Doing it twice changes nothing.
pub(super) fn fill(
    blueprint: &mut Blueprint,
    profile: Profile,
    places: &BTreeMap<String, Place>,
    versions: &VersionsInUse,
) {
    let named = |pick: &dyn Fn(&crate::blueprint::KubernetesCluster) -> bool| -> Vec<String> {
        blueprint.kubernetes.iter().filter(|(_, c)| pick(c)).map(|(name, _)| name.to_owned()).collect()
    };
    let deciding = Deciding {
        profile,
        versions,
        places,
        zoned: named(&|c| c.node_pools.iter().any(|(_, pool)| !pool.zones.is_empty())),
        scraped: named(&|c| c.operators.as_ref().is_some_and(|o| o.prometheus_operator.is_some())),
        read: RefCell::default(),
    };
    if blueprint.profile.is_none() {
        blueprint.profile = Some(deciding.value("profile"));
    }
    kubernetes::fill(blueprint, &deciding);
    for (name, item) in blueprint.kafka.iter_mut() {
        match &mut item.value {
            Kafka::Strimzi(cluster) => kafka::fill(name, cluster, &deciding),
            Kafka::HdInsight(cluster) => {
                kafka::topics(&mut cluster.topics, cluster.topic_defaults.as_ref(), None)
            }
            Kafka::External(cluster) => {
                kafka::topics(&mut cluster.topics, cluster.topic_defaults.as_ref(), None)
            }
        }
    }
    operand::fill(blueprint, &deciding);
    for (_, item) in blueprint.apps.iter_mut() {
        app::fill(&mut item.value, &deciding);
    }
}

impl Deciding<'_> {
    /// The value of a row of the table.
    fn value<T: Shape + Clone + 'static>(&self, row: &'static str) -> T {
        let key = (row, TypeId::of::<T>());
        if let Some(value) = self.read.borrow().get(&key).and_then(|read| read.downcast_ref::<T>()) {
            return value.clone();
        }
        let value: T = decided(row, self.profile);
        self.read.borrow_mut().insert(key, Box::new(value.clone()));
        value
    }

    /// Fills `slot` from a row when it is empty.
    fn fill<T: Shape + Clone + 'static>(&self, slot: &mut Option<T>, row: &'static str) {
        if slot.is_none() {
            *slot = Some(self.value(row));
        }
    }

    /// Fills `slot` with a computed value when it is empty.
    fn fill_with<T: Scalar>(&self, slot: &mut Option<Val<T>>, row: &'static str, value: T) {
        if slot.is_none() {
            *slot = Some(Val::new(value, Origin::Default(row)));
        }
    }

    fn on(&self, component: &str, clusters: &[String]) -> bool {
        self.places.get(component).is_some_and(|place| clusters.contains(&place.kubernetes))
    }

    /// Whether the nodes' zones are declared where a component runs.
    fn zoned(&self, component: &str) -> bool {
        self.on(component, &self.zoned)
    }

    /// Whether somebody scrapes metrics where a component runs.
    fn scraped(&self, component: &str) -> bool {
        self.on(component, &self.scraped)
    }
}
