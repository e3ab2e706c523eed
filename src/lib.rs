//! Streamwright: one declarative blueprint compiles into everything a Kafka platform needs.
#![forbid(unsafe_code)]

pub mod diagnostic;
pub mod report;
pub mod source;
pub mod yaml;
