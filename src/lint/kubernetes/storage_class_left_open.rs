use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "storage-class-left-open",
        Severity::Warning,
        include_str!("storage_class_left_open.md"),
    ),
    subject: Subject::Kubernetes,
    // Most clusters have a default, and it may be the one that is meant.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD48"],
    check: Check::Object(&[Kind::PersistentVolumeClaim, Kind::StatefulSet, Kind::KafkaNodePool], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    match Kind::of(&object.gvk) {
        Kind::PersistentVolumeClaim => {
            if let Some(spec) = object.at("spec") {
                claim(object, spec, "", cx);
            }
        }
        Kind::StatefulSet => {
            let templates = object.at("spec/volumeClaimTemplates").and_then(Node::as_list);
            for template in templates.into_iter().flatten() {
                let name = template.get("metadata").and_then(|of| of.get("name")).and_then(Node::as_str);
                if let Some(spec) = template.get("spec") {
                    claim(object, spec, name.unwrap_or_default(), cx);
                }
            }
        }
        _ => {
            let storage = object.at("spec/storage");
            let volumes = storage.and_then(|of| of.get("volumes")).and_then(Node::as_list);
            for volume in storage.into_iter().chain(volumes.into_iter().flatten()) {
                let kind = volume.get("type").and_then(Node::as_str);
                if kind == Some("persistent-claim") && volume.get("class").is_none() {
                    say(object, volume, "class", "a volume", cx);
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
    say(object, spec, "storageClassName", &what, cx);
}

fn say<'a>(object: &'a Object, at: &'a Node, key: &str, what: &str, cx: &mut Cx<'a>) {
    let message = format!(
        "{what} of {} names no storage class: it gets what the cluster has for default, or waits",
        object.title()
    );
    cx.report(Place::Key(object, at), message).help(format!("write `{key}`: on AKS `managed-csi-premium`"));
}
