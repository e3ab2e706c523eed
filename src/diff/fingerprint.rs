use super::change::Change;
use super::finding::Resource;
use super::shown;
use crate::object::Node;
use crate::yaml::to_json;
use sha2::{Digest, Sha256};

/// What a finding is known by in another run: 12 hex digits that follow from the row, the resource, the paths and the
/// values, and not from words or lines. A secret counts as one whatever its value.
pub(super) fn fingerprint(row: &str, resource: &Resource, changes: &[&Change<'_>]) -> String {
    let mut digest = Sha256::new();
    let mut part = |text: &str| {
        // With its length before it no part can run into the next.
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text.as_bytes());
    };
    part(row);
    for text in [&resource.environment, &resource.cluster, &resource.kind, &resource.name] {
        part(text);
    }
    part(resource.namespace.as_deref().unwrap_or_default());
    for change in changes {
        part(&change.path.to_string());
        for node in [change.before, change.after] {
            part(&canonical(&resource.kind, change, node));
        }
    }
    digest.finalize()[..6].iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canonical(kind: &str, change: &Change<'_>, node: Option<&Node>) -> String {
    let Some(node) = node else { return "-".into() };
    if kind == "Secret" || shown::is_secret(kind, &change.path, change) {
        return shown::SECRET.into();
    }
    to_json(node).to_string()
}
