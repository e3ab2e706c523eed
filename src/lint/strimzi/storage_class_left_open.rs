use crate::diagnostic::{Code, Severity};
use crate::lint::view::{judged_in_blueprint, parts, storages};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("storage-class-left-open", Severity::Info, include_str!("storage_class_left_open.md")),
    subject: Subject::Strimzi,
    // The default may be the one that is wanted.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP48"],
    check: Check::Object(&[Kind::Kafka, Kind::KafkaNodePool], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for part in storages(object).flat_map(parts) {
        let Some(kind) = part.get("type").filter(|node| node.as_str() == Some("persistent-claim")) else {
            continue;
        };
        if judged_in_blueprint(object, kind) || part.get("class").is_some_and(|node| !node.is_null()) {
            continue;
        }
        let message = format!(
            "a claim of {} names no StorageClass: it gets the default of the cluster",
            object.title()
        );
        cx.report(Place::Value(object, kind), message)
            .help("add `class`, such as `managed-csi-premium` on AKS");
    }
}
