use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("resources-left-open", Severity::Warning, include_str!("resources_left_open.md")),
    subject: Subject::Strimzi,
    // A namespace may have defaults.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["GAP49"],
    check: Check::Object(
        &[Kind::KafkaNodePool, Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(spec) = object.at("spec").filter(|spec| !judged_in_blueprint(object, spec)) else { return };
    let resources = spec.get("resources");
    let memory = |key| resources.and_then(|of| of.get(key)).and_then(|of: &Node| of.get("memory")).is_some();
    if cx.is_development() || memory("requests") || memory("limits") {
        return;
    }
    let message = format!(
        "{} asks for no memory: its pods are the first to go where a node is short of it",
        object.title()
    );
    let place = resources.map_or_else(|| Place::Key(object, spec), |node| Place::Key(object, node));
    cx.report(place, message).help(
        "add `resources: {requests: {cpu: \"1\", memory: 4Gi}, limits: {memory: 4Gi}}` with what it needs",
    );
}
