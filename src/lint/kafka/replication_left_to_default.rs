use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Nodes, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "replication-left-to-default",
        Severity::Warning,
        include_str!("replication_left_to_default.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPK15", "OPK16", "OBS-d12"],
    check: Check::Set(check),
};

const COPIES: &str = "default.replication.factor";
const IN_SYNC: &str = "min.insync.replicas";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka) {
        let whole = nodes(set, &member).filter(Nodes::is_whole);
        if let Some(brokers) = whole.map(|nodes| nodes.brokers()).filter(|brokers| *brokers > 1) {
            unset(member.object, brokers, cx);
        }
    }
}

fn unset<'a>(kafka: &'a Object, brokers: i128, cx: &mut Cx<'a>) {
    let config = kafka.at("spec/kafka/config");
    let line = |key: &str| config.and_then(|config: &'a Node| config.get(key)).filter(|line| !line.is_null());
    let (copies, in_sync) = (line(COPIES), line(IN_SYNC));
    let wanted = brokers.min(3);
    let (missing, so, help) = match (copies, in_sync) {
        (Some(_), Some(_)) => return,
        (None, None) => (
            format!("neither `{COPIES}` nor `{IN_SYNC}`"),
            "topics that give no number have one copy".to_owned(),
            format!("`{COPIES}: {wanted}` and `{IN_SYNC}: {}`", wanted - 1),
        ),
        (None, Some(_)) => (
            format!("no `{COPIES}`"),
            "topics that give no number have one copy".to_owned(),
            format!("`{COPIES}: {wanted}`"),
        ),
        (Some(_), None) => (
            format!("no `{IN_SYNC}`"),
            "a write counts when one broker has it".to_owned(),
            format!("`{IN_SYNC}: 2`"),
        ),
    };
    let message = format!("{} sets {missing} for its {brokers} brokers: {so}", kafka.title());
    let place = match copies.or(in_sync) {
        Some(line) => Place::Key(kafka, line),
        None => Place::at(kafka, "spec/kafka/config"),
    };
    let severity = if cx.is_development() { Severity::Info } else { Severity::Warning };
    cx.report(place, message).severity(severity).help(format!("add {help} to `spec.kafka.config`"));
}
