use crate::diff::Effect;
use crate::diff::change::Subject;
use crate::diff::finding::{Finding, Resource};
use crate::diff::outcome::Storage;
use crate::diff::pair::Pair;
use crate::lint::view::amount;
use crate::object::{Node, Object};
use std::collections::{BTreeMap, BTreeSet};

/// The disks behind one volume of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Disks {
    /// All of them together.
    bytes: u128,
    /// Whether they stay when nobody wants them any more.
    kept: bool,
}

/// Disks that come, go, grow or shrink.
pub(in crate::diff) fn storage(findings: &[Finding], pairs: &[Pair<'_>]) -> Vec<Storage> {
    let mut found = Vec::new();
    for (at, pair) in pairs.iter().enumerate().filter(|(_, pair)| !pair.changes.is_empty()) {
        let of =
            |member: Option<&crate::diff::Member>| member.map_or_else(BTreeMap::new, |m| disks(&m.object));
        let (before, after) = (of(pair.before), of(pair.after));
        if before == after {
            continue;
        }
        let lands = lands(findings, Subject::Pair(at));
        let member = pair.member();
        let resource = Resource {
            environment: member.environment.clone(),
            cluster: member.cluster.clone(),
            kind: member.object.gvk.kind.clone(),
            namespace: member.object.namespace.clone(),
            name: member.object.name.clone(),
        };
        let volumes: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for volume in volumes {
            let (old, new) = (before.get(volume).copied(), after.get(volume).copied());
            let bytes = |disks: Option<Disks>| disks.map_or(0, |disks| disks.bytes);
            if bytes(old) != bytes(new) {
                found.push(Storage {
                    resource: resource.clone(),
                    volume: volume.clone(),
                    before: bytes(old),
                    after: bytes(new),
                    lands,
                    kept: old.is_some_and(|disks| disks.kept) && bytes(new) < bytes(old),
                });
            }
        }
    }
    found
}

/// Whether nothing keeps a change of an object's disks from taking hold.
fn lands(findings: &[Finding], subject: Subject) -> bool {
    let held = |finding: &&Finding| {
        let stops =
            matches!(finding.effects.first(), Some(Effect::Rejected | Effect::Ignored | Effect::Stalled));
        let disks = |path: &str| {
            ["spec.storage", "spec.replicas", "spec.volumeClaimTemplates", "spec.resources"]
                .iter()
                .any(|begin| path.starts_with(begin))
        };
        let about =
            finding.effects.contains(&Effect::Rejected) || finding.changes.iter().any(|c| disks(&c.path));
        finding.subject == subject && stops && about && finding.depends.is_none()
    };
    !findings.iter().any(|finding| held(&finding))
}

fn disks(object: &Object) -> BTreeMap<String, Disks> {
    let replicas = object.at("spec/replicas").and_then(|node| node.as_int());
    let replicas = u128::try_from(replicas.unwrap_or(1)).unwrap_or_default();
    let mut found = BTreeMap::new();
    match object.gvk.kind.as_str() {
        "KafkaNodePool" => of_strimzi(object.at("spec/storage"), replicas, &mut found),
        "StatefulSet" => {
            let policy = |when: &str| {
                let path = format!("spec/persistentVolumeClaimRetentionPolicy/{when}");
                object.at(&path).and_then(|node| node.as_str()) != Some("Delete")
            };
            let kept = policy("whenScaled") && policy("whenDeleted");
            let templates = object.at("spec/volumeClaimTemplates").and_then(|node| node.as_list());
            for template in templates.unwrap_or_default() {
                let name =
                    template.get("metadata").and_then(|m| m.get("name")).and_then(|name| name.as_str());
                if let Some(bytes) = template.get("spec").and_then(requested) {
                    found
                        .insert(name.unwrap_or_default().to_owned(), Disks { bytes: bytes * replicas, kept });
                }
            }
        }
        "PersistentVolumeClaim" => {
            if let Some(bytes) = object.at("spec").and_then(requested) {
                found.insert(object.name.clone(), Disks { bytes, kept: false });
            }
        }
        _ => {}
    }
    found
}

fn of_strimzi(storage: Option<&Node>, replicas: u128, into: &mut BTreeMap<String, Disks>) {
    let Some(storage) = storage else { return };
    let text = |key: &str| storage.get(key).and_then(|node| node.as_str());
    match text("type") {
        Some("jbod") => {
            for volume in storage.get("volumes").and_then(|node| node.as_list()).unwrap_or_default() {
                of_strimzi(Some(volume), replicas, into);
            }
        }
        Some("persistent-claim") => {
            let id = storage.get("id").and_then(|node| node.as_int()).unwrap_or_default();
            let kept = storage.get("deleteClaim").and_then(|node| node.as_bool()) != Some(true);
            if let Some(bytes) = storage.get("size").and_then(bytes) {
                into.insert(id.to_string(), Disks { bytes: bytes * replicas, kept });
            }
        }
        _ => {}
    }
}

fn requested(spec: &Node) -> Option<u128> {
    spec.get("resources")?.get("requests")?.get("storage").and_then(bytes)
}

fn bytes(node: &Node) -> Option<u128> {
    amount(node).and_then(|(_, milli)| u128::try_from(milli / 1000).ok())
}
