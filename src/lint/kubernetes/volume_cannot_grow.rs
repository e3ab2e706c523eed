use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("volume-cannot-grow", Severity::Warning, include_str!("volume_cannot_grow.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["K8S35"],
    check: Check::Object(&[Kind::StorageClass], check),
};

/// Drivers that make disks larger.
const GROWING: [&str; 5] = [
    "disk.csi.azure.com",
    "ebs.csi.aws.com",
    "ebs.csi.eks.amazonaws.com",
    "pd.csi.storage.gke.io",
    "file.csi.azure.com",
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let provisioner = object.at("provisioner").and_then(Node::as_str).unwrap_or_default();
    if !GROWING.contains(&provisioner) {
        return;
    }
    let grows = object.at("allowVolumeExpansion");
    if grows.is_none_or(|node| node.as_bool() == Some(false)) {
        let message = format!("claims of {} cannot grow, and `{provisioner}` could let them", object.title());
        let place = grows.map_or(Place::kind(object), |node| Place::Value(object, node));
        let found = cx.report(place, message).help("write `allowVolumeExpansion: true`");
        if let Some(node) = grows {
            found.fix(Fix::risky().write(Place::Value(object, node), crate::diagnostic::Content::Bool(true)));
        }
    }
    let reclaim = object.at("reclaimPolicy");
    if reclaim.is_none_or(|node| node.as_str() == Some("Delete")) && object.name.contains("kafka") {
        let message = format!("a disk of {} is deleted with its claim, and everything on it", object.title());
        let place = reclaim.map_or(Place::kind(object), |node| Place::Value(object, node));
        cx.report(place, message)
            .severity(Severity::Info)
            .help("write `reclaimPolicy: Retain` in a class of another name, for data that is nowhere else");
    }
}
