use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::{STRING_CONVERTER, needs_string_converter};
use crate::lint::view::{Connector, cluster_of, config_text};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("json-converter-fails", Severity::Error, include_str!("json_converter_fails.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

const JSON: &str = "org.apache.kafka.connect.json.JsonConverter";
const KEYS: [&str; 2] = ["key.converter", "value.converter"];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object: connect, patched, .. } in set.of(Kind::KafkaConnect) {
        let Some(artifact) = trap(connect).filter(|_| !patched && runs_kafka_4(connect, cx)) else {
            continue;
        };
        worker(connect, artifact, cx);
        if set.scope == Scope::Kustomization {
            continue;
        }
        for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
            let own =
                cluster_of(object) == Some(connect.name.as_str()) && crate::lint::may_meet(object, connect);
            let connector = Connector::of(object);
            let camel = connector
                .class
                .is_some_and(|(_, class)| class.starts_with("org.apache.camel.kafkaconnector."));
            if own && camel && !patched {
                KEYS.into_iter().for_each(|key| by_itself(connector, key, cx));
            }
        }
    }
}

/// The package in a build that brings a `JsonConverter` of its own, which Kafka 4 cannot load. Seen with this version.
fn trap(connect: &Object) -> Option<&Node> {
    let plugins = connect.at("spec/build/plugins").and_then(Node::as_list).into_iter().flatten();
    let artifacts = plugins.filter_map(|plugin| plugin.get("artifacts")?.as_list()).flatten();
    artifacts.into_iter().find_map(|artifact| {
        let text = |key| artifact.get(key).and_then(Node::as_str);
        if let Some(url) = artifact.get("url") {
            let of_line =
                |url: &str| url.contains("/org/apache/camel/kafkaconnector/") && url.contains("/4.18.");
            return url.as_str().is_some_and(of_line).then_some(url);
        }
        let of_line = text("version").is_some_and(|version| version.starts_with("4.18."));
        (of_line && text("group").is_some_and(needs_string_converter))
            .then(|| artifact.get("group"))
            .flatten()
    })
}

fn runs_kafka_4(connect: &Object, cx: &Cx<'_>) -> bool {
    let written = connect.at("spec/version").and_then(Node::as_str);
    written.unwrap_or(&cx.targets.kafka).starts_with("4.")
}

/// Where nothing is said, the operator writes `JsonConverter`.
fn worker<'a>(connect: &'a Object, artifact: &'a Node, cx: &mut Cx<'a>) {
    let config = connect.at("spec/config");
    let wrong: Vec<&str> = KEYS
        .into_iter()
        .filter(|key| match config.and_then(|config| config.get(key)) {
            None => true,
            Some(node) => config_text(node).is_some_and(|class| class == JSON),
        })
        .collect();
    let Some(first) = wrong.first() else { return };
    let message = format!(
        "`{}` of {} is `JsonConverter`, of which Camel's packages bring one that Kafka 4 cannot load: their connectors are \
         answered with 500",
        wrong.join("` and `"),
        connect.title()
    );
    let lines: Vec<String> = wrong.iter().map(|key| format!("`{key}: {STRING_CONVERTER}`")).collect();
    cx.report(Place::at(connect, &format!("spec/config/{first}")), message)
        .also(Place::Value(connect, artifact), "a package of Camel")
        .help(format!("write {} into `spec.config`", lines.join(" and ")));
}

fn by_itself<'a>(connector: Connector<'a>, key: &str, cx: &mut Cx<'a>) {
    let Some((node, _)) = connector.text(key).filter(|(_, class)| class == JSON) else { return };
    let message = format!(
        "{} asks for `JsonConverter`, of which its own package brings one that Kafka 4 cannot load: Connect answers 400",
        connector.object.title()
    );
    cx.report(Place::Value(connector.object, node), message)
        .help(format!("write `{key}: {STRING_CONVERTER}`"));
}
