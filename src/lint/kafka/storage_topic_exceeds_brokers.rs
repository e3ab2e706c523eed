use crate::diagnostic::{Code, Severity};

use crate::lint::view::{Nodes, calls, config_number, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "storage-topic-exceeds-brokers",
        Severity::Error,
        include_str!("storage_topic_exceeds_brokers.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST33"],
    check: Check::Set(check),
};

/// The topics workers keep their state in: field since `v1`, key before, and the key of the number of copies.
const STORAGE: [(&str, &str, &str); 3] = [
    ("configStorageTopic", "config.storage.topic", "config.storage.replication.factor"),
    ("offsetStorageTopic", "offset.storage.topic", "offset.storage.replication.factor"),
    ("statusStorageTopic", "status.storage.topic", "status.storage.replication.factor"),
];

/// What Connect asks for where nothing is said.
const COPIES: i64 = 3;

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for kind in [Kind::KafkaConnect, Kind::KafkaMirrorMaker2] {
        for Member { object, patched, .. } in set.of(kind) {
            let part = if kind == Kind::KafkaConnect { object.at("spec") } else { object.at("spec/target") };
            if let Some(part) = part.filter(|_| !patched) {
                storage(set, object, part, cx);
            }
        }
    }
}

fn brokers<'a>(set: &Set<'a>, kafka: &Member<'a>) -> Option<(Nodes<'a>, i128)> {
    let nodes = nodes(set, kafka).filter(Nodes::is_whole)?;
    let there = nodes.brokers();
    (there > 0).then_some((nodes, there))
}

fn count(brokers: i128) -> String {
    if brokers == 1 { "1 broker".to_owned() } else { format!("{brokers} brokers") }
}

fn report<'a, 'c>(
    place: Place<'a>,
    message: String,
    severity: Severity,
    kafka: &'a Object,
    nodes: &Nodes<'a>,
    cx: &'c mut Cx<'a>,
) -> &'c mut crate::lint::Finding<'a> {
    let finding = cx.report(place, message).severity(severity);
    for object in nodes.of_brokers() {
        let at = if std::ptr::eq(object, kafka) { "spec/kafka/replicas" } else { "spec/replicas" };
        finding.also(Place::at(object, at), "how many there are");
    }
    finding
}

/// The workers make these topics when they first start; who has made them before is not asked.
fn storage<'a>(set: &Set<'a>, object: &'a Object, part: &'a Node, cx: &mut Cx<'a>) {
    let Some(kafka) = part.get("bootstrapServers").and_then(Node::as_str).and_then(|text| {
        let call = calls(text).next()?;
        let all = call.kafkas(set, object);
        (all.len() == 1).then(|| all[0])
    }) else {
        return;
    };
    let Some((nodes, there)) = brokers(set, &kafka) else { return };
    let config = part.get("config");
    let mut unsaid = Vec::new();
    for (field, key, copies) in STORAGE {
        let topic = part.get(field).or_else(|| config?.get(key)).and_then(Node::as_str);
        if topic.is_none_or(|topic| is_made(set, topic)) {
            continue;
        }
        match config.and_then(|config| config.get(copies)) {
            None if i128::from(COPIES) > there => unsaid.push(copies),
            None => {}
            Some(node) => {
                let Some(wanted) = config_number(config, copies).filter(|wanted| i128::from(*wanted) > there)
                else {
                    continue;
                };
                let message = format!(
                    "`{copies}` of {} is {wanted}, and {} has {}",
                    object.title(),
                    kafka.object.title(),
                    count(there)
                );
                report(Place::Value(object, node), message, Severity::Error, kafka.object, &nodes, cx)
                    .help(format!("write `{copies}: {there}`, or `-1` for what the brokers do by default"));
            }
        }
    }
    if !unsaid.is_empty() {
        let message = format!(
            "{} makes its topics with {COPIES} copies where nothing else is said, and {} has {}",
            object.title(),
            kafka.object.title(),
            count(there)
        );
        let lines: Vec<String> = unsaid.iter().map(|key| format!("`{key}: -1`")).collect();
        let place = config.map_or(Place::Key(object, part), |config| Place::Key(object, config));
        report(place, message, Severity::Warning, kafka.object, &nodes, cx)
            .help(format!("add {} to its `config`: as many as the brokers do by default", lines.join(", ")));
    }
}

/// Whether a KafkaTopic makes a topic.
fn is_made(set: &Set<'_>, topic: &str) -> bool {
    set.of(Kind::KafkaTopic).any(|member| {
        let own = member.object.at("spec/topicName").and_then(Node::as_str).unwrap_or(&member.object.name);
        own == topic
    })
}
