//! `apply.sh` and `rollback.sh`: what a person would do in Ambari, done through its API and undone the same way.

use super::merge::Wanted;
use super::{Cluster, https, kafka_broker, patch};
use crate::emit::shell::script;
use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// How both scripts treat the service: maintenance mode, restarts, what they wait for.
const SERVICE: (&str, &str) = ("service", include_str!("service.sh.jinja"));
/// The merge, as a jq program.
const MERGE: (&str, &str) = ("merge", include_str!("merge.jq"));

#[derive(Serialize)]
struct Data<'t> {
    name: &'t str,
    #[serde(flatten)]
    server: https::Server,
    /// JSON, no line of which can be the one that ends the text it stands in.
    wanted: String,
}

/// What the blueprint wants of a cluster's configuration in Ambari.
///
/// # Errors
/// When a template does not fit its data, which is a mistake of ours.
pub fn wanted(cluster: &Cluster<'_>) -> Result<Wanted, String> {
    let block = patch::block(cluster)?;
    let broker = kafka_broker::properties(cluster)?;
    let mut digest = Sha256::new();
    digest.update(block.as_deref().unwrap_or_default());
    digest.update(serde_json::to_string(&broker).map_err(|e| e.to_string())?);
    let digest: String = digest.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect();
    let blueprint = &cluster.topology.blueprint.metadata.name.value.0;
    Ok(Wanted {
        cluster: cluster.name.to_owned(),
        block,
        listeners: cluster.listeners.iter().map(|listener| listener.protocol.word().to_owned()).collect(),
        broker,
        note: format!("streamwright {} sha256:{digest}", &**blueprint),
    })
}

/// `apply.sh`.
pub(super) fn apply(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    filled(cluster, include_str!("apply.sh.jinja"))
}

/// `rollback.sh`.
pub(super) fn rollback(cluster: &Cluster<'_>) -> Result<Option<String>, String> {
    filled(cluster, include_str!("rollback.sh.jinja"))
}

/// A cluster of which nothing is wanted has nothing to apply.
fn filled(cluster: &Cluster<'_>, template: &str) -> Result<Option<String>, String> {
    let wanted = wanted(cluster)?;
    if wanted.block.is_none() && wanted.broker.is_empty() {
        return Ok(None);
    }
    text(&wanted, template).map(Some)
}

/// `apply.sh` for whatever is wanted, valid or not: what tests try to break out of.
///
/// # Errors
/// When the template does not fit its data, which is a mistake of ours.
pub fn apply_script(wanted: &Wanted) -> Result<String, String> {
    text(wanted, include_str!("apply.sh.jinja"))
}

fn text(wanted: &Wanted, template: &str) -> Result<String, String> {
    // Line by line the block can be read, and compared, as it stands.
    let mut json = wanted.json();
    if let Some(block) = &wanted.block {
        json["block"] = block.split('\n').collect();
    }
    let data = Data {
        name: &wanted.cluster,
        server: https::Server::named(&wanted.cluster),
        wanted: serde_json::to_string_pretty(&json).map_err(|e| e.to_string())?,
    };
    script(template, &[https::PART, SERVICE, MERGE], data)
}
