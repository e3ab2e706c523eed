use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::facts::strimzi::OPERATOR_PROVIDERS;
use crate::lint::view::{cluster_of, config_text, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-config-provider", Severity::Error, include_str!("unknown_config_provider.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP17", "OBS-h12"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let owners = [Kind::KafkaConnect, Kind::KafkaMirrorMaker2, Kind::KafkaBridge, Kind::Kafka];
    for Member { object, patched, .. } in set.of_kinds(&owners) {
        if !patched {
            declared(object, cx);
        }
    }
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let Some(name) = cluster_of(object).filter(|_| !patched && !set.is_rewritten()) else {
            continue;
        };
        let mut connects = set.beside(Kind::KafkaConnect, name, object);
        let (Some(Member { object: connect, patched: false, .. }), None) = (connects.next(), connects.next())
        else {
            continue;
        };
        let lines = object.at("spec/config").and_then(Node::as_map).into_iter().flat_map(|map| &map.entries);
        for line in lines {
            used(object, &line.value, connect, cx);
        }
    }
}

fn config(object: &Object) -> Option<&Node> {
    match Kind::of(&object.gvk) {
        Kind::KafkaMirrorMaker2 => object.at("spec/target/config"),
        Kind::Kafka => object.at("spec/kafka/config"),
        _ => object.at("spec/config"),
    }
}

/// The names under which a `config` declares providers.
fn names(object: &Object) -> Vec<String> {
    let list = config(object).and_then(|config| config.get("config.providers")).and_then(config_text);
    let list = list.unwrap_or_default();
    list.split(',').map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// A name needs its class, and the operator's own names are not to be had.
fn declared<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(config) = config(object) else { return };
    let Some(node) = config.get("config.providers").filter(|node| !judged_in_blueprint(object, node)) else {
        return;
    };
    for name in names(object) {
        let class = format!("config.providers.{name}.class");
        if OPERATOR_PROVIDERS.iter().any(|(own, _)| *own == name) {
            let message = format!(
                "{} declares the provider `{name}`, which the operator declares itself",
                object.title()
            );
            cx.report(Place::Value(object, node), message).help(format!(
                "take `{name}` and its lines out: `${{{name}:…}}` works without them, or choose another name"
            ));
        } else if config.get(&class).is_none() {
            let message = format!("{} declares the provider `{name}` without a class", object.title());
            cx.report(Place::Value(object, node), message)
                .help(format!("add `{class}`, such as `{}`, or take `{name}` out", OPERATOR_PROVIDERS[1].1));
        }
    }
}

/// What is asked of a provider that nobody declares stays as it is written.
fn used<'a>(object: &'a Object, node: &'a Node, connect: &'a Object, cx: &mut Cx<'a>) {
    let Some(text) = node.as_str() else { return };
    let mut known = names(connect);
    known.extend(OPERATOR_PROVIDERS.iter().map(|(name, _)| (*name).to_owned()));
    for reference in text.split("${").skip(1) {
        let Some((alias, _)) = reference.split_once('}').and_then(|(inside, _)| inside.split_once(':'))
        else {
            continue;
        };
        // Templates of connectors look alike: `${topic}`, `${file:name}` in the words of Camel's own language.
        let plain = alias.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
        if !plain || alias.is_empty() || CAMEL.contains(&alias) || known.iter().any(|name| name == alias) {
            continue;
        }
        let message = format!(
            "{} asks the provider `{alias}`, which {} does not declare: the connector gets `${{{alias}:…}}` as it stands",
            object.title(),
            connect.title()
        );
        let help = match nearest(alias, known.iter().map(String::as_str)) {
            Some(near) => format!("did you mean `${{{near}:…}}`?"),
            None => format!(
                "add `config.providers: {alias}` and `config.providers.{alias}.class` to `spec.config` of the KafkaConnect"
            ),
        };
        cx.report(Place::Value(object, node), message)
            .also(Place::at(connect, "spec/config"), "providers are declared here")
            .help(help);
        return;
    }
}

/// Functions of Camel's Simple language, which connectors take in some of their values.
const CAMEL: [&str; 8] =
    ["bean", "date", "exchangeProperty", "header", "headerAs", "random", "type", "bodyAs"];
