//! What we write, put to a real API server with its controllers: taken without a word, kept as written, and doing what
//! it says.

#[path = "charts/build.rs"]
mod build;
#[path = "cluster/confusion.rs"]
mod confusion;
#[allow(dead_code)]
#[path = "proof/folder.rs"]
mod folder;
#[path = "cluster/generate.rs"]
mod generate;
#[path = "cluster/journey.rs"]
mod journey;
#[path = "cluster/put.rs"]
mod put;
#[path = "cluster/releases.rs"]
mod releases;
mod rig;
#[path = "cluster/secrets.rs"]
mod secrets;
#[path = "cluster/story.rs"]
mod story;
#[path = "cluster/workloads.rs"]
mod workloads;
