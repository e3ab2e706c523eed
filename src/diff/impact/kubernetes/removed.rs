//! IMP-K50: an object that is gone from the output.

use super::reader;
use super::{followers, pods};
use crate::diff::{Cx, Effect, Pair, Severity};
use crate::object::Node;

/// Says what the deletion of an object takes along, where no other row knows.
pub(in crate::diff) fn say<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(member) = pair.before else { return };
    let object = &member.object;
    let (effects, severity, deleted, remedy) = match pair.kind() {
        "Namespace" => {
            let inside = cx.before.members.iter().filter(|other| {
                other.is_beside(member) && other.object.namespace.as_deref() == Some(&object.name)
            });
            let deleted = match inside.count() {
                0 => "where deployments prune, it is deleted with everything in it, volumes too".to_owned(),
                count => format!(
                    "where deployments prune, it is deleted with everything in it, {count} objects of the output among that, and volumes too"
                ),
            };
            (&[Effect::Replace, Effect::DataLoss][..], Severity::Critical, deleted, "move what is in it first")
        }
        "CustomResourceDefinition" => (
            &[Effect::Replace, Effect::DataLoss][..],
            Severity::Critical,
            format!(
                "where deployments prune, it is deleted with every `{}` of the cluster",
                object.at("spec/names/kind").and_then(Node::as_str).unwrap_or("object of its kind")
            ),
            "keep it as long as there is one such object",
        ),
        "PersistentVolumeClaim" => (
            &[Effect::Replace, Effect::DataLoss][..],
            Severity::Critical,
            format!(
                "where deployments prune, it is deleted, and its volume{} too unless its class says `reclaimPolicy: Retain`",
                pods::text(&object.node, "spec/resources/requests/storage").map_or_else(String::new, |size| format!(" of {size}"))
            ),
            "copy the data first, or set `persistentVolumeReclaimPolicy: Retain` on the volume",
        ),
        "StatefulSet" => stateful_set(object),
        "Deployment" | "DaemonSet" | "ReplicaSet" => (
            &[Effect::Replace][..],
            Severity::High,
            format!("where deployments prune, {}", stops(object, pair.kind())),
            "make sure that nobody needs it",
        ),
        "Service" => {
            let address = if super::service::kind(object) == "LoadBalancer" { ", and its load balancer goes" } else { "" };
            (
                &[Effect::Replace, Effect::Client][..],
                Severity::High,
                format!("where deployments prune, its name no longer resolves{address}"),
                "make sure that nobody connects to it",
            )
        }
        _ if followers::is_idle(cx, pair) => (
            &[Effect::Replace][..],
            Severity::Low,
            "what it was for is gone as well".to_owned(),
            "",
        ),
        "NetworkPolicy" => (
            &[Effect::Replace, Effect::Security][..],
            Severity::High,
            "where deployments prune, what it kept away gets through, unless another policy is for the same pods".into(),
            "make sure that another policy says as much",
        ),
        "ConfigMap" | "Secret" => {
            let users: Vec<String> = cx
                .after
                .members
                .iter()
                .filter(|other| reader::reads(other, member))
                .map(|other| format!("`{}`", other.object.title()))
                .collect();
            if users.is_empty() {
                (&[Effect::Replace][..], Severity::Medium, "where deployments prune, it is deleted".into(), "make sure that nobody reads it")
            } else {
                let deleted = format!("where deployments prune, new pods of {} do not start without it", users.join(" and "));
                (&[Effect::Replace, Effect::Stalled][..], Severity::High, deleted, "keep it, or take it out where it is used")
            }
        }
        "StorageClass" => (
            &[Effect::Replace][..],
            Severity::Medium,
            "where deployments prune, claims that name it and are not bound yet stay Pending; volumes that exist stay".into(),
            "make sure that no claim names it",
        ),
        "PodDisruptionBudget" => (
            &[Effect::Replace][..],
            Severity::Medium,
            "where deployments prune, nothing keeps a drain from taking all its pods at once".into(),
            "keep it where more than one pod matters",
        ),
        "ServiceAccount" if !acting(cx, pair).is_empty() => (
            &[Effect::Replace, Effect::Stalled][..],
            Severity::High,
            format!("where deployments prune, no new pod of {} is made without it", acting(cx, pair).join(" and ")),
            "keep it, or take it out where it is used",
        ),
        "ServiceAccount" | "Role" | "ClusterRole" | "RoleBinding" | "ClusterRoleBinding" => (
            &[Effect::Replace][..],
            Severity::High,
            "where deployments prune, whoever acts by it loses its rights".into(),
            "make sure that nobody acts by it",
        ),
        _ => (
            &[Effect::Replace][..],
            Severity::High,
            "where deployments prune, it is deleted, and what its controller made of it as well".into(),
            "make sure that nobody needs it",
        ),
    };
    if let Some(hit) = cx.hit_all("IMP-K50", &pair.changes) {
        if severity == Severity::Low {
            hit.decided();
        }
        hit.effects(effects).severity(severity).with("deleted", deleted).with("remedy", remedy);
    }
}

/// The workloads whose pods run under a ServiceAccount.
fn acting(cx: &Cx<'_>, account: &Pair<'_>) -> Vec<String> {
    let Some(member) = account.before else { return Vec::new() };
    let acting = cx.after.members.iter().filter(|other| followers::acts(member, other));
    acting.map(|other| format!("`{}`", other.object.title())).collect()
}

fn stops(object: &crate::object::Object, kind: &str) -> String {
    match pods::replicas(object) {
        _ if kind == "DaemonSet" => "its pods on every node stop".into(),
        1 => "its pod stops".into(),
        pods => format!("its {pods} pods stop"),
    }
}

fn stateful_set(object: &crate::object::Object) -> (&'static [Effect], Severity, String, &'static str) {
    let all = pods::ordinals(object);
    let verb = if all.end - all.start == 1 { "stops" } else { "stop" };
    let stop = format!("where deployments prune, {} {verb}", pods::named(&object.name, &all));
    let delete = pods::text(&object.node, "spec/persistentVolumeClaimRetentionPolicy/whenDeleted").as_deref()
        == Some("Delete");
    match pods::claimed(object, &all) {
        Some(claims) if delete => (
            &[Effect::Replace, Effect::DataLoss],
            Severity::Critical,
            format!("{stop}, and `whenDeleted: Delete` deletes their volumes: {claims}"),
            "apply `whenDeleted: Retain` in a change of its own first",
        ),
        Some(claims) => (
            &[Effect::Replace],
            Severity::High,
            format!("{stop}; their volumes stay until somebody deletes them: {claims}"),
            "make sure that nobody needs it; the claims are deleted by hand",
        ),
        None => (&[Effect::Replace], Severity::High, stop, "make sure that nobody needs it"),
    }
}
