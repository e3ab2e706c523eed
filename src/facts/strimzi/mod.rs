//! Strimzi: which releases support what, and everything its operators name, own, forbid and restrict.
//!
//! Source: the `kafka-versions.yaml`, API model and cluster-operator code at the tag of each release; names,
//! labels and forbidden keys are those of 1.2.0.

mod annotations;
mod config_provider;
mod controller_config;
mod forbidden;
mod labels;
mod listener;
mod moved;
pub mod names;
mod node_ids;
mod port_template;
mod reserved;
mod resource_name;
mod template;
mod version;
mod window;

pub use annotations::*;
pub use config_provider::*;
pub use controller_config::{concerns_brokers, concerns_controllers};
pub use forbidden::{CLIENT_AUTHENTICATION_PREFIXES, ConfigOwner, forbidden, forbidden_broker_key};
pub use labels::*;
pub use listener::*;
pub use moved::moved_in_v1;
pub use node_ids::{meant_node_ids, node_ids};
pub use port_template::{PortTemplate, port_template};
pub use reserved::{OperatorObject, reserved_by_kafka_listener, reserved_by_node_pool, reserved_names};
pub use resource_name::*;
pub use template::{is_operators_variable, is_operators_volume};
pub use version::{EMITTED, StrimziVersion, emitted, supported_kafka, version, versions};
pub use window::{WindowProblem, maintenance_window, meant_window};

/// The kinds a user declares and an operator answers with objects of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Operand {
    /// `Kafka`, with its node pools, entity operator, Cruise Control and exporter.
    Kafka,
    /// `KafkaConnect`.
    KafkaConnect,
    /// `KafkaBridge`.
    KafkaBridge,
    /// `KafkaMirrorMaker2`.
    KafkaMirrorMaker2,
}

impl Operand {
    /// The kind as the API server knows it.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Kafka => "Kafka",
            Self::KafkaConnect => "KafkaConnect",
            Self::KafkaBridge => "KafkaBridge",
            Self::KafkaMirrorMaker2 => "KafkaMirrorMaker2",
        }
    }
}
