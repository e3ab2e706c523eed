use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Nodes, config_number, config_text, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("cruise-control-refused", Severity::Error, include_str!("cruise_control_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPR01", "OPR02", "OPR03", "OPR04", "OBS-e13"],
    check: Check::Set(check),
};

const FACTOR: &str = "cruise.control.metrics.topic.replication.factor";
const IN_SYNC: &str = "cruise.control.metrics.topic.min.insync.replicas";
const NUMBERS: [&str; 3] = ["cruise.control.metrics.topic.num.partitions", FACTOR, IN_SYNC];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member @ Member { object, .. } in set.of(Kind::Kafka) {
        let Some(control) = object.at("spec/cruiseControl").filter(|node| !node.is_null()) else { continue };
        let config = object.at("spec/kafka/config");
        numbers(object, config, cx);
        replicas(object, config, cx);
        if let Some(nodes) = nodes(set, &member).filter(Nodes::is_whole) {
            brokers(object, control, config, &nodes, cx);
        }
    }
}

fn numbers<'a>(object: &'a Object, config: Option<&'a Node>, cx: &mut Cx<'a>) {
    for key in NUMBERS {
        let Some(node) = config.and_then(|config| config.get(key)) else { continue };
        let Some(text) = config_text(node).filter(|text| text.trim().parse::<i32>().is_err()) else {
            continue;
        };
        let message = format!("`{key}` of {} is `{text}`, and not a number", object.title());
        cx.report(Place::Value(object, node), message).help("write a whole number, or take it out");
    }
}

/// How many copies its topic gets: as many as any topic, unless it is said.
fn copies(config: Option<&Node>) -> Option<(&'static str, i64)> {
    let known = |key: &'static str| Some((key, config_number(config, key)?));
    if config.is_some_and(|config| config.get(FACTOR).is_some()) {
        return known(FACTOR);
    }
    match config.and_then(|config| config.get("default.replication.factor")) {
        Some(_) => known("default.replication.factor"),
        None => Some(("default.replication.factor", 1)),
    }
}

fn replicas<'a>(object: &'a Object, config: Option<&'a Node>, cx: &mut Cx<'a>) {
    let (Some(node), Some(wanted)) =
        (config.and_then(|config| config.get(IN_SYNC)), config_number(config, IN_SYNC))
    else {
        return;
    };
    let Some((key, copies)) = copies(config).filter(|(_, copies)| wanted > *copies) else { return };
    let message =
        format!("`{IN_SYNC}` of {} is {wanted}, and its topic has {copies} by `{key}`", object.title());
    cx.report(Place::Value(object, node), message)
        .also(Place::at(object, &format!("spec/kafka/config/{key}")), "how many copies there are")
        .help(format!("write `{FACTOR}: {}`, or a smaller number here", wanted + 1));
}

fn brokers<'a>(
    object: &'a Object,
    control: &'a Node,
    config: Option<&'a Node>,
    nodes: &Nodes<'a>,
    cx: &mut Cx<'a>,
) {
    let there = nodes.brokers();
    if there == 1 {
        let message = format!(
            "Cruise Control of {} has one broker to balance, and the operator wants two",
            object.title()
        );
        let finding = cx.report(Place::Key(object, control), message);
        for pool in nodes.of_brokers() {
            let path = if std::ptr::eq(pool, object) { "spec/kafka/replicas" } else { "spec/replicas" };
            finding.also(Place::at(pool, path), "how many there are");
        }
        finding.help("take `cruiseControl` out, or have more brokers");
        return;
    }
    // That the default asks for too much is said of the default.
    let (Some(node), Some(wanted)) =
        (config.and_then(|config| config.get(FACTOR)), config_number(config, FACTOR))
    else {
        return;
    };
    if i128::from(wanted) > there {
        let message = format!(
            "`{FACTOR}` of {} is {wanted}, and it has {there} brokers: the operator refuses it",
            object.title()
        );
        cx.report(Place::Value(object, node), message).help(format!("write {there} or less"));
    }
}
