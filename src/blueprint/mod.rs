//! The document exactly as written: one file per section.
//!
//! Each section is declared once by `section!`, which gives the Rust type, the decoder that reports every
//! mistake with its place, the JSON Schema and the way back to YAML. Nothing here knows what another section says.

#[macro_use]
mod section;
mod app;
mod bridge;
mod connect;
mod connection;
mod decode;
mod document;
mod environment;
mod external;
mod hdinsight;
mod json_schema;
mod kafka;
mod kubernetes;
mod lint;
mod listener;
mod loosened;
mod mirror;
mod named;
mod network;
mod operand;
mod output;
mod patch;
mod resource;
mod schema;
mod secret;
mod security;
mod strict;
mod strimzi;
mod tagged;
mod topic;
mod val;
mod value;
mod versions;

pub use app::*;
pub use bridge::*;
pub use connect::*;
pub use connection::*;
pub use decode::{Decoder, Shape, listed};
pub use document::*;
pub use environment::{Environment, ONLY, environments, only_in};
pub use external::*;
pub use hdinsight::*;
pub use json_schema::blueprint_schema;
pub use kafka::*;
pub use kubernetes::*;
pub use lint::*;
pub use listener::*;
pub use mirror::*;
pub use named::{Item, NameRule, Named};
pub use network::*;
pub use operand::*;
pub use output::*;
pub use patch::*;
pub use resource::*;
pub use schema::Schemas;
pub use secret::*;
pub use section::Section;
pub use security::*;
pub use strict::strict;
pub use strimzi::*;
pub use tagged::Tagged;
pub use topic::Topic;
pub use val::Val;
pub use value::*;
pub use versions::Versions;

/// The topics of a Kafka cluster, by name.
pub type Topics = Named<Topic, TopicName>;
