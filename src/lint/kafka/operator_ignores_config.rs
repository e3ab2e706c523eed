use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::ConfigProblem;
use crate::facts::strimzi::{ConfigOwner, forbidden, forbidden_broker_key};
use crate::lint::view::{config_lines, config_listeners, config_table};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "operator-ignores-config",
        Severity::Warning,
        include_str!("operator_ignores_config.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[
        "OPK12", "OPK13", "OPR07", "OPC16", "OPC17", "OPC26", "OPB03", "OPB04", "OPB05", "GAP35", "OPR05",
        "OBS-d01", "OBS-d02", "OBS-d03", "OBS-h04", "OBS-h05", "OBS-i04",
    ],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaConnect, Kind::KafkaConnector, Kind::KafkaMirrorMaker2, Kind::KafkaBridge],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    match Kind::of(&object.gvk) {
        Kind::Kafka => kafka(object, cx),
        Kind::KafkaConnect => kept(object, "spec/config", ConfigOwner::Connect, cx),
        Kind::KafkaConnector => kept(object, "spec/config", ConfigOwner::Connector, cx),
        Kind::KafkaBridge => {
            kept(object, "spec/config", ConfigOwner::Bridge, cx);
            kept(object, "spec/consumer/config", ConfigOwner::BridgeConsumer, cx);
            kept(object, "spec/producer/config", ConfigOwner::BridgeProducer, cx);
            kept(object, "spec/adminClient/config", ConfigOwner::BridgeAdminClient, cx);
            kept(object, "spec/http/tls/config", ConfigOwner::BridgeHttpTls, cx);
        }
        _ => mirror_maker(object, cx),
    }
}

fn kafka<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let listeners = config_listeners(object);
    let table = config_table(object, cx);
    for line in config_lines(object, object.at("spec/kafka/config")) {
        let key = line.key.text.as_str();
        let Some(prefix) = forbidden_broker_key(key, listeners.iter().map(String::as_str)) else { continue };
        // That Kafka itself no longer has it is said elsewhere, and says more.
        let gone = table.is_some_and(|table| {
            table.check_broker(key, "").iter().any(|found| matches!(found, ConfigProblem::Removed { .. }))
        });
        if !gone {
            say(object, "spec.kafka.config", key, &line.value, prefix, cx);
        }
    }
    kept(object, "spec/cruiseControl/config", ConfigOwner::CruiseControl, cx);
    for listener in object.at("spec/kafka/listeners").and_then(Node::as_list).into_iter().flatten() {
        let config = listener.get("authentication").and_then(|of| of.get("listenerConfig"));
        let path = "authentication.listenerConfig";
        ignored(object, path, config, ConfigOwner::ListenerAuthentication, cx);
    }
}

fn mirror_maker<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    kept(object, "spec/target/config", ConfigOwner::MirrorMaker2, cx);
    for mirror in object.at("spec/mirrors").and_then(Node::as_list).into_iter().flatten() {
        let source = mirror.get("source").and_then(|source| source.get("config"));
        ignored(object, "source.config", source, ConfigOwner::MirrorMaker2, cx);
        for connector in ["sourceConnector", "checkpointConnector"] {
            let config = mirror.get(connector).and_then(|connector| connector.get("config"));
            ignored(object, &format!("{connector}.config"), config, ConfigOwner::Connector, cx);
        }
    }
}

fn kept<'a>(object: &'a Object, path: &str, owner: ConfigOwner, cx: &mut Cx<'a>) {
    ignored(object, &path.replace('/', "."), object.at(path), owner, cx);
}

fn ignored<'a>(
    object: &'a Object,
    path: &str,
    config: Option<&'a Node>,
    owner: ConfigOwner,
    cx: &mut Cx<'a>,
) {
    for line in config_lines(object, config) {
        let key = line.key.text.as_str();
        let Some(prefix) = forbidden(owner, key) else { continue };
        if !is_of_older_api(object, owner, key) {
            say(object, path, key, &line.value, prefix, cx);
        }
    }
}

/// Until `v1` had fields for them, the identity of workers stood in their configuration, and operators of that time
/// read it there.
fn is_of_older_api(object: &Object, owner: ConfigOwner, key: &str) -> bool {
    let workers = matches!(owner, ConfigOwner::Connect | ConfigOwner::MirrorMaker2);
    let moved = key == "group.id" || key.ends_with(".storage.topic");
    workers && moved && object.gvk.version != "v1"
}

fn say<'a>(object: &'a Object, path: &str, key: &str, value: &'a Node, prefix: &str, cx: &mut Cx<'a>) {
    let message = format!(
        "`{key}` in `{path}` of {} is ignored: the Strimzi operator keeps `{prefix}` to itself",
        object.title()
    );
    cx.report(Place::Key(object, value), message).help(help(object, key));
}

fn help(object: &Object, key: &str) -> String {
    let kind = Kind::of(&object.gvk);
    let workers = matches!(kind, Kind::KafkaConnect | Kind::KafkaMirrorMaker2);
    let field = match key {
        "group.id" if workers => "groupId",
        "config.storage.topic" if workers => "configStorageTopic",
        "status.storage.topic" if workers => "statusStorageTopic",
        "offset.storage.topic" if workers => "offsetStorageTopic",
        "bootstrap.servers" if kind != Kind::Kafka => "bootstrapServers",
        "connector.class" if kind == Kind::KafkaConnector => "class",
        "tasks.max" if kind != Kind::Kafka => "tasksMax",
        "listeners" | "advertised.listeners" if kind == Kind::Kafka => "listeners",
        "broker.rack" if kind == Kind::Kafka => "rack",
        _ => return format!("take `{key}` out: it changes nothing"),
    };
    format!("take `{key}` out and write the field `{field}` instead")
}
