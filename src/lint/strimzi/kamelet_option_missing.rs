use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::{
    Direction, Kamelet, connector_options, is_option, kamelet_of_class, source_topics_key,
};
use crate::lint::view::{Connector, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kamelet-option-missing", Severity::Error, include_str!("kamelet_option_missing.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaConnector) {
        let connector = Connector::of(object);
        let Some((at, class)) = connector.class.filter(|_| !patched) else { continue };
        let Some(kamelet) = kamelet_of_class(class) else { continue };
        // Of the classes it knows all options of, the blueprint was told.
        if !(judged_in_blueprint(object, &object.node) && connector_options(class).next().is_some()) {
            required(connector, at, kamelet, cx);
        }
        credentials(connector, at, kamelet, cx);
        if source_topics_key(class) == Some("topics") && !connector.has("topics") {
            topics(connector, at, cx);
        }
    }
}

/// When its tasks find out: a sink asks for its kamelet with the first record only.
fn when(kamelet: &Kamelet) -> &'static str {
    match kamelet.direction() {
        Direction::Sink => "its tasks fail with the first record",
        Direction::Source => "its tasks fail",
    }
}

/// Whether there is a line for an option of the kamelet, by one of its spellings.
fn has(connector: Connector<'_>, kamelet: &Kamelet, option: &str) -> bool {
    let prefix = kamelet.prefix();
    connector.has(&format!("{prefix}{option}"))
        || connector.lines().filter(|line| !line.value.is_null()).any(|line| {
            line.key.text.strip_prefix(prefix.as_str()).is_some_and(|written| is_option(option, written))
        })
}

fn required<'a>(connector: Connector<'a>, at: &'a Node, kamelet: &Kamelet, cx: &mut Cx<'a>) {
    let prefix = kamelet.prefix();
    let missing: Vec<&str> =
        kamelet.required.iter().copied().filter(|name| !has(connector, kamelet, name)).collect();
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.iter().map(|name| format!("{prefix}{name}")).collect();
    let message = format!(
        "{} has no `{}`, and without it {}",
        connector.object.title(),
        names.join("` and no `"),
        when(kamelet)
    );
    let lines: Vec<String> = names.iter().map(|name| format!("`{name}: …`")).collect();
    let finding = cx.report(Place::Value(connector.object, at), message);
    finding.help(format!("add {} to its `config`", lines.join(" and ")));
    for name in missing {
        // The old line of Camel had other words before the same names.
        let meant = connector.lines().find(|line| {
            let key = line.key.text.as_str();
            let own =
                key.strip_prefix(prefix.as_str()).or_else(|| Some(key.rsplit('.').next().unwrap_or(key)));
            key.starts_with("camel.")
                && own.is_some_and(|own| own.eq_ignore_ascii_case(name) || kamelet.nearest(own) == Some(name))
        });
        if let Some(line) = meant {
            finding.also(
                Place::Key(connector.object, &line.value),
                format!("this is not read: write `{prefix}{name}`"),
            );
        }
    }
}

/// Amazon's ask for keys, or to be told that there are some in the pod's surroundings.
fn credentials<'a>(connector: Connector<'a>, at: &'a Node, kamelet: &Kamelet, cx: &mut Cx<'a>) {
    const ALONE: [&str; 2] = ["useDefaultCredentialsProvider", "useProfileCredentialsProvider"];
    let prefix = kamelet.prefix();
    let has = |name: &&str| has(connector, kamelet, name);
    if !kamelet.name.starts_with("aws-") || !kamelet.has(ALONE[0]) || ALONE.iter().any(has) {
        return;
    }
    let missing: Vec<&str> = ["accessKey", "secretKey"].into_iter().filter(|name| !has(name)).collect();
    // An old version that requires them says so above.
    if missing.is_empty() || missing.iter().any(|name| kamelet.required.contains(name)) {
        return;
    }
    let message = format!(
        "{} has no `{prefix}{}`, and is not told to look for credentials elsewhere: {}",
        connector.object.title(),
        missing.join(&format!("` and no `{prefix}")),
        when(kamelet)
    );
    cx.report(Place::Value(connector.object, at), message).help(format!(
        "add them from a Secret, or `{prefix}{}: true` where the pods have a role of their own",
        ALONE[0]
    ));
}

fn topics<'a>(connector: Connector<'a>, at: &'a Node, cx: &mut Cx<'a>) {
    let message = format!("{} has no `topics`, and writes to the topic `test`", connector.object.title());
    let finding = cx.report(Place::Value(connector.object, at), message);
    finding.help("add `topics: <topic>` to its `config`");
    for key in ["topic", "kafka.topic", "camel.source.kafka.topic"] {
        if let Some(node) = connector.config.and_then(|config| config.get(key)) {
            finding.also(Place::Key(connector.object, node), "this is not read: write `topics`");
        }
    }
}
