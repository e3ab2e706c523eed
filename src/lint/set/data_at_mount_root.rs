use crate::diagnostic::{Code, Severity};
use crate::lint::view::broker;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("data-at-mount-root", Severity::Error, include_str!("data_at_mount_root.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S60"],
    check: Check::Set(check),
};

/// Drivers that make a file system on a disk, `ext4` unless they are told another.
const DISKS: [&str; 4] =
    ["disk.csi.azure.com", "ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "pd.csi.storage.gke.io"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::StatefulSet) {
        let Some(container) = broker(object).filter(|_| !patched) else { continue };
        let variables = container.get("env").and_then(Node::as_list).unwrap_or_default();
        let mounts = container.get("volumeMounts").and_then(Node::as_list).unwrap_or_default();
        let dirs = variables.iter().filter(|variable| {
            let name = variable.get("name").and_then(Node::as_str);
            matches!(name, Some("KAFKA_LOG_DIRS" | "KAFKA_LOG_DIR" | "KAFKA_CFG_LOG_DIRS"))
        });
        for value in dirs.filter_map(|variable| variable.get("value")) {
            for dir in value.as_str().unwrap_or_default().split(',') {
                let mount = mounts.iter().find(|mount| is_root(mount, dir.trim()));
                let class = mount.and_then(|mount| class_of(set, object, mount.get("name")?.as_str()?));
                if let (Some(mount), Some(class)) = (mount, class) {
                    report(object, value, (dir.trim(), mount), class, cx);
                }
            }
        }
    }
}

fn is_root(mount: &Node, dir: &str) -> bool {
    let path = mount.get("mountPath").and_then(Node::as_str).unwrap_or_default();
    let whole = mount.get("subPath").is_none() && mount.get("subPathExpr").is_none();
    whole && !dir.is_empty() && path.trim_end_matches('/') == dir.trim_end_matches('/')
}

/// The class of a claim template, where it makes a file system with a folder of its own in it.
fn class_of<'a>(set: &Set<'a>, object: &Object, volume: &str) -> Option<&'a Object> {
    let claims = object.at("spec/volumeClaimTemplates").and_then(Node::as_list)?;
    let claim = claims
        .iter()
        .find(|claim| claim.get("metadata").and_then(|m| m.get("name")?.as_str()) == Some(volume))?;
    let name = claim.get("spec")?.get("storageClassName")?.as_str()?;
    let class = set.named(Kind::StorageClass, name).next()?.object;
    let provisioner = class.at("provisioner").and_then(Node::as_str)?;
    let parameters = class.at("parameters").and_then(Node::as_map);
    let other = parameters.is_some_and(|map| {
        map.entries.iter().any(|entry| {
            entry.key.text.to_lowercase().contains("fstype")
                && !entry.value.as_str().is_some_and(|value| value.starts_with("ext"))
        })
    });
    (DISKS.contains(&provisioner) && !other).then_some(class)
}

fn report<'a>(
    object: &'a Object,
    node: &'a Node,
    (dir, mount): (&str, &'a Node),
    class: &'a Object,
    cx: &mut Cx<'a>,
) {
    let message = format!(
        "Kafka of {} keeps its data at `{dir}`, the root of a disk with `ext4`: it finds `lost+found` there, which is no \
         partition, and does not start",
        object.title()
    );
    cx.report(Place::Value(object, node), message)
        .also(Place::Key(object, mount), "the disk is mounted here")
        .also(Place::name(class), "the class that makes it")
        .help(format!("write `{dir}/data` or a `subPath` in the mount"));
}
