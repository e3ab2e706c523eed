//! Numbers that hold each other: no partition has more replicas than there are brokers, and none waits for more in
//! sync than it has.

use super::{Chart, Condition, Part, Plain, Template, ValuePath};
use crate::object::Node;
use crate::source::Origin;
use crate::topology::Section;
use crate::yaml::Value;
use std::cmp::Reverse;

/// A number of the chart: the same everywhere, or a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Number {
    /// The same everywhere.
    Known(i128),
    /// A value.
    Value(ValuePath),
}

/// A number with what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// `the topic orders`, or the key of the brokers' configuration.
    pub what: String,
    /// The number.
    pub number: Number,
    /// When it counts: all of them.
    pub when: Vec<Condition>,
}

/// The nodes of one pool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// How many.
    pub nodes: Counted,
    /// Where its roles stand, when environments differ in them; brokers are among them in all others.
    pub roles: Option<ValuePath>,
}

/// What holds what in a chart of a Kafka cluster.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ties {
    /// The pools that hold brokers.
    pub brokers: Vec<Pool>,
    /// What there must be as many brokers for.
    pub replicas: Vec<Counted>,
    /// What must be in sync, and the replicas it must be among.
    pub in_sync: Vec<(Counted, Counted)>,
}

/// Keys of brokers' configuration: replicas, and how many of them must be in sync.
const CONFIG: [(&str, &str); 4] = [
    ("default.replication.factor", "min.insync.replicas"),
    ("offsets.topic.replication.factor", ""),
    ("transaction.state.log.replication.factor", "transaction.state.log.min.isr"),
    ("share.coordinator.state.topic.replication.factor", "share.coordinator.state.topic.min.isr"),
];

/// What holds what; nothing in a chart of anything but a Kafka cluster.
#[must_use]
pub fn ties(chart: &Chart<'_>) -> Ties {
    let mut ties = Ties::default();
    if chart.section != Section::Kafka {
        return ties;
    }
    // Of the topics alike in every environment the widest speaks for all, and the narrowest.
    let (mut widest, mut narrowest) = (None, None);
    // What the cluster asks of topics that do not say how many copies must be in sync, and their copies.
    let (mut asked, mut copies) = (None, Vec::new());
    for file in &chart.files {
        let at = |path: &str| found(&file.object, path, file.when.as_ref());
        match file.kind {
            "KafkaNodePool" => ties.brokers.extend(pool(at("spec/replicas"), at("spec/roles"))),
            "KafkaTopic" => {
                let what = format!("the topic {}", topic(&file.object).unwrap_or_default());
                let replicas = at("spec/replicas").and_then(|found| found.counted(what.clone()));
                let in_sync =
                    at("spec/config/min.insync.replicas").and_then(|found| found.counted(what.clone()));
                let Some(replicas) = replicas else { continue };
                let alone = in_sync.is_none();
                if let Some(in_sync) = in_sync {
                    ties.in_sync.extend(not_known(in_sync, replicas.clone()));
                }
                match replicas.number {
                    Number::Known(number) if replicas.when.is_empty() => {
                        let known = (number, replicas);
                        if alone {
                            let most = (known.0, known.1.clone());
                            narrowest = narrowest.into_iter().chain([most]).min_by_key(|(number, _)| *number);
                        }
                        widest = widest.into_iter().chain([known]).min_by_key(|(number, _)| Reverse(*number));
                    }
                    _ => {
                        copies.extend(alone.then(|| replicas.clone()));
                        ties.replicas.push(replicas);
                    }
                }
            }
            "Kafka" => {
                for (replicas, in_sync) in CONFIG {
                    let config = |key: &str| {
                        found_in(&file.object, &["spec", "kafka", "config", key], file.when.as_ref())
                            .and_then(|found| found.counted(key.to_owned()))
                    };
                    let (counted, in_sync) = (config(replicas), config(in_sync));
                    if let (Some(replicas), Some(in_sync)) = (&counted, &in_sync) {
                        ties.in_sync.extend(not_known(in_sync.clone(), replicas.clone()));
                    }
                    asked = asked.or(in_sync.filter(|in_sync| in_sync.what == CONFIG[0].1));
                    ties.replicas.extend(counted);
                }
            }
            _ => {}
        }
    }
    copies.extend(narrowest.map(|(_, narrowest)| narrowest));
    if let Some(asked) = asked {
        ties.in_sync.extend(copies.into_iter().filter_map(|copies| not_known(asked.clone(), copies)));
    }
    ties.replicas.extend(widest.map(|(_, widest)| widest));
    ties
}

