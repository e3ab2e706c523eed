use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Nodes, cluster_of, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topic-exceeds-brokers", Severity::Error, include_str!("topic_exceeds_brokers.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP08", "KST33", "OBS-f01"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // Pools may be elsewhere, and a kustomization may write other numbers.
    if set.open || matches!(set.scope, Scope::Plan | Scope::Kustomization) {
        return;
    }
    for Member { object: topic, patched, .. } in set.of(Kind::KafkaTopic) {
        let Some(node) = topic.at("spec/replicas").filter(|_| !patched) else { continue };
        let (Some(wanted), Some(cluster)) = (node.as_int(), cluster_of(topic)) else { continue };
        let mut clusters = set.beside(Kind::Kafka, cluster, topic);
        let (Some(kafka), None) = (clusters.next(), clusters.next()) else { continue };
        let Some(nodes) = nodes(set, &kafka).filter(Nodes::is_whole) else { continue };
        let brokers = nodes.brokers();
        if wanted <= brokers || brokers == 0 {
            continue;
        }
        let message = format!(
            "{} asks for {wanted} copies of each partition, and {} has {brokers} broker{}",
            topic.title(),
            kafka.object.title(),
            if brokers == 1 { "" } else { "s" }
        );
        let finding = cx.report(Place::Value(topic, node), message);
        finding.help(format!("write `replicas: {brokers}`, or add brokers"));
        for pool in nodes.of_brokers() {
            let path =
                if Kind::of(&pool.gvk) == Kind::Kafka { "spec/kafka/replicas" } else { "spec/replicas" };
            finding.also(Place::at(pool, path), "the brokers there are");
        }
    }
}
