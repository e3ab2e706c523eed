use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::CLUSTER;
use crate::lint::view::cluster_label;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("cluster-label-missing", Severity::Error, include_str!("cluster_label_missing.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP12", "OPC18", "OPP10", "OBS-b04", "OBS-f05", "OBS-h02"],
    check: Check::Set(check),
};

/// A topic or user without it may be meant for an operator that stands alone and takes all there are.
const KINDS: [(Kind, Severity, &str); 5] = [
    (Kind::KafkaNodePool, Severity::Error, "it is a pool of no Kafka"),
    (Kind::KafkaConnector, Severity::Error, "it runs in no KafkaConnect"),
    (Kind::KafkaRebalance, Severity::Error, "it rebalances no Kafka"),
    (Kind::KafkaTopic, Severity::Warning, "the topic operator of no Kafka sees it"),
    (Kind::KafkaUser, Severity::Warning, "the user operator of no Kafka sees it"),
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization labels what it names.
    if set.reshaped {
        return;
    }
    for (kind, severity, so) in KINDS {
        for Member { object, patched, .. } in set.of(kind) {
            if patched || cluster_label(object).is_some() {
                continue;
            }
            let message = format!("{} has no label `{CLUSTER}`: {so}", object.title());
            let owner = if kind == Kind::KafkaConnector { "KafkaConnect" } else { "Kafka" };
            cx.report(Place::at(object, "metadata/labels"), message)
                .severity(severity)
                .help(format!("add the label `{CLUSTER}` with the name of the {owner}"));
        }
    }
}
