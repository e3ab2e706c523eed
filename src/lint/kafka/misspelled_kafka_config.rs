use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigProblem;
use crate::facts::strimzi::forbidden_broker_key;
use crate::lint::view::{config_lines, config_listeners, config_table};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "misspelled-kafka-config",
        Severity::Warning,
        include_str!("misspelled_kafka_config.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(table) = config_table(object, cx) else { return };
    let listeners = config_listeners(object);
    for line in config_lines(object, object.at("spec/kafka/config")) {
        let key = line.key.text.as_str();
        if forbidden_broker_key(key, listeners.iter().map(String::as_str)).is_some() {
            continue;
        }
        for problem in table.check_broker(key, "") {
            let message = match &problem {
                ConfigProblem::NearKnown { .. } => {
                    format!("`{key}` of {} is not a key Kafka {} knows", object.title(), table.version())
                }
                ConfigProblem::OtherScope { .. } => {
                    format!("`{key}` of {} is a key of topics, which brokers do not read", object.title())
                }
                _ => continue,
            };
            let help = problem.instead().map(|instead| format!("did you mean `{instead}`?"));
            cx.report(Place::Key(object, &line.value), message).help(help.unwrap_or_default());
        }
    }
}
