//! A topic before and after, with what it follows where it says nothing.

use crate::diff::impact::clients::topic_name;
use crate::diff::impact::cluster::Cluster;
use crate::diff::impact::touching::touching;
use crate::diff::side::{Member, Side};
use crate::diff::{Change, Pair};
use crate::lint::view;
use crate::object::{Node, Object};

/// A topic as one side states it.
pub(super) struct One<'a> {
    pub(super) object: &'a Object,
    /// The Kafka it is for.
    pub(super) cluster: Cluster<'a>,
    /// Its name in Kafka.
    pub(super) name: &'a str,
}

/// A topic that was there and stays.
pub(super) struct Topic<'a> {
    pub(super) pair: &'a Pair<'a>,
    pub(super) before: One<'a>,
    pub(super) after: One<'a>,
}

impl<'a> One<'a> {
    pub(super) fn of(side: &'a Side, member: &'a Member) -> Self {
        let name = view::cluster_of(&member.object).unwrap_or_default();
        let cluster = Cluster::named(side, name, member);
        Self { object: &member.object, cluster, name: topic_name(&member.object) }
    }

    pub(super) fn number(&self, key: &str) -> Option<i128> {
        self.object.at("spec")?.get(key)?.as_int()
    }

    /// How many copies there are of each partition; `None` where nobody says.
    pub(super) fn replicas(&self) -> Option<i128> {
        self.number("replicas").or_else(|| self.cluster.config("default.replication.factor")?.parse().ok())
    }

    /// What it says itself.
    pub(super) fn own(&self, key: &str) -> Option<String> {
        view::config_text(self.object.at("spec/config")?.get(key)?)
    }

    /// What it goes by: its own word, its brokers', or Kafka's default.
    pub(super) fn effective(&self, key: &str) -> Option<String> {
        self.own(key).or_else(|| self.inherited(key))
    }

    /// What it goes by without a word of its own.
    pub(super) fn inherited(&self, key: &str) -> Option<String> {
        let topic = self.cluster.table().topic(key);
        let brokers = topic.and_then(|key| key.synonym).and_then(|synonym| self.of_brokers(synonym));
        brokers.or_else(|| topic?.default.map(str::to_owned))
    }

    /// A broker key, also where it is written in a coarser unit.
    fn of_brokers(&self, key: &str) -> Option<String> {
        let coarser: &[(&str, i64)] = match key {
            "log.retention.ms" => &[("log.retention.minutes", 60_000), ("log.retention.hours", 3_600_000)],
            "log.roll.ms" => &[("log.roll.hours", 3_600_000)],
            _ => &[],
        };
        let in_unit = |(key, factor): &(&str, i64)| {
            let number: i64 = self.cluster.config(key)?.trim().parse().ok()?;
            Some((number * factor).to_string())
        };
        self.cluster.config(key).or_else(|| coarser.iter().find_map(in_unit))
    }

    /// Whether the brokers say it, or only Kafka's default does.
    pub(super) fn is_of_brokers(&self, key: &str) -> bool {
        let synonym = self.cluster.table().topic(key).and_then(|key| key.synonym);
        synonym.is_some_and(|synonym| self.of_brokers(synonym).is_some())
    }
}

impl<'a> Topic<'a> {
    /// Something of both sides.
    pub(super) fn both<T>(&self, of: impl Fn(&One<'a>) -> T) -> [T; 2] {
        [of(&self.before), of(&self.after)]
    }

    /// The changes of a key of `spec`, or of `spec.config`.
    pub(super) fn at(&self, place: &[&str]) -> Vec<&'a Change<'a>> {
        let whole: Vec<&str> = ["spec"].into_iter().chain(place.iter().copied()).collect();
        touching(self.pair, &whole)
    }

    /// Whether nothing is deleted by age or size.
    pub(super) fn is_compacted_only(&self) -> bool {
        self.after.effective("cleanup.policy").as_deref() == Some("compact")
    }
}

/// Whether the Topic Operator looks after it.
pub(super) fn is_managed(object: &Object) -> bool {
    view::annotation(object, crate::facts::strimzi::MANAGED).and_then(Node::as_str) != Some("false")
}
