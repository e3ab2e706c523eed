use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::{ConfigProblem, ConfigTable};
use crate::facts::strimzi::forbidden_broker_key;
use crate::lint::settings::{Form, Settings};
use crate::lint::view::{config_lines, config_listeners, config_table};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
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
    facts: &["OBS-d09", "GAP34"],
    check: Check::Several(&[Check::Object(&[Kind::Kafka], check), Check::Settings(elsewhere)]),
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
            let finding = cx.report(Place::Key(object, &line.value), message).help(help.unwrap_or_default());
            if let Some(instead) = problem.instead().filter(|key| !is_there(object, key)) {
                finding.fix(Fix::risky().rename(Place::Key(object, &line.value), instead));
            }
        }
    }
}

/// In variables and properties files. Of a version nobody knows, a key is misspelled when none has it and it is near one.
fn elsewhere<'a>(settings: &Settings<'a>, cx: &mut Cx<'a>) {
    let tables: Vec<&ConfigTable> = match settings.table {
        Some(table) => vec![table],
        None => {
            ConfigTable::VERSIONS.iter().filter_map(|version| ConfigTable::for_version(version)).collect()
        }
    };
    for line in settings.lines.iter().filter(|_| settings.form != Form::Strimzi) {
        let said: Vec<Vec<ConfigProblem>> =
            tables.iter().map(|table| table.check_broker(&line.key, "")).collect();
        let is_near = |found: &Vec<ConfigProblem>| matches!(found[..], [ConfigProblem::NearKnown { .. }]);
        let Some(ConfigProblem::NearKnown { did_you_mean }) = said.last().and_then(|found| found.first())
        else {
            continue;
        };
        if said.iter().all(is_near) {
            let message = format!("{} of {} is not a key of any Kafka", line.name(), settings.title);
            let meant = match settings.form {
                Form::Variables(whose) => {
                    format!("{}{}", whose.prefix(), did_you_mean.to_ascii_uppercase().replace('.', "_"))
                }
                Form::Strimzi
                | Form::File
                | Form::Mounted
                | Form::Ambari
                | Form::AmbariEnv
                | Form::AmbariBody { .. } => (*did_you_mean).to_owned(),
            };
            let help = format!("did you mean `{meant}`?");
            cx.report(line.key_at, message).help(help).fix(Fix::risky().write(line.key_at, meant));
        }
    }
}

/// Whether the right key is set as well: one of the two values has to go, and only who wrote them knows which.
fn is_there(object: &Object, key: &str) -> bool {
    object.at("spec/kafka/config").and_then(|config| config.get(key)).is_some()
}
