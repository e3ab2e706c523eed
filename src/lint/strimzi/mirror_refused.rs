use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("mirror-refused", Severity::Error, include_str!("mirror_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP22"],
    check: Check::Object(&[Kind::KafkaMirrorMaker2], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let mut taken: Vec<(&str, &'a Node)> = Vec::new();
    for mirror in object.at("spec/mirrors").and_then(Node::as_list).into_iter().flatten() {
        if judged_in_blueprint(object, mirror) {
            continue;
        }
        idle(object, mirror, cx);
        let source =
            mirror.get("source").and_then(|of| of.get("alias")).or_else(|| mirror.get("sourceCluster"));
        let target = object.at("spec/target/alias").or_else(|| mirror.get("targetCluster"));
        let text = |node: Option<&'a Node>| node.and_then(|node| Some((node, node.as_str()?)));
        let (Some((from, source)), Some((to, target))) = (text(source), text(target)) else { continue };
        if source == target {
            let message =
                format!("a mirror of {} has source and target of one alias, `{source}`", object.title());
            cx.report(Place::Value(object, from), message)
                .also(Place::Value(object, to), "the target")
                .help("give the two clusters different aliases");
        } else if let Some((_, first)) = taken.iter().find(|(other, _)| *other == source) {
            let message = format!(
                "two mirrors of {} have the source `{source}`: their connectors have one name, and one of them does not run",
                object.title()
            );
            cx.report(Place::Value(object, from), message)
                .also(Place::Value(object, first), "the first of them")
                .help("make one mirror of them: its patterns may list several topics, separated by commas");
        } else {
            taken.push((source, from));
        }
    }
}

/// A mirror is what its connectors do.
fn idle<'a>(object: &'a Object, mirror: &'a Node, cx: &mut Cx<'a>) {
    let is_there = |key| mirror.get(key).is_some_and(|node: &Node| !node.is_null());
    if is_there("sourceConnector") || is_there("checkpointConnector") || is_there("heartbeatConnector") {
        return;
    }
    let message = format!("a mirror of {} has no connector, and so copies nothing", object.title());
    cx.report(Place::Key(object, mirror), message).severity(Severity::Warning).help(
        "add `sourceConnector: {}` for records, and `checkpointConnector: {}` for the offsets of groups",
    );
}
