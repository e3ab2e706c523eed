//! Our tables of Kafka's settings against the `ConfigDef` of the broker itself.

#[path = "kafka_config/rig.rs"]
mod rig;
#[path = "kafka_config/values.rs"]
mod values;

use rig::ask;
use serde_json::{Map, Value, json};
use streamwright::facts::kafka::{
    ConfigKey, ConfigProblem, ConfigScope, ConfigTable, ConfigType, connect_config, connect_keys,
};

const VERSION: &str = "4.3.1";

fn table() -> &'static ConfigTable {
    let table = ConfigTable::for_version(VERSION).expect("a table of the version that tests/tools pins");
    assert_eq!(table.version(), VERSION);
    table
}

fn keys(of: &str) -> Vec<&'static ConfigKey> {
    if of == "topic" { table().topic_keys().collect() } else { table().broker_keys().collect() }
}

#[test]
#[ignore = "needs Kafka; run tests/run kafka"]
fn keys_types_defaults_and_scopes_are_those_of_the_broker() {
    let mut wrong = Vec::new();
    for of in ["broker", "topic"] {
        let theirs: Map<String, Value> = ask(&json!({"do": "definition", "table": of}));
        let ours = keys(of);
        for key in &ours {
            let Some(said) = theirs.get(key.name) else {
                wrong.push(format!("{of} `{}`: Kafka has no such key", key.name));
                continue;
            };
            let told = (
                told_type(key.kind),
                told_default(key),
                key.scope.map(told_scope),
                key.synonym.map(str::to_owned),
            );
            let text = |field: &str| said[field].as_str().map(str::to_owned);
            let kind = text("type").expect("a type");
            let default = text("default").map(|default| number(key, &default).unwrap_or(default));
            if (told.0.to_owned(), told.1.clone(), told.2.map(str::to_owned), told.3.clone())
                != (kind, default, text("scope"), text("synonym"))
            {
                wrong.push(format!("{of} `{}`: we say {told:?}, Kafka {said}", key.name));
            }
        }
        let named = |name: &String| !ours.iter().any(|key| key.name == name);
        wrong.extend(
            theirs.keys().filter(|name| named(name)).map(|name| format!("{of} `{name}`: not in our table")),
        );
        rig::exercised("keys of brokers and topics: type, default, scope", theirs.len());
    }
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
#[ignore = "needs Kafka; run tests/run kafka"]
fn values_are_taken_and_refused_as_the_broker_does() {
    let mut asked = Vec::new();
    for of in ["broker", "topic"] {
        for key in keys(of) {
            asked.extend(values::for_key(key).into_iter().map(|value| (of, key.name, value)));
        }
    }
    for (of, key) in connect_keys() {
        asked.extend(values::for_key(key).into_iter().map(|value| (of, key.name, value)));
    }
    let request = json!({"do": "judge", "values": asked});
    let answers: Vec<Option<String>> = ask(&request);
    assert_eq!(answers.len(), asked.len());
    let mut wrong = Vec::new();
    for ((of, key, value), refused) in asked.iter().zip(&answers) {
        let found: Vec<ConfigProblem> = match *of {
            "topic" => table().check_topic(key, value),
            "broker" => table().check_broker(key, value),
            of => connect_config(of, key, value).into_iter().collect(),
        };
        if found.is_empty() != refused.is_none() {
            let kafka = refused.as_deref().unwrap_or("takes it");
            wrong.push(format!("{of} `{key}` = {value:?}: we say {found:?}; Kafka: {kafka}"));
        }
    }
    let refused = answers.iter().flatten().count();
    println!("{} values, {refused} of them refused", answers.len());
    assert!(refused > answers.len() / 10 && refused < answers.len() * 9 / 10, "the values are all alike");
    rig::exercised("values of settings, taken and refused", answers.len());
    assert!(wrong.is_empty(), "\n{}\n{} of {} differ", wrong.join("\n"), wrong.len(), answers.len());
}

fn told_type(kind: ConfigType) -> &'static str {
    match kind {
        ConfigType::Boolean => "BOOLEAN",
        ConfigType::Class => "CLASS",
        ConfigType::Double => "DOUBLE",
        ConfigType::Int => "INT",
        ConfigType::List => "LIST",
        ConfigType::Long => "LONG",
        ConfigType::Password => "PASSWORD",
        ConfigType::Short => "SHORT",
        ConfigType::String => "STRING",
    }
}

fn told_scope(scope: ConfigScope) -> &'static str {
    match scope {
        ConfigScope::ReadOnly => "read-only",
        ConfigScope::PerBroker => "per-broker",
        ConfigScope::ClusterWide => "cluster-wide",
    }
}

fn told_default(key: &ConfigKey) -> Option<String> {
    key.default.map(|default| number(key, default).unwrap_or_else(|| default.to_owned()))
}

/// Java and we print the same fraction differently.
fn number(key: &ConfigKey, text: &str) -> Option<String> {
    (key.kind == ConfigType::Double).then(|| format!("{:?}", text.parse::<f64>().expect("a number")))
}
