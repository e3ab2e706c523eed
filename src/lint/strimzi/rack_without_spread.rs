use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("rack-without-spread", Severity::Warning, include_str!("rack_without_spread.md")),
    subject: Subject::Strimzi,
    // Pools elsewhere may spread their own.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP26"],
    check: Check::Set(check),
};

/// What tells the scheduler where pods may stand.
const SPREAD: [&str; 2] = ["topologySpreadConstraints", "affinity"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let spreads = |pod: Option<&Node>| {
        SPREAD.iter().any(|key| pod.and_then(|pod| pod.get(key)).is_some_and(|node| !node.is_null()))
    };
    for Member { object, patched, .. } in set.of(Kind::Kafka) {
        let rack =
            object.at("spec/kafka/rack").filter(|rack| !rack.is_null() && !judged_in_blueprint(object, rack));
        let Some(rack) = rack.filter(|_| !patched && !spreads(object.at("spec/kafka/template/pod"))) else {
            continue;
        };
        let mut pools =
            set.of(Kind::KafkaNodePool).filter(|pool| cluster_of(pool.object) == Some(object.name.as_str()));
        if pools.any(|pool| pool.patched || spreads(pool.object.at("spec/template/pod"))) {
            continue;
        }
        let message = format!(
            "`rack` of {} tells each broker its zone, and nothing spreads the brokers over the zones",
            object.title()
        );
        cx.report(Place::Key(object, rack), message).help(
            "add `topologySpreadConstraints` to `template.pod` of the Kafka or of its pools; the operator has added none since 0.49",
        );
    }
}
