use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-volume", Severity::Error, include_str!("unknown_volume.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S26"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        let Some(volumes) = volumes(object, pod.spec) else { continue };
        for container in containers(pod.spec) {
            let of = |key| container.get(key).and_then(Node::as_list).into_iter().flatten();
            for mount in of("volumeMounts").chain(of("volumeDevices")) {
                let Some(name) = mount.get("name") else { continue };
                let Some(wanted) = name.as_str().filter(|wanted| !volumes.contains(wanted)) else { continue };
                let message = format!("{} mounts volume `{wanted}`, which it does not have", object.title());
                let help = match nearest(wanted, volumes.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("add a volume `{wanted}`, or take the mount away"),
                };
                cx.report(Place::Value(object, name), message).help(help);
            }
        }
    }
}

/// The names of the volumes of a pod; `None` when one of them has no name to compare with.
fn volumes<'a>(object: &'a Object, spec: &'a Node) -> Option<Vec<&'a str>> {
    let own = spec.get("volumes").and_then(Node::as_list).into_iter().flatten();
    let own = own.map(|volume| volume.get("name"));
    let stateful = Kind::of(&object.gvk) == Kind::StatefulSet;
    let claims = object.at("spec/volumeClaimTemplates").filter(|_| stateful).and_then(Node::as_list);
    let claims = claims.into_iter().flatten().map(|claim| claim.get("metadata")?.get("name"));
    own.chain(claims).map(|name| name?.as_str()).collect()
}
