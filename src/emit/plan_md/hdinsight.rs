//! HDInsight clusters: what was written for them, and in which order it is used.

use crate::blueprint::{Advertise, Protocol};
use crate::emit::ambari::{Cluster, Listener, ambari, clusters};
use crate::emit::markdown::{code, codes};
use crate::topology::Topology;
use serde::Serialize;
use std::collections::BTreeSet;

#[derive(Debug, Serialize)]
pub(super) struct HdInsight {
    title: String,
    facts: Vec<String>,
    folder: String,
    files: Vec<File>,
    look: Vec<String>,
    change: Vec<String>,
    undo: bool,
}

#[derive(Debug, Serialize)]
struct File {
    name: String,
    what: &'static str,
}

pub(super) fn hdinsight(topology: &Topology) -> Result<Vec<HdInsight>, String> {
    let written = ambari(topology)?;
    clusters(topology).iter().map(|cluster| section(cluster, &written)).collect()
}

fn section<A>(cluster: &Cluster<'_>, written: &[(String, A)]) -> Result<HdInsight, String> {
    let folder = cluster.folder();
    let inside = |path: &str| path.strip_prefix(&folder)?.strip_prefix('/').map(str::to_owned);
    // The clients of every listener alike: one line for all of a listener's.
    let shown = |name: String| match name.split('/').collect::<Vec<_>>()[..] {
        ["clients", listener, _] => format!("clients/{listener}/"),
        _ => name,
    };
    let names: BTreeSet<String> = written.iter().filter_map(|(path, _)| inside(path)).map(shown).collect();
    let has = |name: &str| names.contains(name);
    let commands = |rows: &[(&str, &str, &str)]| -> Vec<String> {
        let rows = rows.iter().filter(|(file, ..)| has(file));
        rows.map(|(file, option, why)| format!("{folder}/{file}{option}   # {why}")).collect()
    };
    // Whoever pastes a whole block must not undo with its last line what the others did.
    let look = commands(&[
        ("facts.sh", "", "what the blueprint states, beside what Azure and Ambari say"),
        ("apply.sh", "", "what would change"),
        ("topics.sh", "", "where Kafka's tools are: which topics are missing or differ"),
    ]);
    let change = commands(&[
        ("apply.sh", " --apply", "puts it on and restarts broker by broker"),
        ("topics.sh", " --apply", "makes the topics that are missing"),
    ]);
    Ok(HdInsight {
        title: format!("{} ({})", code(cluster.key), code(cluster.name)),
        facts: facts(cluster),
        look,
        change,
        undo: has("rollback.sh"),
        files: names
            .iter()
            .map(|name| Ok(File { what: what(name)?, name: name.clone() }))
            .collect::<Result<_, String>>()?,
        folder,
    })
}

fn facts(cluster: &Cluster<'_>) -> Vec<String> {
    let mut facts: Vec<String> = cluster.listeners.iter().map(|listener| fact(cluster, listener)).collect();
    if cluster.listeners.iter().any(|listener| listener.advertise == Advertise::Hostname) {
        facts.push(format!(
            "The brokers' names must resolve where clients are: pods made here have them as {}, and the runbook says \
             what others need.",
            code("hostAliases")
        ));
    }
    facts
}

fn fact(cluster: &Cluster<'_>, listener: &Listener<'_>) -> String {
    let path = code(&format!("kafka/{}/listeners/{}", cluster.key, listener.name));
    let (protocol, port) = (listener.protocol.word(), listener.port);
    match (listener.advertise, listener.protocol) {
        (Advertise::Hostname, _) => {
            format!("{path}: {protocol} on port {port}; brokers tell clients their names.")
        }
        (Advertise::Ip, Protocol::Plaintext | Protocol::SaslPlaintext) => {
            format!("{path}: {protocol} on port {port}; brokers tell clients their addresses.")
        }
        (Advertise::Ip, Protocol::Ssl | Protocol::SaslSsl) => format!(
            "{path}: {protocol} on port {port}; brokers tell clients their addresses, and clients compare these with the \
             certificates: each must hold its broker's as a subject alternative name ({}).",
            codes(cluster.brokers.iter().map(|(_, address)| format!("IP:{address}")))
        ),
    }
}

/// What a file is for.
fn what(name: &str) -> Result<&'static str, String> {
    Ok(match name {
        "RUNBOOK.md" => "the same steps by hand, what to look at afterwards, how to undo",
        "apply.sh" => "puts the configuration on through Ambari and restarts broker by broker",
        "clients/hosts" => "lines for the hosts file of a machine",
        "coredns-custom.yaml" => "the brokers' names for all pods of an AKS cluster",
        "facts.sh" => "asks Azure and Ambari for what the blueprint states",
        "kafka-broker.json" => "the keys of kafka-broker that change",
        "kafka-env.patch.sh" => {
            "the block for the kafka-env template: each broker finds the address it is to tell"
        }
        "private-dns.sh" => "the brokers' names in a private DNS zone",
        "rollback.sh" => "returns to the configuration before",
        "topics.sh" => "makes the declared topics that are missing",
        listener if listener.starts_with("clients/") => "bootstrap list, client configuration and examples",
        other => return Err(format!("PLAN.md says nothing of {other}")),
    })
}
