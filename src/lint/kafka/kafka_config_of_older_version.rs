use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigProblem;
use crate::lint::settings::{Form, Settings};
use crate::lint::view::{config_lines, config_table};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "kafka-config-of-older-version",
        Severity::Warning,
        include_str!("kafka_config_of_older_version.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPK17", "OPK18", "GAP33"],
    check: Check::Several(&[Check::Object(&[Kind::Kafka], check), Check::Settings(elsewhere)]),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(table) = config_table(object, cx) else { return };
    for line in config_lines(object, object.at("spec/kafka/config")) {
        let key = &line.key.text;
        for problem in table.check_broker(key, "") {
            let ConfigProblem::Removed { since, instead } = problem else { continue };
            let message =
                format!("{} sets `{key}`, which does not exist since Kafka {since}", object.title());
            let help = match instead {
                Some("metadataVersion") => {
                    format!("take `{key}` out: the field `spec.kafka.metadataVersion` does its work")
                }
                Some(instead) => format!("write `{instead}` instead"),
                None => format!("take `{key}` out: it changes nothing"),
            };
            cx.report(Place::Key(object, &line.value), message).help(help);
        }
    }
}

/// In variables and properties files of a version somebody said.
fn elsewhere<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let Some(table) = settings.table.filter(|_| settings.form != Form::Strimzi) else { return };
    for line in &settings.lines {
        for problem in table.check_broker(&line.key, "") {
            let ConfigProblem::Removed { since, instead } = problem else { continue };
            let message = format!("{} of {} does not exist since Kafka {since}", line.name(), settings.title);
            cx.report(line.key_at, message).help(
                match instead.filter(|instead| *instead != "metadataVersion") {
                    Some(instead) => format!("write `{instead}` instead"),
                    None => format!("take {} out: it changes nothing", line.name()),
                },
            );
        }
    }
}
