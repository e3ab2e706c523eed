//! Versioned knowledge as data: Kubernetes, Strimzi, Kafka, Azure and the other platforms.
//!
//! The tables live in `schemas/facts/` (names, types, limits, values and ids only; their origin is in
//! `schemas/facts/SOURCES.toml`), are embedded in the binary and opened on first use. Imports the
//! standard library only, so that every room may ask.

pub mod azure;
pub mod connectors;
pub mod impact;
pub mod java_pattern;
pub mod kafka;
pub mod kubernetes;
pub mod near;
pub mod provider;
mod removed_api;
pub mod researched;
pub mod secrets;
pub mod strimzi;
mod successor;
mod table;

pub use removed_api::{RemovedApi, removed_api};
pub use successor::successor;
pub use table::opened;
