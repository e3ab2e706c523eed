use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, config_number, config_table};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "more-in-sync-than-replicas",
        Severity::Error,
        include_str!("more_in_sync_than_replicas.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP07", "GAP08", "OBS-d06", "OPP08"],
    check: Check::Set(check),
};

/// How many must be in sync for a write to count, of how many, and of which topics.
const PAIRS: [(&str, &str, &str); 2] = [
    ("min.insync.replicas", "default.replication.factor", "topics that give no number of their own"),
    ("transaction.state.log.min.isr", "transaction.state.log.replication.factor", "the log of transactions"),
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // The numbers of a blueprint are compared where they stand.
    if set.scope == Scope::Plan {
        return;
    }
    for member in set.of(Kind::Kafka).filter(|member| !member.patched) {
        for pair in PAIRS {
            kafka(member.object, pair, cx);
        }
    }
    for member in set.of(Kind::KafkaTopic).filter(|member| !member.patched) {
        topic(set, member.object, cx);
    }
}

fn kafka<'a>(object: &'a Object, (least, copies, of): (&str, &str, &str), cx: &mut Cx<'a>) {
    let (Some(table), config) = (config_table(object, cx), object.at("spec/kafka/config")) else { return };
    // A number that is written and is none is said elsewhere.
    let number = |key: &str| match config.and_then(|config| config.get(key)) {
        Some(_) => config_number(config, key),
        None => table.broker(key)?.default?.parse().ok(),
    };
    let written = |key: &str| config.and_then(|config| config.get(key));
    let (Some(wanted), Some(there), Some(at)) =
        (number(least), number(copies), written(least).or_else(|| written(copies)))
    else {
        return;
    };
    if wanted <= there {
        return;
    }
    let default = |key| if written(key).is_none() { ", which is Kafka's default" } else { "" };
    let message = format!(
        "`{least}` of {} asks for {wanted} replicas in sync{}, and `{copies}` gives {of} {there}{}",
        object.title(),
        default(least),
        default(copies)
    );
    let said = cx.report(Place::Value(object, at), message);
    said.help(format!("write `{copies}: {}`, or `{least}: {}`", wanted + 1, (there - 1).max(1)));
    if let (Some(_), Some(copies)) = (written(least), written(copies)) {
        said.also(Place::Value(object, copies), "how many there are");
    }
}

fn topic<'a>(set: &Set<'a>, object: &'a Object, cx: &mut Cx<'a>) {
    const KEY: &str = "min.insync.replicas";
    let Some(replicas) = object.at("spec/replicas") else { return };
    let Some(there) = replicas.as_int().and_then(|there| i64::try_from(there).ok()) else { return };
    let own = object.at("spec/config").filter(|config| config.get(KEY).is_some());
    let found = match own {
        Some(config) => Some((object, config)),
        None => of_cluster(set, object),
    };
    let Some((whose, config)) = found else { return };
    let (Some(wanted), Some(at)) = (config_number(Some(config), KEY), config.get(KEY)) else { return };
    // The number of copies stays as it is where it says nothing: `-1`.
    if there < 1 || wanted <= there {
        return;
    }
    let message = format!(
        "{} has {there} of each partition, and `{KEY}` of {} asks for {wanted} in sync",
        object.title(),
        whose.title()
    );
    cx.report(Place::Value(object, replicas), message)
        .also(Place::Value(whose, at), "how many must be in sync")
        .help(format!("write `replicas: {}`, or `{KEY}: 1` in `config` of the topic", wanted + 1));
}

/// What the one Kafka that the topic is for says for all of its topics.
fn of_cluster<'a>(set: &Set<'a>, topic: &'a Object) -> Option<(&'a Object, &'a Node)> {
    let mut clusters = set.beside(Kind::Kafka, cluster_of(topic)?, topic);
    let only = clusters.next().filter(|only| !only.patched)?;
    if clusters.next().is_some() {
        return None;
    }
    Some((only.object, only.object.at("spec/kafka/config")?))
}