/// Two numbers that are known were compared when the blueprint was read.
fn not_known(in_sync: Counted, replicas: Counted) -> Option<(Counted, Counted)> {
    let known = matches!((&in_sync.number, &replicas.number), (Number::Known(_), Number::Known(_)));
    (!known).then_some((in_sync, replicas))
}

/// The pool, where it holds brokers in some environment.
fn pool(replicas: Option<Found<'_>>, roles: Option<Found<'_>>) -> Option<Pool> {
    let nodes = replicas?.counted("nodes".to_owned())?;
    let roles = match roles?.value {
        Here::Template(Template::Structure(path) | Template::Each(path)) => Some(path.clone()),
        Here::Template(Template::List(items)) => {
            let broker = items.iter().filter_map(|item| item.value.as_literal());
            broker.filter_map(Node::as_str).find(|role| *role == "broker")?;
            None
        }
        Here::Template(_) => return None,
        Here::Literal(node) => {
            node.as_list()?.iter().find(|role| role.as_str() == Some("broker"))?;
            None
        }
    };
    Some(Pool { nodes, roles })
}

fn topic(object: &Template) -> Option<String> {
    let name = found(object, "spec/topicName", None).or_else(|| found(object, "metadata/name", None))?;
    match name.value {
        Here::Template(template) => template.as_literal(),
        Here::Literal(node) => Some(node),
    }
    .and_then(Node::as_str)
    .map(str::to_owned)
}

/// A place of a tree: part of what is printed, or inside a literal.
enum Here<'t> {
    Template(&'t Template),
    Literal(&'t Node),
}

/// A place with the conditions on the way to it.
struct Found<'t> {
    value: Here<'t>,
    when: Vec<Condition>,
}

impl Found<'_> {
    fn counted(self, what: String) -> Option<Counted> {
        let number = match self.value {
            Here::Template(Template::Plain(path, Plain::Int)) => Number::Value(path.clone()),
            Here::Template(template) => known(template.as_literal()?)?,
            Here::Literal(node) => known(node)?,
        };
        Some(Counted { what, number, when: self.when })
    }
}

fn known(node: &Node) -> Option<Number> {
    match node.value {
        Value::<Origin>::Int(number) => Some(Number::Known(number)),
        _ => None,
    }
}

fn found<'t>(object: &'t Template, path: &str, when: Option<&Condition>) -> Option<Found<'t>> {
    // A key of Kafka's configuration holds dots, never a slash.
    found_in(object, &path.split('/').collect::<Vec<_>>(), when)
}

fn found_in<'t>(object: &'t Template, path: &[&str], when: Option<&Condition>) -> Option<Found<'t>> {
    let mut here = Here::Template(object);
    let mut conditions: Vec<Condition> = when.cloned().into_iter().collect();
    for key in path {
        here = match here {
            Here::Template(Template::Map(parts)) => {
                let (value, when) = parts.iter().find_map(|part| match part {
                    Part::Field { key: own, value, when } if own == key => Some((value, when)),
                    _ => None,
                })?;
                conditions.extend(when.clone());
                Here::Template(value)
            }
            Here::Template(Template::Literal(node)) | Here::Literal(node) => Here::Literal(node.get(key)?),
            Here::Template(_) => return None,
        };
    }
    Some(Found { value: here, when: conditions })
}
