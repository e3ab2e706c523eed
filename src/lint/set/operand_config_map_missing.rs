use crate::diagnostic::{Code, Severity, Sink};
use crate::facts::near::nearest;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};
use crate::source::{Source, SourceMap};
use crate::yaml::{Limits, Reader, parse};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "operand-config-map-missing",
        Severity::Error,
        include_str!("operand_config_map_missing.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPT08", "OPT09", "OPT10", "OPT11", "GAP51"],
    check: Check::Set(check),
};

const KINDS: [Kind; 4] = [Kind::Kafka, Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge];

/// The parts that may name a ConfigMap, each with `logging` or `metricsConfig`.
const PARTS: [&str; 5] = [
    "spec",
    "spec/kafka",
    "spec/cruiseControl",
    "spec/entityOperator/topicOperator",
    "spec/entityOperator/userOperator",
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(&KINDS) {
        for part in PARTS.iter().filter_map(|path| object.at(path)) {
            for (key, kind) in [("logging", "external"), ("metricsConfig", "jmxPrometheusExporter")] {
                let Some(said) = part.get(key) else { continue };
                if !patched && said.get("type").and_then(Node::as_str) == Some(kind) {
                    reference(set, object, key, said, cx);
                }
            }
        }
    }
}

fn reference<'a>(set: &Set<'a>, object: &'a Object, key: &str, said: &'a Node, cx: &mut Cx<'a>) {
    // Metrics without it are refused by the schema already.
    let Some(from) = said.get("valueFrom").filter(|from| !from.is_null()) else {
        if key == "logging" {
            incomplete(object, key, said, "valueFrom", cx);
        }
        return;
    };
    let Some(map) = from.get("configMapKeyRef").filter(|map| !map.is_null()) else {
        return incomplete(object, key, from, "configMapKeyRef", cx);
    };
    let text = |key| map.get(key).filter(|node| node.as_str().is_some_and(|text| !text.is_empty()));
    let name = text("name").and_then(|node| Some((node, node.as_str()?)));
    let entry = text("key").and_then(|node| Some((node, node.as_str()?)));
    match (name, entry) {
        (Some(name), Some(entry)) => look_up(set, object, key, name, entry, cx),
        (None, _) => incomplete(object, key, map, "name", cx),
        (_, None) => incomplete(object, key, map, "key", cx),
    }
}

fn incomplete<'a>(object: &'a Object, key: &str, at: &'a Node, lacks: &str, cx: &mut Cx<'a>) {
    let message = format!("`{key}` of {} does not say where it is: there is no `{lacks}`", object.title());
    cx.report(Place::Key(object, at), message)
        .help("write `valueFrom: {configMapKeyRef: {name: <ConfigMap>, key: <key>}}`");
}

fn look_up<'a>(
    set: &Set<'a>,
    object: &'a Object,
    key: &str,
    (at_name, name): (&'a Node, &str),
    (at_entry, entry): (&'a Node, &str),
    cx: &mut Cx<'a>,
) {
    let maps: Vec<Member<'a>> = set.beside(Kind::ConfigMap, name, object).collect();
    if maps.is_empty() {
        if !set.open && !set.known_elsewhere(Kind::ConfigMap, name) {
            let message =
                format!("`{key}` of {} is in ConfigMap `{name}`, which no file here has", object.title());
            cx.report(Place::Value(object, at_name), message).severity(Severity::Warning).help(format!(
                "add a ConfigMap `{name}` with the key `{entry}`, or see that it is there before"
            ));
        }
        return;
    }
    if maps.iter().any(|map| map.patched) {
        return;
    }
    let entries = |map: &Member<'a>| map.object.at("data").and_then(Node::as_map);
    let Some(value) = maps.iter().find_map(|map| entries(map)?.get(entry)) else {
        let map = maps[0].object;
        let message = format!(
            "`{key}` of {} is under `{entry}` of {}, which has no such key",
            object.title(),
            map.title()
        );
        let known = maps.iter().filter_map(entries).flat_map(|map| &map.entries).map(|e| e.key.text.as_str());
        let help = match nearest(entry, known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("there are `{}`", known.collect::<Vec<_>>().join("`, `")),
        };
        cx.report(Place::Value(object, at_entry), message)
            .also(Place::at(map, "data"), "its keys")
            .help(help);
        return;
    };
    if key == "metricsConfig" && value.as_str().is_some_and(|text| !is_yaml(text)) {
        let owner = maps
            .iter()
            .find(|map| entries(map).is_some_and(|all| all.get(entry).is_some()))
            .map(|map| map.object);
        let Some(owner) = owner else { return };
        let message = format!(
            "`{entry}` of {} holds rules for metrics of {}, and is not YAML",
            owner.title(),
            object.title()
        );
        cx.report(Place::Key(owner, value), message)
            .also(Place::Value(object, at_entry), "asked for here")
            .help("mend its indentation or its quotes: the operator reads it before it rolls anything out");
    }
}

fn is_yaml(text: &str) -> bool {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("", text));
    let mut sink = Sink::new();
    parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    !sink.has_errors()
}
