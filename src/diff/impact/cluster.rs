//! A Kafka of Strimzi as one side states it.

use super::listing::{count, joined};
use crate::diff::side::{Member, Side};
use crate::diff::{Cx, Pair};
use crate::facts::kafka::ConfigTable;
use crate::facts::strimzi::{CLUSTER, NEXT_NODE_IDS, node_ids};
use crate::lint::view;
use crate::object::{Node, Object};

/// A Kafka with its pools, as far as a side has them.
pub(super) struct Cluster<'a> {
    /// Its name.
    pub(super) name: &'a str,
    /// The side.
    pub(super) side: &'a Side,
    /// The resource; `None` where the side does not have it.
    pub(super) kafka: Option<&'a Member>,
    /// Its pools.
    pub(super) pools: Vec<Pool<'a>>,
    beside: &'a Member,
}

/// A KafkaNodePool.
#[derive(Clone, Copy)]
pub(super) struct Pool<'a> {
    pub(super) object: &'a Object,
    /// How many nodes.
    pub(super) nodes: i128,
    /// How many of them are there already, and can restart.
    there: i128,
    pub(super) broker: bool,
    pub(super) controller: bool,
}

impl<'a> Pool<'a> {
    pub(super) fn of(object: &'a Object) -> Self {
        let roles = object.at("spec/roles").and_then(Node::as_list).unwrap_or_default();
        let has = |role| roles.iter().any(|word| word.as_str() == Some(role));
        let nodes = object.at("spec/replicas").and_then(Node::as_int).unwrap_or_default();
        Self { object, nodes, there: nodes, broker: has("broker"), controller: has("controller") }
    }

    /// What one of its nodes is called.
    pub(super) fn noun(&self) -> &'static str {
        match (self.controller, self.broker) {
            (true, false) => "controller",
            (false, true) => "broker",
            _ => "node",
        }
    }

    /// `3 brokers`.
    pub(super) fn said(&self) -> String {
        count(self.nodes, self.noun())
    }
}

impl<'a> Cluster<'a> {
    /// The Kafka called `name` that belongs with an object of the same side.
    pub(super) fn named(side: &'a Side, name: &'a str, beside: &'a Member) -> Self {
        let here = |member: &&Member| {
            let (one, other) = (&member.object.namespace, &beside.object.namespace);
            member.is_beside(beside) && (one == other || one.is_none() || other.is_none())
        };
        let kafka = side.of_kind("Kafka").filter(here).find(|member| member.object.name == name);
        let pools = side.of_kind("KafkaNodePool").filter(here);
        let pools = pools.filter(|member| view::cluster_of(&member.object) == Some(name));
        Self { name, side, kafka, pools: pools.map(|member| Pool::of(&member.object)).collect(), beside }
    }

    /// Of the nodes, counts as there those that are on the other side too: new ones start as they are to be.
    pub(super) fn since(mut self, before: &'a Side) -> Self {
        let was = Self::named(before, self.name, self.beside);
        if was.kafka.is_some() {
            for pool in &mut self.pools {
                let old = was.pools.iter().find(|old| old.object.name == pool.object.name);
                pool.there = old.map_or(0, |old| old.nodes.min(pool.nodes));
            }
        }
        self
    }

    /// The Kafka a topic, user or pool is for.
    pub(super) fn of(side: &'a Side, member: &'a Member) -> Option<Self> {
        Some(Self::named(side, view::cluster_of(&member.object)?, member))
    }

