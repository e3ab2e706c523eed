use crate::diagnostic::{Code, Severity};
use crate::lint::view::{judged_in_blueprint, parts, storages};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "data-goes-with-resource",
        Severity::Warning,
        include_str!("data_goes_with_resource.md"),
    ),
    subject: Subject::Strimzi,
    // Data may be of no worth.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP32"],
    check: Check::Object(&[Kind::Kafka, Kind::KafkaNodePool], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    if cx.is_development() {
        return;
    }
    for part in storages(object).flat_map(parts) {
        let delete = part.get("deleteClaim").filter(|node| node.as_bool() == Some(true));
        if let Some(node) = delete.filter(|node| !judged_in_blueprint(object, node)) {
            let message =
                format!("the claims of {} are deleted with it, and the data with them", object.title());
            cx.report(Place::Value(object, node), message).help("write `deleteClaim: false`, or take it out");
        }
        let kind = part.get("type").filter(|node| node.as_str() == Some("ephemeral"));
        if let Some(node) = kind.filter(|node| !judged_in_blueprint(object, node)) {
            let message = format!("the data of {} is gone with each pod", object.title());
            cx.report(Place::Value(object, node), message)
                .help("write `type: persistent-claim` with a `size`");
        }
    }
}
