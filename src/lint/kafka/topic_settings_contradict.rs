use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, config_number, config_text};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "topic-settings-contradict",
        Severity::Error,
        include_str!("topic_settings_contradict.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["KST26", "KST27", "KST28", "KST29"],
    check: Check::Several(&[Check::Object(&[Kind::KafkaTopic], check), Check::Set(in_cluster)]),
};

const SYSTEM: &str = "remote.log.storage.system.enable";
const REMOTE: &str = "remote.storage.enable";
/// What stands for "as much as is kept remotely".
const INHERITED: i64 = -2;

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(config) = object.at("spec/config") else { return };
    let (least, most) = ("min.compaction.lag.ms", "max.compaction.lag.ms");
    if let (Some(low), Some(high)) = (config_number(Some(config), least), config_number(Some(config), most))
        && low > high
    {
        let message = format!("`{least}` of {} is {low}, above `{most}`, which is {high}", object.title());
        let help = format!("set `{most}` to {low} or more");
        say(object, config, least, message, help, cx);
    }
    if !is_true(config, REMOTE) {
        return;
    }
    if let Some(policy) =
        config.get("cleanup.policy").and_then(policy).filter(|policy| policy.contains("compact"))
    {
        let message =
            format!("{} is `{policy}`, and compacted topics cannot be kept remotely", object.title());
        let help = format!("set `cleanup.policy` to `delete`, or take `{REMOTE}` out");
        say(object, config, "cleanup.policy", message, help, cx);
    }
    for unit in ["ms", "bytes"] {
        if let Some(kept) = config_number(Some(config), &format!("retention.{unit}")) {
            retention(object, config, unit, (kept, ""), cx);
        }
    }
}

fn retention<'a>(
    object: &'a Object,
    config: &'a Node,
    unit: &str,
    (kept, whose): (i64, &str),
    cx: &mut Cx<'a>,
) {
    let (own, all) = (format!("local.retention.{unit}"), format!("retention.{unit}"));
    let Some(local) = config_number(Some(config), &own) else { return };
    if local == INHERITED {
        return;
    }
    let title = object.title();
    if is_true(config, "remote.log.copy.disable") && local != kept {
        let message = format!(
            "`{own}` of {title} is {local} and `{all}`{whose} {kept}: with nothing copied any more they must be equal"
        );
        say(object, config, &own, message, format!("set `{own}` to {INHERITED}, or to {kept}"), cx);
    } else if kept > -1 && (local == -1 || local > kept) {
        let message = format!(
            "`{own}` of {title} is {local} and `{all}`{whose} {kept}: no more can be kept on the broker than altogether"
        );
        say(object, config, &own, message, format!("set `{own}` to {INHERITED}, or to at most {kept}"), cx);
    }
}

/// What the cluster says where the topic says nothing.
fn in_cluster<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    system_off(set, cx);
    for topic in set.of(Kind::KafkaTopic).filter(|topic| !topic.patched) {
        let Some(config) = topic.object.at("spec/config").filter(|config| is_true(config, REMOTE)) else {
            continue;
        };
        let Some(cluster) = cluster_of(topic.object) else { continue };
        let mut kafkas = set.beside(Kind::Kafka, cluster, topic.object);
        let (Some(kafka), None) = (kafkas.next(), kafkas.next()) else { continue };
        for unit in ["ms", "bytes"] {
            let inherited = config.get(&format!("retention.{unit}")).is_none() && !kafka.patched;
            if let Some(kept) =
                inherited.then(|| of_brokers(kafka.object.at("spec/kafka/config"), unit)).flatten()
            {
                retention(topic.object, config, unit, (kept, ", as its brokers have it,"), cx);
            }
        }
    }
}

/// How much brokers keep of a topic that says nothing, the finest unit first; `None` where that cannot be read.
fn of_brokers(config: Option<&Node>, unit: &str) -> Option<i64> {
    const UNITS: [(&str, i64); 3] =
        [("log.retention.ms", 1), ("log.retention.minutes", 60_000), ("log.retention.hours", 3_600_000)];
    let written = |key: &str| config.is_some_and(|config| config.get(key).is_some());
    if unit == "bytes" {
        return if written("log.retention.bytes") {
            config_number(config, "log.retention.bytes")
        } else {
            Some(-1)
        };
    }
    let Some((key, each)) = UNITS.iter().find(|(key, _)| written(key)) else { return Some(168 * 3_600_000) };
    let number = config_number(config, key)?;
    Some(if number < 0 { -1 } else { number.saturating_mul(*each) })
}

/// The topic is to be kept remotely by a cluster that does not do that.
fn system_off<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for topic in set.of(Kind::KafkaTopic).filter(|topic| !topic.patched) {
        let Some(config) = topic.object.at("spec/config").filter(|config| is_true(config, REMOTE)) else {
            continue;
        };
        let Some(cluster) = cluster_of(topic.object) else { continue };
        let mut kafkas = set.beside(Kind::Kafka, cluster, topic.object);
        let (Some(kafka), None) = (kafkas.next(), kafkas.next()) else { continue };
        // The field `tieredStorage` makes the operator write the key.
        if kafka.patched || kafka.object.at("spec/kafka/tieredStorage").is_some() {
            continue;
        }
        let broker = kafka.object.at("spec/kafka/config");
        if broker.is_some_and(|broker| {
            broker.get(SYSTEM).is_some_and(|on| config_text(on).is_none_or(|on| on != "false"))
        }) {
            continue;
        }
        let title = topic.object.title();
        let message =
            format!("{title} is to be kept remotely, and {} has no tiered storage", kafka.object.title());
        let help = format!(
            "configure `spec.kafka.tieredStorage` of {}, or take `{REMOTE}` out",
            kafka.object.title()
        );
        let Some(at) = config.get(REMOTE) else { continue };
        cx.report(Place::Value(topic.object, at), message)
            .also(Place::at(kafka.object, "spec/kafka"), "has none")
            .help(help);
    }
}

fn say<'a>(object: &'a Object, config: &'a Node, key: &str, message: String, help: String, cx: &mut Cx<'a>) {
    let place = config.get(key).map_or(Place::name(object), |value| Place::Value(object, value));
    cx.report(place, message).help(help);
}

fn is_true(config: &Node, key: &str) -> bool {
    config.get(key).and_then(config_text).is_some_and(|text| text.trim().eq_ignore_ascii_case("true"))
}

/// The operator joins the items of a list.
fn policy(value: &Node) -> Option<String> {
    let joined = |items: &[Node]| Some(items.iter().map(config_text).collect::<Option<Vec<_>>>()?.join(","));
    value.as_list().map_or_else(|| config_text(value), joined)
}
