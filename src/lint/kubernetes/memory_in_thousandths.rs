use crate::diagnostic::{Code, Severity};
use crate::facts::kubernetes::Quantity;
use crate::lint::view::{containers, pod};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("memory-in-thousandths", Severity::Error, include_str!("memory_in_thousandths.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S12"],
    check: Check::Object(&[], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    if let Some(pod) = pod(object) {
        containers(pod.spec).for_each(|container| of(object, container.get("resources"), cx));
    }
    match Kind::of(&object.gvk) {
        Kind::PersistentVolumeClaim => of(object, object.at("spec/resources"), cx),
        Kind::StatefulSet => {
            let claims = object.at("spec/volumeClaimTemplates").and_then(Node::as_list).into_iter().flatten();
            claims.for_each(|claim| of(object, claim.get("spec").and_then(|spec| spec.get("resources")), cx));
        }
        _ => {}
    }
}

fn of<'a>(object: &'a Object, resources: Option<&'a Node>, cx: &mut Cx<'a>) {
    for (part, resource) in ["requests", "limits"]
        .into_iter()
        .flat_map(|part| ["memory", "storage", "ephemeral-storage"].map(|r| (part, r)))
    {
        let node = resources.and_then(|resources| resources.get(part)?.get(resource));
        let Some((node, written)) = node.and_then(|node| Some((node, node.as_str()?))) else { continue };
        let Some(number) = written.strip_suffix('m') else { continue };
        // Whole bytes in thousandths are what a program writes.
        if Quantity::parse(written).is_ok_and(|quantity| !quantity.is_whole()) {
            let message = format!(
                "`{resource}: {written}` in {} is {number} thousandths of a byte: `m` is no mega",
                object.title()
            );
            cx.report(Place::Value(object, node), message)
                .help(format!("write `{number}Mi`"))
                .fix(Fix::risky().write(Place::Value(object, node), format!("{number}Mi")));
        }
    }
}
