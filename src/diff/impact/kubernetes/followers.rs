//! Objects that are there for pods alone, and go with them.

use super::{disruption, network_policy, reader};
use crate::diff::{Cx, Member, Pair};
use crate::lint::view::pod;
use crate::object::Node;

/// Whether an object that is gone was for pods of which none is left.
pub(super) fn is_idle(cx: &Cx<'_>, pair: &Pair<'_>) -> bool {
    let Some(member) = pair.before else { return false };
    let meant: fn(&Member, &Member) -> bool = match pair.kind() {
        "ServiceAccount" => acts,
        "NetworkPolicy" => network_policy::is_for,
        "PodDisruptionBudget" => disruption::covers,
        "KafkaAccess" => reads,
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

/// Whether the pods of a workload read the Secret that is made for a KafkaAccess.
fn reads(access: &Member, workload: &Member) -> bool {
    let secret = access.object.at("spec/secretName").and_then(Node::as_str).unwrap_or(&access.object.name);
    workload.is_beside(access)
        && workload.object.namespace == access.object.namespace
        && reader::configs(&workload.object).iter().any(|(kind, name)| *kind == "Secret" && *name == secret)
}
