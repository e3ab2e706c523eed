//! Streamwright: one declarative blueprint compiles into everything a Kafka platform needs.
#![forbid(unsafe_code)]

pub mod artifact;
pub mod blueprint;
pub mod cli;
pub mod diagnostic;
pub mod emit;
pub mod examples;
pub mod facts;
pub mod object;
pub mod pipeline;
pub mod plan;
pub mod report;
pub mod schema;
pub mod source;
pub mod topology;
pub mod verify;
pub mod yaml;
