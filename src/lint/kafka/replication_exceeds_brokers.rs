use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Nodes, config_number, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "replication-exceeds-brokers",
        Severity::Error,
        include_str!("replication_exceeds_brokers.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPK09", "OBS-d04", "OBS-d05"],
    check: Check::Set(check),
};

/// What the operator compares with the number of brokers. Source: `KafkaCluster.fromCrd` of Strimzi 1.2.0.
const KEYS: [&str; 4] = [
    "default.replication.factor",
    "offsets.topic.replication.factor",
    "transaction.state.log.replication.factor",
    "transaction.state.log.min.isr",
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let Some(nodes) = nodes(set, &member).filter(Nodes::is_whole) else { continue };
        // Operators of ZooKeeper's time let clusters of none pass, and so does their arithmetic.
        if nodes.brokers() > 0 {
            compare(member.object, &nodes, cx);
        }
    }
}

fn compare<'a>(kafka: &'a Object, nodes: &Nodes<'a>, cx: &mut Cx<'a>) {
    let (config, brokers) = (kafka.at("spec/kafka/config"), nodes.brokers());
    for key in KEYS {
        let (Some(line), Some(wanted)) = (config.and_then(|of| of.get(key)), config_number(config, key))
        else {
            continue;
        };
        if i128::from(wanted) <= brokers {
            continue;
        }
        let there = if brokers == 1 { "1 broker".to_owned() } else { format!("{brokers} brokers") };
        let message =
            format!("`{key}` of {} is {wanted}, and it has {there}: the operator refuses it", kafka.title());
        let finding = cx.report(Place::Value(kafka, line), message);
        for object in nodes.of_brokers() {
            let at = if std::ptr::eq(object, kafka) { "spec/kafka/replicas" } else { "spec/replicas" };
            finding.also(Place::at(object, at), "how many there are");
        }
        finding.help(format!("write `{key}: {brokers}`, or have {wanted} brokers"));
    }
}
