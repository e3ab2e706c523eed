//! Objects that are there for pods alone, and go with them.

use super::{disruption, network_policy, reader};
use crate::diff::{Cx, Member, Pair};
use crate::lint::view::{cluster_of, pod};
use crate::object::Node;

/// Whether an object that is gone was for pods of which none is left.
pub(super) fn is_idle(cx: &Cx<'_>, pair: &Pair<'_>) -> bool {
    let Some(member) = pair.before else { return false };
    let meant: fn(&Member, &Member) -> bool = match pair.kind() {
        "ServiceAccount" => acts,
        "NetworkPolicy" => network_policy::is_for,
        "PodDisruptionBudget" => disruption::covers,
        "KafkaAccess" => reads,
        "KafkaConnector" => runs,
        "Role" => binds,
        "RoleBinding" => acted,
        _ => return false,
    };
    cx.before.members.iter().any(|other| meant(member, other))
        && !cx.after.members.iter().any(|other| meant(member, other))
}

/// Whether the pods of a workload run under a ServiceAccount.
pub(super) fn acts(account: &Member, workload: &Member) -> bool {
    let pod = pod(&workload.object);
    let name = pod.and_then(|pod| pod.spec.get("serviceAccountName")?.as_str());
    workload.is_beside(account)
        && workload.object.namespace == account.object.namespace
        && name == Some(account.object.name.as_str())
}

/// Whether a Connect cluster runs a connector.
fn runs(connector: &Member, connect: &Member) -> bool {
    connect.object.gvk.kind == "KafkaConnect"
        && connect.is_beside(connector)
        && connect.object.namespace == connector.object.namespace
        && cluster_of(&connector.object) == Some(connect.object.name.as_str())
}

/// Whether a binding is to a Role.
fn binds(role: &Member, binding: &Member) -> bool {
    let to = |key: &str| binding.object.at(&format!("roleRef/{key}")).and_then(Node::as_str);
    binding.object.gvk.kind == "RoleBinding"
        && binding.is_beside(role)
        && binding.object.namespace == role.object.namespace
        && (to("kind"), to("name")) == (Some("Role"), Some(role.object.name.as_str()))
}

/// Whether a binding is for the ServiceAccount that the operator makes for a resource.
fn acted(binding: &Member, resource: &Member) -> bool {
    let ending = match resource.object.gvk.kind.as_str() {
        "KafkaConnect" => "connect",
        "KafkaMirrorMaker2" => "mirrormaker2",
        "KafkaBridge" => "bridge",
        _ => return false,
    };
    let account = format!("{}-{ending}", resource.object.name);
    let subjects = binding.object.at("subjects").and_then(Node::as_list).unwrap_or_default();
    resource.is_beside(binding)
        && subjects.iter().any(|one| one.get("name").and_then(Node::as_str) == Some(account.as_str()))
}

/// Whether the pods of a workload read the Secret that is made for a KafkaAccess.
fn reads(access: &Member, workload: &Member) -> bool {
    let secret = access.object.at("spec/secretName").and_then(Node::as_str).unwrap_or(&access.object.name);
    workload.is_beside(access)
        && workload.object.namespace == access.object.namespace
        && reader::configs(&workload.object).iter().any(|(kind, name)| *kind == "Secret" && *name == secret)
}
