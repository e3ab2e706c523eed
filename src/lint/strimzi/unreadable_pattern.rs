use crate::diagnostic::{Code, Severity};
use crate::facts::java_pattern::java_pattern;
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unreadable-pattern", Severity::Error, include_str!("unreadable_pattern.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPT12"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge, Kind::KafkaRebalance],
        check,
    ),
};

/// Where an object may say which metrics are kept.
const METRICS: [&str; 3] =
    ["spec/metricsConfig", "spec/kafka/metricsConfig", "spec/cruiseControl/metricsConfig"];

const OF_MIRROR: [&str; 4] =
    ["topicsPattern", "topicsExcludePattern", "groupsPattern", "groupsExcludePattern"];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for metrics in METRICS.iter().filter_map(|path| object.at(path)) {
        let Some(list) = metrics.get("values").and_then(|values| values.get("allowList")) else { continue };
        let Some(items) = list.as_list() else { continue };
        if items.is_empty() {
            let message = format!(
                "`allowList` of {} is empty, and the operator wants at least one pattern",
                object.title()
            );
            cx.report(Place::Key(object, list), message)
                .help("take it out for the metrics that are kept by default, or write `[\".*\"]` for all");
        }
        items.iter().for_each(|node| one(object, node, "allowList", false, cx));
    }
    for mirror in object.at("spec/mirrors").and_then(Node::as_list).into_iter().flatten() {
        for key in OF_MIRROR {
            mirror.get(key).into_iter().for_each(|node| one(object, node, key, true, cx));
        }
    }
    if Kind::of(&object.gvk) == Kind::KafkaRebalance {
        let topics = object.at("spec/excludedTopics");
        topics.into_iter().for_each(|node| one(object, node, "excludedTopics", false, cx));
    }
}

/// A pattern, or several with commas between them.
fn one<'a>(object: &'a Object, node: &'a Node, key: &str, several: bool, cx: &mut Cx<'a>) {
    let Some(text) = node.as_str().filter(|_| !judged_in_blueprint(object, node)) else { return };
    // A comma may be part of a pattern; MirrorMaker takes each for an end.
    let parts: Vec<&str> = if several { text.split(',').map(str::trim).collect() } else { vec![text] };
    let Some((part, problem)) = parts.into_iter().find_map(|part| Some((part, java_pattern(part)?))) else {
        return;
    };
    let message = format!("the pattern `{part}` in `{key}` of {} {problem}", object.title());
    let all: String = part.chars().flat_map(|c| if c == '*' { vec!['.', '*'] } else { vec![c] }).collect();
    let help = match part.contains('*') && java_pattern(&all).is_none() {
        true => format!("these are regular expressions: write `{all}` for any letters"),
        false => {
            "write a regular expression of Java, with a backslash before a letter that is meant as it stands"
                .into()
        }
    };
    cx.report(Place::Value(object, node), message).help(help);
}
