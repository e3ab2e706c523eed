//! `ambari/<env>/<cluster>/…`: what a person, or Ambari's API, needs to make an HDInsight cluster as the blueprint has it.

mod apply;
mod client;
mod cluster;
mod facts;
mod https;
mod kafka_broker;
pub mod merge;
mod names;
pub mod patch;
mod runbook;
mod stated;
mod topics;

pub use apply::{apply_script, wanted};
pub use cluster::{Cluster, Listener, clusters};

use crate::artifact::Artifact;
use crate::topology::Topology;

/// One file of a cluster's folder.
struct Output {
    /// Its path in the folder.
    file: &'static str,
    /// Whether it is a program.
    executable: bool,
    /// Its text; `None` where the cluster has no use for it.
    text: fn(&Cluster<'_>) -> Result<Option<String>, String>,
}

/// A file to be read.
const fn plain(file: &'static str, text: fn(&Cluster<'_>) -> Result<Option<String>, String>) -> Output {
    Output { file, executable: false, text }
}

/// A file to be run.
const fn program(file: &'static str, text: fn(&Cluster<'_>) -> Result<Option<String>, String>) -> Output {
    Output { file, executable: true, text }
}

/// Every file there can be, in the order of their names.
const OUTPUTS: &[Output] = &[
    plain("RUNBOOK.md", runbook::text),
    program("apply.sh", apply::apply),
    plain("clients/hosts", names::hosts),
    plain("coredns-custom.yaml", names::coredns),
    program("facts.sh", facts::text),
    plain("kafka-broker.json", kafka_broker::text),
    plain("kafka-env.patch.sh", patch::text),
    program("private-dns.sh", names::private_dns),
    program("rollback.sh", apply::rollback),
    program("topics.sh", topics::text),
];

/// The files of every HDInsight cluster of an environment.
///
/// # Errors
/// A sentence, when a template does not fit: a mistake of ours.
pub fn ambari(topology: &Topology) -> Result<Vec<(String, Artifact)>, String> {
    let mut files = Vec::new();
    for cluster in clusters(topology) {
        let folder = cluster.folder();
        for output in OUTPUTS {
            let text = (output.text)(&cluster).map_err(|e| format!("{folder}/{}: {e}", output.file))?;
            let Some(text) = text else { continue };
            let artifact = Artifact { executable: output.executable, ..Artifact::new(text) };
            files.push((format!("{folder}/{}", output.file), artifact));
        }
        for (file, text) in client::files(&cluster).map_err(|e| format!("{folder}/clients: {e}"))? {
            files.push((format!("{folder}/{file}"), Artifact::new(text)));
        }
    }
    Ok(files)
}
