//! Apache Kafka: broker and topic configuration per version, units of its keys, topic names.
//!
//! Source: the `ConfigDef`s of Apache Kafka 3.9.1, 4.0.1, 4.1.2, 4.2.1 and 4.3.1.

mod config_check;
mod config_form;
mod config_key;
mod config_problem;
mod config_row;
mod config_table;
mod config_value;
mod connect_config;
mod java_number;
mod port;
mod removed_key;
mod replication;
mod topic_name;
mod unit;

pub use config_check::check_without_table;
pub use config_key::{ConfigForm, ConfigKey, ConfigScope, ConfigType};
pub use config_problem::ConfigProblem;
pub use config_table::ConfigTable;
pub use connect_config::{connect_config, connect_keys, of_type};
pub use port::meant_port;
pub use removed_key::{RemovedKey, removed_keys};
pub use replication::{REPLICATION_KEYS, ReplicationKey};
pub use topic_name::{TopicNameProblem, topic_name};
pub use unit::{Unit, unit_of};
