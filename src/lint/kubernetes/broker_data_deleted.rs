use crate::diagnostic::{Code, Severity};
use crate::lint::view::broker;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("broker-data-deleted", Severity::Warning, include_str!("broker_data_deleted.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S50"],
    check: Check::Object(&[Kind::StatefulSet], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    if broker(object).is_none() {
        return;
    }
    let when = [("whenScaled", "its last pods are taken away"), ("whenDeleted", "it is deleted")];
    for (key, words) in when {
        let node = object.at(&format!("spec/persistentVolumeClaimRetentionPolicy/{key}"));
        let Some(node) = node.filter(|node| node.as_str() == Some("Delete")) else { continue };
        let message =
            format!("claims of {} are deleted when {words}, and the data of Kafka with them", object.title());
        cx.report(Place::Value(object, node), message)
            .help("write `Retain`, and delete a claim by hand when nothing on it is needed any more")
            .fix(Fix::risky().write(Place::Value(object, node), "Retain"));
    }
}
