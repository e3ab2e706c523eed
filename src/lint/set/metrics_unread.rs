use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("metrics-unread", Severity::Info, include_str!("metrics_unread.md")),
    subject: Subject::Set,
    // They may be read from elsewhere.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF15"],
    check: Check::Set(check),
};

/// What reads metrics: Prometheus' own resources, the agents of Azure and others, and annotations on pods.
const READERS: [&str; 5] = ["PodMonitor", "ServiceMonitor", "ScrapeConfig", "Prometheus", "PrometheusAgent"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.open || set.members().any(|member| READERS.contains(&member.object.gvk.kind.as_str())) {
        return;
    }
    for Member { object, patched, .. } in set.of(Kind::Kafka) {
        let metrics = object.at("spec/kafka/metricsConfig").or_else(|| object.at("spec/kafkaExporter"));
        let Some(node) = metrics.filter(|node| !patched && !node.is_null()) else { continue };
        let message = format!(
            "{} offers metrics to every pod of the cluster, and nothing here reads them",
            object.title()
        );
        cx.report(Place::Key(object, node), message)
            .help("add a PodMonitor for `strimzi.io/kind: Kafka`, or take the metrics out");
    }
}
