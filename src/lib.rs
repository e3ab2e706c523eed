//! Streamwright: one declarative blueprint compiles into everything a Kafka platform needs.
//!
//! # The walk
//! ```text
//! path ─read→ Source ─parse→ Tree ─merge→ Tree per environment ─decode→ Blueprint ─resolve→ Topology ─lower→ Plan ─emit→ Artifacts
//!           (text)        (YAML with     (overlay nodes keep     (as written)          (valid by      (objects whose    (paths and
//!                          spans)         their own spans)                              construction)  leaves carry      bytes)
//!                                                                                                      an Origin)
//! ```
//! Data goes one way and is never asked back. What is wrong with the input becomes a [`diagnostic::Diagnostic`] with the
//! place it is about; all of them are collected, and with an error nothing is written. [`verify`] reads every object back
//! and compares it with the schema of the pinned versions before [`artifact`] writes it.
//!
//! [`pipeline::compile`] strings the rooms together:
//! ```
//! use streamwright::pipeline::{Input, compile};
//! use streamwright::source::MemoryFiles;
//!
//! let blueprint = "
//! apiVersion: streamwright/v1alpha1
//! kind: Blueprint
//! metadata: {name: tiny}
//! versions: {kubernetes: \"1.35\"}
//! kubernetes: {aks: {provider: aks, namespaces: {apps: {}}}}
//! ";
//! let files = MemoryFiles::new();
//! let compiled = compile(Input { name: "tiny.yaml".into(), bytes: blueprint.into(), files: &files });
//! let artifacts = compiled.artifacts.expect("nothing is wrong with it");
//! assert!(artifacts.get("manifests/default/aks/00-cluster/00-namespace-apps.yaml").is_some());
//! ```
//!
//! # The rooms
//! Each may import the ones above it that its own documentation names; `tests/house.rs` holds the table and checks it.
#![forbid(unsafe_code)]

pub mod artifact;
pub mod blueprint;
pub mod chart;
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod emit;
pub mod examples;
pub mod facts;
pub mod lint;
pub mod object;
pub mod pipeline;
pub mod plan;
pub mod report;
pub mod schema;
pub mod source;
pub mod topology;
pub mod verify;
pub mod yaml;
