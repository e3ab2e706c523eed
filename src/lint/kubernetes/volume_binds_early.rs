use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("volume-binds-early", Severity::Warning, include_str!("volume_binds_early.md")),
    subject: Subject::Kubernetes,
    // In a cluster of one zone it is all the same.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["K8S34", "GAP48"],
    check: Check::Object(&[Kind::StorageClass], check),
};

/// Drivers of disks that are in one zone.
const ZONAL: [&str; 7] = [
    "disk.csi.azure.com",
    "ebs.csi.aws.com",
    "ebs.csi.eks.amazonaws.com",
    "pd.csi.storage.gke.io",
    "kubernetes.io/azure-disk",
    "kubernetes.io/aws-ebs",
    "kubernetes.io/gce-pd",
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let provisioner = object.at("provisioner").and_then(Node::as_str).unwrap_or_default();
    let binding = object.at("volumeBindingMode");
    let early = binding.is_none_or(|node| node.is_null() || node.as_str() == Some("Immediate"));
    if !ZONAL.contains(&provisioner)
        || !early
        || is_everywhere(object)
        || object.at("allowedTopologies").is_some()
    {
        return;
    }
    let message = format!(
        "{} makes a disk before anybody knows where its pod goes: in a cluster of several zones it may be where the pod \
         cannot be",
        object.title()
    );
    let place = binding.map_or(Place::kind(object), |node| Place::Value(object, node));
    cx.report(place, message)
        .help("write `volumeBindingMode: WaitForFirstConsumer` in a class of another name")
        .fix(match binding {
            Some(node) => Fix::risky().write(Place::Value(object, node), "WaitForFirstConsumer"),
            None => Fix::risky(),
        });
}

/// Whether its disks are in all zones of a region.
fn is_everywhere(object: &Object) -> bool {
    let parameters = object.at("parameters").and_then(Node::as_map);
    parameters.is_some_and(|map| {
        map.entries.iter().any(|entry| {
            entry.value.as_str().is_some_and(|value| value.ends_with("_ZRS") || value == "regional-pd")
        })
    })
}
