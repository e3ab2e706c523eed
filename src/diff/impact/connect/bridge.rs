//! IMP-C14: a bridge, whose consumers live in its memory.

use crate::diff::impact::listing::joined;
use crate::diff::impact::strimzi;
use crate::diff::{Change, Cx, Pair, Part};
use crate::facts::strimzi::ConfigOwner;

/// Keys of `spec` that are part of its configuration file.
const CONFIGURED: [&str; 7] =
    ["adminClient", "authentication", "bootstrapServers", "consumer", "http", "producer", "tls"];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((_, after)) = pair.both() else { return };
    let configures = |change: &&Change<'a>| {
        let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
        match parts.as_slice() {
            ["spec", client @ ("consumer" | "producer" | "adminClient"), "config", key, ..] => {
                let owner = match *client {
                    "consumer" => ConfigOwner::BridgeConsumer,
                    "producer" => ConfigOwner::BridgeProducer,
                    _ => ConfigOwner::BridgeAdminClient,
                };
                !strimzi::is_dropped(after, owner, key)
            }
            ["spec", key, ..] => CONFIGURED.contains(key),
            _ => false,
        }
    };
    let changes: Vec<&Change<'a>> = pair.changes.iter().filter(configures).collect();
    let what: Vec<String> = changes.iter().map(|change| format!("`{}`", change.path)).collect();
    if let Some(hit) = cx.hit_all("IMP-C14", changes) {
        hit.with("change", if what.len() == 1 { "changes" } else { "change" });
        hit.with("what", joined(&what));
    }
}
