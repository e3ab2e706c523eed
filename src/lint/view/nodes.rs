use super::{annotation, cluster_of};
use crate::lint::{Kind, Member, Scope, Set, may_meet};
use crate::object::{Node, Object};

/// A KafkaNodePool, as far as it can be read.
#[derive(Debug, Clone, Copy)]
pub struct NodePool<'a> {
    /// The resource.
    pub object: &'a Object,
    /// How many nodes it has.
    pub replicas: i128,
    /// Whether they are brokers.
    pub broker: bool,
    /// Whether they are controllers.
    pub controller: bool,
}

/// The nodes of a Kafka.
#[derive(Debug, Clone)]
pub struct Nodes<'a> {
    /// Its pools, in the order written; none of a Kafka that has its nodes itself.
    pub pools: Vec<NodePool<'a>>,
    /// `spec.kafka.replicas` of a Kafka from before there were pools.
    own: Option<(&'a Object, i128)>,
}

impl<'a> Nodes<'a> {
    /// How many brokers there are.
    #[must_use]
    pub fn brokers(&self) -> i128 {
        let of_pools = self.pools.iter().filter(|pool| pool.broker).map(|pool| pool.replicas).sum::<i128>();
        of_pools + self.own.map_or(0, |(_, replicas)| replicas)
    }

    /// How many controllers there are, in a cluster that has some.
    #[must_use]
    pub fn controllers(&self) -> i128 {
        self.pools.iter().filter(|pool| pool.controller).map(|pool| pool.replicas).sum()
    }

    /// Whether both roles are filled: what else there may be elsewhere is another cluster of that name.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.own.is_some() || self.brokers() > 0 && self.controllers() > 0
    }

    /// Whose `replicas` the brokers are.
    pub fn of_brokers(&self) -> impl Iterator<Item = &'a Object> + '_ {
        let pools = self.pools.iter().filter(|pool| pool.broker && pool.replicas > 0).map(|pool| pool.object);
        pools.chain(self.own.map(|(kafka, _)| kafka))
    }
}

/// Whether a Kafka has no ZooKeeper: all those of `v1`, and before that those that say so.
#[must_use]
pub fn is_kraft(kafka: &Object) -> bool {
    kafka.gvk.version == "v1" || is_enabled(kafka, "strimzi.io/kraft")
}

fn is_enabled(kafka: &Object, key: &str) -> bool {
    annotation(kafka, key).and_then(Node::as_str) == Some("enabled")
}

/// The nodes of a Kafka; `None` where a patch, a template or a second file of the same name leaves open which they are.
/// What a blueprint becomes is judged in the blueprint.
#[must_use]
pub fn nodes<'a>(set: &Set<'a>, kafka: &Member<'a>) -> Option<Nodes<'a>> {
    let object = kafka.object;
    if kafka.patched || set.scope == Scope::Plan {
        return None;
    }
    if object.gvk.version != "v1" && !is_enabled(object, "strimzi.io/node-pools") {
        let replicas = object.at("spec/kafka/replicas")?.as_int()?;
        return Some(Nodes { pools: Vec::new(), own: Some((object, replicas)) });
    }
    if set.beside(Kind::Kafka, &object.name, object).count() != 1 {
        return None;
    }
    let mut pools: Vec<NodePool<'a>> = Vec::new();
    for Member { object: pool, patched, .. } in set.of(Kind::KafkaNodePool) {
        if cluster_of(pool) != Some(object.name.as_str()) || !may_meet(pool, object) {
            continue;
        }
        if patched || pools.iter().any(|other| other.object.name == pool.name) {
            return None;
        }
        let roles = pool.at("spec/roles")?.as_list()?;
        let has = |role| roles.iter().any(|word| word.as_str() == Some(role));
        let replicas = pool.at("spec/replicas")?.as_int()?;
        pools.push(NodePool { object: pool, replicas, broker: has("broker"), controller: has("controller") });
    }
    Some(Nodes { pools, own: None })
}
