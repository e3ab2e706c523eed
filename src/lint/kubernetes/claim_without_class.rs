use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("claim-without-class", Severity::Warning, include_str!("claim_without_class.md")),
    subject: Subject::Kubernetes,
    // Most clusters have a default, and it may be the one that is meant.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD48"],
    check: Check::Object(&[Kind::PersistentVolumeClaim, Kind::StatefulSet], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    match Kind::of(&object.gvk) {
        Kind::PersistentVolumeClaim => {
            if let Some(spec) = object.at("spec") {
                claim(object, spec, "", cx);
            }
        }
        _ => {
            let templates = object.at("spec/volumeClaimTemplates").and_then(Node::as_list);
            for template in templates.into_iter().flatten() {
                let name = template.get("metadata").and_then(|of| of.get("name")).and_then(Node::as_str);
                if let Some(spec) = template.get("spec") {
                    claim(object, spec, name.unwrap_or_default(), cx);
                }
            }
        }
    }
}

fn claim<'a>(object: &'a Object, spec: &'a Node, name: &str, cx: &mut Cx<'a>) {
    let bound = ["storageClassName", "volumeName", "dataSource", "selector"];
    // An empty class is a class: none.
    if spec.as_map().is_none() || bound.iter().any(|key| spec.get(key).is_some()) {
        return;
    }
    let what = if name.is_empty() { "the claim".to_owned() } else { format!("claim `{name}`") };
    let message = format!(
        "{what} of {} names no storage class: it gets what the cluster has for default, or waits",
        object.title()
    );
    cx.report(Place::Key(object, spec), message)
        .help("write `storageClassName`: on AKS `managed-csi-premium`");
}
