//! What stands beside the brokers: entity operator, Cruise Control, exporter; and what all operands share.

use super::{Config, Decoder, Named, Quantity, RawMap, Schemas, Section, Shape, Val};
use crate::source::Origin;
use crate::yaml::{Map, Mark, Node, Value};
use serde_json::{Value as Json, json};

section! {
    /// Requests and limits.
    Resources = "resources" {
        /// What is set aside.
        requests "requests": Named<Val<Quantity>>,
        /// What is never passed.
        limits "limits": Named<Val<Quantity>>,
    }
}

section! {
    /// Zone awareness of replicas.
    Rack = "a rack" {
        /// The label of the nodes that names the zone.
        topology_key "topologyKey": Option<Val<String>>,
    }
}

section! {
    /// The topic and user operators.
    EntityOperator = "the entity operator" {
        /// Keeps topics as declared.
        topic_operator "topicOperator": Option<EntityOperatorPart>,
        /// Keeps users as declared.
        user_operator "userOperator": Option<EntityOperatorPart>,
    }
}

section! {
    /// One of the two.
    EntityOperatorPart = "an entity operator" {
        /// Requests and limits.
        resources "resources": Option<Resources>,
    }
}

section! {
    /// Cruise Control.
    CruiseControl = "Cruise Control" {
        /// Whether partitions move by themselves when brokers come and go.
        auto_rebalance "autoRebalance": Option<Val<bool>>,
        /// Its configuration, keys verbatim.
        config "config": Config,
        /// What a broker can carry, in Strimzi's shape.
        broker_capacity "brokerCapacity": Option<RawMap>,
        /// Requests and limits.
        resources "resources": Option<Resources>,
    }
}

section! {
    /// The Kafka Exporter.
    KafkaExporter = "the Kafka Exporter" {
        /// Which topics, as a regular expression.
        topic_regex "topicRegex": Option<Val<String>>,
        /// Which groups, as a regular expression.
        group_regex "groupRegex": Option<Val<String>>,
        /// Requests and limits.
        resources "resources": Option<Resources>,
    }
}

/// Something that is off, on, or on with a say in how.
#[derive(Debug, Clone)]
pub enum Switch<T> {
    /// `false`.
    Off(Origin),
    /// `true`, or a map.
    On(T),
}

impl<T> Switch<T> {
    /// What is on.
    pub fn on(&self) -> Option<&T> {
        match self {
            Self::On(value) => Some(value),
            Self::Off(_) => None,
        }
    }

    /// What is on, to complete it.
    pub fn on_mut(&mut self) -> Option<&mut T> {
        match self {
            Self::On(value) => Some(value),
            Self::Off(_) => None,
        }
    }
}

impl<T: Shape + Section> Shape for Switch<T> {
    fn decode(node: &Node<Mark>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.as_map().is_some() {
            return T::decode(node, cx).map(Self::On);
        }
        let Some(on) = node.as_bool() else { return cx.wrong_type(node, "`true`, `false` or a map") };
        if on {
            let empty = Node::new(Value::Map(Map::new()), node.origin);
            T::decode(&empty, cx).map(Self::On)
        } else {
            Some(Self::Off(cx.origin_of(node)))
        }
    }

    fn schema(schemas: &mut Schemas) -> Json {
        json!({"oneOf": [{"type": "boolean"}, T::schema(schemas)]})
    }

    fn encode(&self) -> Option<Node<Origin>> {
        match self {
            Self::Off(origin) => Some(Node::new(Value::Bool(false), origin.clone())),
            Self::On(value) => value.encode(),
        }
    }
}
