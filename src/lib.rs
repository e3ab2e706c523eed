//! Streamwright: one declarative blueprint compiles into everything a Kafka platform needs.
#![forbid(unsafe_code)]

pub mod artifact;
pub mod blueprint;
pub mod diagnostic;
pub mod facts;
pub mod report;
pub mod schema;
pub mod source;
pub mod yaml;
