use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_label, cluster_of};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("cruise-control-missing", Severity::Error, include_str!("cruise_control_missing.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP38", "OBS-j01"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.is_rewritten() {
        return;
    }
    for Member { object, patched, .. } in set.of(Kind::KafkaRebalance) {
        let (Some(cluster), Some(label), false) = (cluster_of(object), cluster_label(object), patched) else {
            continue;
        };
        let mut clusters = set.beside(Kind::Kafka, cluster, object);
        let (Some(Member { object: kafka, patched: false, .. }), None) = (clusters.next(), clusters.next())
        else {
            continue;
        };
        let (Some(spec), Some(_)) = (kafka.at("spec"), kafka.at("spec/kafka")) else { continue };
        if spec.get("cruiseControl").is_some_and(|node| !node.is_null()) {
            continue;
        }
        let message =
            format!("{} is carried out by nobody: {} has no `cruiseControl`", object.title(), kafka.title());
        cx.report(Place::Value(object, label), message)
            .also(Place::at(kafka, "spec/cruiseControl"), "it belongs here")
            .help("add `cruiseControl: {}` to `spec` of the Kafka");
    }
}
