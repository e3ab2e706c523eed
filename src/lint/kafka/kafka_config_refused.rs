use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::{ConfigProblem, check_without_table};
use crate::facts::strimzi::forbidden_broker_key;
use crate::lint::settings::{Form, Settings};
use crate::lint::view::{config_lines, config_listeners, config_table, config_text, is_filled_in};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;
use crate::source::Origin;
use crate::yaml::Entry;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kafka-config-refused", Severity::Error, include_str!("kafka_config_refused.md")),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[
        "OPK10", "OPK11", "OPK14", "GAP46", "OBS-d07", "OBS-d08", "OBS-d10", "OBS-d13", "OBS-d14", "OBS-d11",
    ],
    check: Check::Several(&[Check::Object(&[Kind::Kafka], check), Check::Settings(elsewhere)]),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let listeners = config_listeners(object);
    let table = config_table(object, cx);
    for line in config_lines(object, object.at("spec/kafka/config")) {
        let key = line.key.text.as_str();
        // Nobody reads what the operator drops.
        if forbidden_broker_key(key, listeners.iter().map(String::as_str)).is_some() {
            continue;
        }
        let Some(value) = config_text(&line.value) else {
            no_scalar(object, line, cx);
            continue;
        };
        let found = match table {
            Some(table) => table.check_broker(key, &value),
            None => check_without_table(false, key, &value),
        };
        for problem in found.iter().filter(|problem| is_of_value(problem) && !is_filled_in(&value)) {
            let message = format!("`{key}` of {} is `{value}`: it {problem}", object.title());
            cx.report(Place::Value(object, &line.value), message).help(help(problem, key));
        }
    }
}

/// In variables and properties files, which no operator writes.
fn elsewhere<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    for line in settings.lines.iter().filter(|_| settings.form != Form::Strimzi) {
        let Some(value) = line.value.as_deref() else { continue };
        let found = match settings.table {
            Some(table) => table.check_broker(&line.key, value),
            None => check_without_table(false, &line.key, value),
        };
        for problem in found.iter().filter(|problem| is_of_value(problem) && !is_filled_in(value)) {
            let message = format!("{} of {} is `{value}`: it {problem}", line.name(), settings.title);
            cx.report(line.at, message).help(help(problem, &line.key));
        }
    }
}

fn help(problem: &ConfigProblem, key: &str) -> String {
    match problem.instead() {
        Some(instead) => format!("did you mean `{instead}`?"),
        None => format!("change the value of `{key}`, or take it out for Kafka's default"),
    }
}

/// Whether it is about what the value is.
pub(super) fn is_of_value(problem: &ConfigProblem) -> bool {
    matches!(
        problem,
        ConfigProblem::WrongType { .. }
            | ConfigProblem::OutOfRange { .. }
            | ConfigProblem::NotInEnum { .. }
            | ConfigProblem::WrongForm { .. }
    )
}

fn no_scalar<'a>(object: &'a Object, line: &'a Entry<Origin>, cx: &mut Cx<'a>) {
    let key = &line.key.text;
    let (is, help) = if line.value.as_list().is_some() {
        ("a list", format!("join the items with commas: `{key}: one,two`"))
    } else if line.value.as_map().is_some() {
        ("a map", format!("write text or a number after `{key}:`, with the whole key in one line"))
    } else if line.value.is_null() {
        ("null", format!("give `{key}` a value, or take the line out for Kafka's default"))
    } else {
        return;
    };
    let message = format!("`{key}` of {} is {is}, and the operator takes text and numbers", object.title());
    cx.report(Place::Key(object, &line.value), message).help(help);
}