    /// The environment it is of.
    pub(super) fn environment(&self) -> &'a str {
        &self.beside.environment
    }

    /// The namespace, for commands.
    pub(super) fn namespace(&self) -> &'a str {
        self.beside.object.namespace.as_deref().unwrap_or("NAMESPACE")
    }

    /// A value of the resource, by a path of keys.
    pub(super) fn at(&self, path: &str) -> Option<&'a Node> {
        self.kafka?.object.at(path).filter(|node| !node.is_null())
    }

    /// A line of `spec.kafka.config`.
    pub(super) fn config(&self, key: &str) -> Option<String> {
        view::config_text(self.at("spec/kafka/config")?.get(key)?)
    }

    /// What a broker goes by for a key: what is written, else Kafka's default.
    pub(super) fn effective(&self, key: &str) -> Option<String> {
        self.config(key).or_else(|| self.table().broker(key)?.default.map(str::to_owned))
    }

    /// The keys of its version; of the newest where it says none.
    pub(super) fn table(&self) -> &'static ConfigTable {
        let written = self.at("spec/kafka/version").and_then(Node::as_str);
        let newest = ConfigTable::VERSIONS[ConfigTable::VERSIONS.len() - 1];
        let of = |version: &str| ConfigTable::for_version(version);
        written.and_then(of).or_else(|| of(newest)).expect("the newest version has a table")
    }

    /// A pod of a broker, for commands.
    pub(super) fn pod(&self) -> String {
        let Some(pool) = self.pools.iter().find(|pool| pool.broker) else {
            return format!("{}-POOL-0", self.name);
        };
        let ids = view::annotation(pool.object, NEXT_NODE_IDS).and_then(Node::as_str).and_then(node_ids);
        let first = ids.and_then(|ids| Some(ids.first()?.0)).unwrap_or_default();
        format!("{}-{}-{first}", self.name, pool.object.name)
    }

    /// `its 3 controllers and 3 brokers`; `its nodes` where the side does not tell.
    pub(super) fn all_nodes(&self) -> String {
        self.nodes(|_| true)
    }

    /// As [`Self::all_nodes`], of some pools.
    pub(super) fn nodes(&self, wanted: impl Fn(&Pool<'_>) -> bool) -> String {
        let sum = |noun: &str| -> i128 {
            let of = self.pools.iter().filter(|pool| wanted(pool) && pool.noun() == noun);
            of.map(|pool| pool.there).sum()
        };
        let counts = ["controller", "node", "broker"].map(|noun| (sum(noun), noun));
        let said: Vec<String> = counts
            .iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| count(*number, noun))
            .collect();
        if said.is_empty() { "its nodes".into() } else { format!("its {}", joined(&said)) }
    }
}

/// Whether one Kafka is called like the other now, which is said of it and takes along what belongs to it.
pub(super) fn is_renamed(cx: &Cx<'_>, old: Option<&str>, new: Option<&str>) -> bool {
    let kafkas = || cx.pairs.iter().filter(|pair| pair.kind() == "Kafka");
    let name = |member: Option<&Member>| member.map(|member| member.object.name.clone());
    let joined = kafkas().any(|pair| {
        pair.renamed && name(pair.before).as_deref() == old && name(pair.after).as_deref() == new
    });
    joined
        || kafkas().any(|pair| pair.is_removed() && Some(pair.name()) == old)
            && kafkas().any(|pair| pair.is_added() && Some(pair.name()) == new)
}

/// Whether an object moves to another namespace together with a Kafka, which is said of that one.
pub(super) fn goes_along(cx: &Cx<'_>, pair: &Pair<'_>) -> bool {
    let places = |pair: &Pair<'_>| {
        let (old, new) = pair.both()?;
        (pair.renamed && old.namespace != new.namespace).then(|| [old, new].map(|one| one.namespace.clone()))
    };
    let own = places(pair);
    let moved = |kafka: &Pair<'_>| places(kafka) == own && kafka.member().is_beside(pair.member());
    own.is_some() && pair.kind() != "Kafka" && cx.of_kind("Kafka").any(moved)
}

/// What the label `strimzi.io/cluster` says now.
pub(super) fn label_said(object: &Object) -> String {
    match object.at("metadata/labels").and_then(|labels| labels.get(CLUSTER)).and_then(Node::as_str) {
        Some(other) => format!("says `{other}`"),
        None => "is gone".into(),
    }
}
