use super::kafka_config_refused::is_of_value;
use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigProblem;
use crate::lint::view::{config_lines, config_table, config_text, is_filled_in};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topic-config-refused", Severity::Error, include_str!("topic_config_refused.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST31", "OPP05", "OPP06", "OBS-f02", "OBS-f03"],
    check: Check::Object(&[Kind::KafkaTopic], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(table) = config_table(object, cx) else { return };
    for line in config_lines(object, object.at("spec/config")) {
        let (key, title) = (&line.key.text, object.title());
        let Some(value) = text(&line.value) else {
            if line.value.as_map().is_some() {
                let message = format!("`{key}` of {title} is a map, and the operator takes text and numbers");
                let help = format!("write text or a number after `{key}:`, with the whole key in one line");
                cx.report(Place::Key(object, &line.value), message).help(help);
            }
            continue;
        };
        let judged = |problem: &ConfigProblem| !is_of_value(problem) || !is_filled_in(&value);
        for problem in table.check_topic(key, &value).into_iter().filter(judged) {
            if is_of_value(&problem) {
                let message = format!("`{key}` of {title} is `{value}`: it {problem}");
                cx.report(Place::Value(object, &line.value), message).help(match problem.instead() {
                    Some(instead) => format!("did you mean `{instead}`?"),
                    None => format!("change the value of `{key}`, or take it out for the broker's default"),
                });
                continue;
            }
            let message = match &problem {
                ConfigProblem::Removed { since, .. } => {
                    format!("{title} sets `{key}`, which topics do not have since Kafka {since}")
                }
                ConfigProblem::OtherScope { .. } => {
                    format!("`{key}` of {title} is a key of brokers, which topics do not have")
                }
                _ => format!("`{key}` of {title} is not a key of topics in Kafka {}", table.version()),
            };
            cx.report(Place::Key(object, &line.value), message).help(match problem.instead() {
                Some(instead) => format!("did you mean `{instead}`?"),
                None => format!("take `{key}` out"),
            });
        }
    }
}

/// The operator joins the items of a list.
fn text(value: &Node) -> Option<String> {
    match value.as_list() {
        Some(items) => Some(items.iter().map(config_text).collect::<Option<Vec<_>>>()?.join(",")),
        None => config_text(value),
    }
}
