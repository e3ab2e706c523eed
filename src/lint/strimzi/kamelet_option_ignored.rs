use crate::diagnostic::{Code, Severity};
use crate::facts::connectors::{Direction, KNOWN_UNTIL, Kamelet, connector_options, kamelet_of_class};
use crate::facts::near::nearest;
use crate::lint::view::{Connector, cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kamelet-option-ignored", Severity::Warning, include_str!("kamelet_option_ignored.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Set(check),
};

const KAMELET: &str = "camel.kamelet.";

/// The two whose options are known to the last; what does not belong to the kamelet is the same for all.
const SOURCE: &str = "org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector";
const SINK: &str = "org.apache.camel.kafkaconnector.awssqssink.CamelAwssqssinkSinkConnector";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, .. } in set.of(Kind::KafkaConnector) {
        let connector = Connector::of(object);
        let Some((_, class)) = connector.class else { continue };
        let Some(kamelet) = kamelet_of_class(class) else { continue };
        let complete = is_complete(set, object, kamelet);
        // Of the classes it knows all options of, the blueprint was told what is near one of them.
        let told = judged_in_blueprint(object, &object.node) && connector_options(class).next().is_some();
        for line in connector.lines() {
            let key = line.key.text.as_str();
            match key.strip_prefix(KAMELET) {
                _ if of_other_direction(object, kamelet, key, &line.value, cx) => {}
                Some(rest) if !told => own(connector, kamelet, key, rest, &line.value, cx),
                None if !told && key.starts_with("camel.") => common(object, kamelet, key, &line.value, cx),
                _ => {}
            }
            if complete {
                unheard_of(object, kamelet, key, &line.value, cx);
            }
        }
    }
}

/// Whether all options of the kamelet are known, in the version of it that its workers are built with.
fn is_complete(set: &Set<'_>, object: &Object, kamelet: &Kamelet) -> bool {
    let number = |part: &str| part.parse::<u32>().ok();
    let minor = |version: &str| {
        let mut parts = version.split('.').map(number);
        Some((parts.next()??, parts.next()??))
    };
    let mut connects =
        cluster_of(object).into_iter().flat_map(|name| set.beside(Kind::KafkaConnect, name, object));
    let (Some(connect), None) = (connects.next(), connects.next()) else { return false };
    let plugins = connect.object.at("spec/build/plugins").and_then(Node::as_list).unwrap_or_default();
    let artifacts = plugins.iter().filter_map(|plugin| plugin.get("artifacts")?.as_list()).flatten();
    let mut versions = artifacts.filter_map(|artifact| {
        let text = |key| artifact.get(key).and_then(Node::as_str);
        (text("artifact")? == kamelet.artifact()).then(|| text("version").and_then(minor))
    });
    matches!((versions.next(), versions.next()), (Some(Some(version)), None) if Some(version) <= minor(KNOWN_UNTIL))
}

/// What Connect or Camel reads of connectors that go the other way alone. Whether that was reported.
fn of_other_direction<'a>(
    object: &'a Object,
    kamelet: &Kamelet,
    key: &str,
    node: &'a Node,
    cx: &mut Cx<'a>,
) -> bool {
    const OF_SINKS: [&str; 3] = ["camel.sink.", "errors.deadletterqueue.", "topics.regex"];
    const OF_SOURCES: [&str; 5] = [
        "camel.source.",
        "exactly.once.support",
        "offsets.storage.topic",
        "topic.creation.",
        "transaction.boundary",
    ];
    let (of_others, is, own, other) = match kamelet.direction() {
        Direction::Sink => (OF_SOURCES.as_slice(), "sink", SINK, "camel.source."),
        Direction::Source => (OF_SINKS.as_slice(), "source", SOURCE, "camel.sink."),
    };
    if !of_others.iter().any(|prefix| key.starts_with(prefix)) {
        return false;
    }
    let message = format!("`{key}` of {} is not read: the connector is a {is}", object.title());
    let meant = key.strip_prefix(other).map(|rest| format!("camel.{is}.{rest}"));
    let meant = meant.filter(|meant| connector_options(own).any(|option| option.name == meant));
    cx.report(Place::Key(object, node), message).help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => "take it out".to_owned(),
    });
    true
}

/// An option that no version of the kamelet had, up to the one that is built.
fn unheard_of<'a>(object: &'a Object, kamelet: &Kamelet, key: &str, node: &'a Node, cx: &mut Cx<'a>) {
    let prefix = kamelet.prefix();
    let Some(option) = key.strip_prefix(&prefix) else { return };
    if kamelet.has(option) || kamelet.nearest(option).is_some() {
        return;
    }
    let message = format!("`{key}` of {} is not read: the kamelet has no option `{option}`", object.title());
    let mut known: Vec<&str> = kamelet.required.iter().chain(&kamelet.optional).copied().collect();
    known.sort_unstable();
    cx.report(Place::Key(object, node), message)
        .help(format!("take it out; after `{prefix}` there can be `{}`", known.join("`, `")));
}

fn own<'a>(
    connector: Connector<'a>,
    kamelet: &Kamelet,
    key: &str,
    rest: &str,
    node: &'a Node,
    cx: &mut Cx<'a>,
) {
    let object = connector.object;
    let prefix = kamelet.prefix();
    let Some(option) = rest.strip_prefix(kamelet.name).and_then(|rest| rest.strip_prefix('.')) else {
        let message = format!("`{key}` of {} is not read: its kamelet is `{}`", object.title(), kamelet.name);
        let last = rest.rsplit('.').next().unwrap_or(rest);
        cx.report(Place::Key(object, node), message).help(match kamelet.has(last) {
            true => format!("write `{prefix}{last}`"),
            false => format!("its options begin with `{prefix}`"),
        });
        return;
    };
    let Some(near) = kamelet.nearest(option).filter(|_| !kamelet.has(option)) else { return };
    // That the one meant is missing says more, and is said elsewhere.
    if !kamelet.required.contains(&near) || connector.has(&format!("{prefix}{near}")) {
        let message =
            format!("`{key}` of {} is not read: the kamelet has no option `{option}`", object.title());
        cx.report(Place::Key(object, node), message).help(format!("did you mean `{prefix}{near}`?"));
    }
}

fn common<'a>(object: &'a Object, kamelet: &Kamelet, key: &str, node: &'a Node, cx: &mut Cx<'a>) {
    let class = if kamelet.direction() == Direction::Sink { SINK } else { SOURCE };
    let known =
        || connector_options(class).map(|option| option.name).filter(|name| name.starts_with("camel."));
    let Some(near) = nearest(key, known()).filter(|_| known().all(|name| name != key)) else { return };
    let message = format!("`{key}` of {} is not read: Camel has no such option", object.title());
    cx.report(Place::Key(object, node), message).help(format!("did you mean `{near}`?"));
}
