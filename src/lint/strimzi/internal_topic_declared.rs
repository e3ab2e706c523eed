use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::MANAGED;
use crate::lint::view::{annotation, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "internal-topic-declared",
        Severity::Warning,
        include_str!("internal_topic_declared.md"),
    ),
    subject: Subject::Strimzi,
    // Its configuration may have to be said somewhere.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP10"],
    check: Check::Object(&[Kind::KafkaTopic], check),
};

/// How the names of topics begin that Kafka, Strimzi and Cruise Control make and change themselves.
const OWNED: [(&str, &str); 2] = [("__", "Kafka"), ("strimzi.cruisecontrol.", "Cruise Control")];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let node = object.at("spec/topicName").filter(|node| !node.is_null());
    let name = node.map_or(Some(object.name.as_str()), |node| node.as_str());
    let Some(name) = name.filter(|_| object.at("kind").is_none_or(|kind| !judged_in_blueprint(object, kind)))
    else {
        return;
    };
    let Some((_, owner)) = OWNED.iter().find(|(start, _)| name.starts_with(start)) else { return };
    // A topic that the operator leaves alone is only shown.
    if annotation(object, MANAGED).and_then(Node::as_str) == Some("false") {
        return;
    }
    let message = format!("{} is for the topic `{name}`, which {owner} keeps for itself", object.title());
    let place = node.map_or_else(|| Place::name(object), |node| Place::Value(object, node));
    cx.report(place, message).help(format!(
        "take the resource out, after annotating it with `{MANAGED}: \"false\"` so that the topic stays"
    ));
}
