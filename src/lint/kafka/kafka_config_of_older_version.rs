use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigProblem;
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
    facts: &["OPK17", "OPK18"],
    check: Check::Object(&[Kind::Kafka], check),
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
