use crate::diagnostic::{Code, Severity};
use crate::lint::view::config_text;
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "cruise-control-setting-ignored",
        Severity::Warning,
        include_str!("cruise_control_setting_ignored.md"),
    ),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPR06", "OPR10"],
    check: Check::Object(&[Kind::Kafka], check),
};

const ANOMALY: &str = "anomaly.detection.goals";
const DEFAULT: &str = "default.goals";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(control) = object.at("spec/cruiseControl") else { return };
    goals(object, control.get("config"), cx);
    let mut seen: BTreeMap<i128, &Node> = BTreeMap::new();
    let overrides = control.get("brokerCapacity").and_then(|capacity| capacity.get("overrides"));
    for one in overrides.and_then(Node::as_list).into_iter().flatten() {
        for node in one.get("brokers").and_then(Node::as_list).into_iter().flatten() {
            let Some(id) = node.as_int() else { continue };
            if let Some(first) = seen.get(&id) {
                let message = format!("a second capacity of broker {id} of {} is ignored", object.title());
                cx.report(Place::Value(object, node), message)
                    .also(Place::Value(object, first), "the first one holds")
                    .help(format!("take {id} out of one of the two"));
            } else {
                seen.insert(id, node);
            }
        }
    }
}

/// Where a goal for anomalies is not one of the default goals, the operator puts the default goals in their place.
fn goals<'a>(object: &'a Object, config: Option<&'a Node>, cx: &mut Cx<'a>) {
    let line =
        |key| config.and_then(|config| config.get(key)).and_then(|node| Some((node, config_text(node)?)));
    let (Some((node, anomaly)), Some((defaults, all))) = (line(ANOMALY), line(DEFAULT)) else { return };
    let words =
        |text: &str| text.split(',').map(|goal| goal.trim().to_owned()).filter(|g| !g.is_empty()).collect();
    let (wanted, known): (Vec<String>, Vec<String>) = (words(&anomaly), words(&all));
    let foreign: Vec<&str> =
        wanted.iter().filter(|goal| !known.contains(goal)).map(|goal| short(goal)).collect();
    if foreign.is_empty() {
        return;
    }
    let message = format!(
        "`{ANOMALY}` of {} is replaced by `{DEFAULT}`, which does not have `{}`",
        object.title(),
        foreign.join("`, `")
    );
    cx.report(Place::Key(object, node), message)
        .also(Place::Key(object, defaults), "the goals there are")
        .help(format!("add them to `{DEFAULT}`, or take them out here"));
}

fn short(goal: &str) -> &str {
    goal.rsplit('.').next().unwrap_or(goal)
}
