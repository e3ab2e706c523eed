use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::connector_options;
use crate::facts::kafka::{connect_config, of_type};
use crate::facts::near::nearest;
use crate::lint::view::{Connector, config_text};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeSet;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("connect-config-refused", Severity::Error, include_str!("connect_config_refused.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST34", "OBS-h13", "OBS-h14"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let connector = Connector::of(object);
        let class = object.at("spec/class");
        if !patched
            && object.at("spec").is_some()
            && class.is_none_or(|node| node.is_null() || node.as_str() == Some(""))
        {
            let message = format!("{} has no `class`, and Connect does not know what to run", object.title());
            cx.report(Place::at(object, "spec/class"), message)
                .help("add `class: <the connector's Java class>` to its `spec`");
        }
        for (kind, one) in [("transforms", "transform"), ("predicates", "predicate")] {
            plugged_in(connector, kind, one, patched, cx);
        }
        predicates(connector, cx);
        values(connector, object, cx);
    }
    for Member { object, .. } in set.of(Kind::KafkaConnect) {
        lines(object, object.at("spec/config"), "worker", cx);
    }
    for Member { object, .. } in set.of(Kind::KafkaMirrorMaker2) {
        lines(object, object.at("spec/target/config"), "worker", cx);
    }
    for Member { object, .. } in set.of(Kind::KafkaBridge) {
        for client in ["producer", "consumer"] {
            lines(object, object.at(&format!("spec/{client}/config")), client, cx);
        }
    }
}

/// Lines of workers and of clients, those that a prefix hands on to clients included.
fn lines<'a>(object: &'a Object, config: Option<&'a Node>, of: &str, cx: &mut Cx<'a>) {
    for line in config.and_then(Node::as_map).into_iter().flat_map(|map| &map.entries) {
        if let Some(text) = config_text(&line.value) {
            value(object, &line.value, (of, &line.key.text), &text, cx);
        }
    }
}

fn value<'a>(object: &'a Object, node: &'a Node, (of, key): (&str, &str), text: &str, cx: &mut Cx<'a>) {
    let handed = ["producer.override.", "consumer.override.", "producer.", "consumer."];
    let handed = handed.iter().filter(|prefix| (of == "connector") == prefix.contains("override"));
    let handed = handed.filter(|_| of == "connector" || of == "worker");
    let client = handed.into_iter().find_map(|prefix| {
        let client = if prefix.starts_with('p') { "producer" } else { "consumer" };
        Some((client, key.strip_prefix(prefix)?))
    });
    let (of, short) = client.unwrap_or((of, key));
    let Some(problem) = connect_config(of, short, text) else { return };
    let message = format!("`{key}` of {} is `{text}`: it {problem}", object.title());
    cx.report(Place::Value(object, node), message).help(match problem.instead() {
        Some(instead) => format!("did you mean `{instead}`?"),
        None => format!("change the value of `{key}`, or take it out"),
    });
}

/// Each name of the list needs the class that is meant by it.
fn plugged_in<'a>(connector: Connector<'a>, kind: &str, one: &str, patched: bool, cx: &mut Cx<'a>) {
    let (Some((node, _)), title) = (connector.text(kind), connector.object.title()) else { return };
    let mut seen = BTreeSet::new();
    for alias in connector.items(kind).into_iter().filter(|alias| !alias.contains('$')) {
        if !seen.insert(alias.clone()) {
            let message = format!("`{kind}` of {title} names `{alias}` twice");
            cx.report(Place::Value(connector.object, node), message).help("take one of the two out");
        } else if !patched && !connector.has(&format!("{kind}.{alias}.type")) {
            let message = format!("the {one} `{alias}` of {title} has no `{kind}.{alias}.type`");
            let begin = format!("{kind}.");
            let typed = connector.lines().filter_map(|line| {
                line.key.text.strip_prefix(&begin)?.strip_suffix(".type").filter(|own| !own.contains('.'))
            });
            cx.report(Place::Value(connector.object, node), message).help(match nearest(&alias, typed) {
                Some(near) => format!("there is `{kind}.{near}.type`: write the same name in both places"),
                None => format!(
                    "add `{kind}.{alias}.type` with its Java class, or take `{alias}` out of the list"
                ),
            });
        }
    }
}

/// A transform that holds for some records only names the predicate that tells which.
fn predicates<'a>(connector: Connector<'a>, cx: &mut Cx<'a>) {
    let known = connector.items("predicates");
    for alias in connector.items("transforms") {
        let Some((node, asked)) = connector.text(&format!("transforms.{alias}.predicate")) else { continue };
        if !known.contains(&asked) && !asked.contains('$') {
            let message = format!(
                "the transform `{alias}` of {} asks for a predicate `{asked}`, which there is not",
                connector.object.title()
            );
            cx.report(Place::Value(connector.object, node), message)
                .help(format!("add `{asked}` to `predicates`, with a `predicates.{asked}.type`"));
        }
    }
}

/// What every connector has, and what this one has, with a value it does not take.
fn values<'a>(connector: Connector<'a>, object: &'a Object, cx: &mut Cx<'a>) {
    lines(object, connector.config, "connector", cx);
    let class = connector.class.map_or("", |(_, class)| class);
    for option in connector_options(class).filter(|option| option.name.starts_with("camel.")) {
        let Some((node, text)) = connector.text(option.name) else { continue };
        if let Some(problem) = of_type(option.kind, &text) {
            let message = format!("`{}` of {} is `{text}`: it {problem}", option.name, object.title());
            cx.report(Place::Value(object, node), message)
                .help(format!("change the value of `{}`, or take it out", option.name));
        }
    }
}
