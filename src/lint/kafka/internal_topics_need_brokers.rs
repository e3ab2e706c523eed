use crate::diagnostic::{Code, Severity};
use crate::facts::kafka::REPLICATION_KEYS;
use crate::lint::view::{Nodes, config_table, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Scope, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "internal-topics-need-brokers",
        Severity::Error,
        include_str!("internal_topics_need_brokers.md"),
    ),
    subject: Subject::Kafka,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP54"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // Pools may be named elsewhere, and a kustomization may add lines.
    if set.open || matches!(set.scope, Scope::Plan | Scope::Kustomization) {
        return;
    }
    for member in set.of(Kind::Kafka) {
        let kafka = member.object;
        // Pages show the part of a Kafka they are about; one that is to run has an operator for its topics or users.
        if kafka.at("spec/entityOperator").is_none() {
            continue;
        }
        let Some(nodes) = nodes(set, &member).filter(Nodes::is_whole) else { continue };
        let (Some(table), brokers) = (config_table(kafka, cx), nodes.brokers()) else { continue };
        let config = kafka.at("spec/kafka/config");
        let short: Vec<(&str, &str)> = REPLICATION_KEYS
            .iter()
            // Groups that share are a thing of few, and the topic is made when the first of them comes.
            .filter(|key| !key.name.starts_with("share."))
            .filter(|key| config.is_none_or(|config| config.get(key.name).is_none()))
            .filter_map(|key| Some((key.name, table.broker(key.name)?.default?)))
            .filter(|(_, default)| default.parse::<i128>().is_ok_and(|wanted| wanted > brokers))
            .collect();
        let Some((first, default)) = short.first().filter(|_| brokers > 0) else { continue };
        let message = format!(
            "`{first}` of {} is {default} where nothing else is said, and there {}: Kafka cannot make the topic it is for",
            kafka.title(),
            if brokers == 1 { "is 1 broker".to_owned() } else { format!("are {brokers} brokers") }
        );
        let lines: Vec<String> =
            short.iter().map(|(name, _)| format!("`{name}: {}`", meant(name, brokers))).collect();
        let finding = cx.report(Place::at(kafka, "spec/kafka/config"), message);
        finding.help(format!("add {} to `spec.kafka.config`", lines.join(", ")));
        for pool in nodes.of_brokers() {
            let path =
                if Kind::of(&pool.gvk) == Kind::Kafka { "spec/kafka/replicas" } else { "spec/replicas" };
            finding.also(Place::at(pool, path), "the brokers there are");
        }
    }
}

/// As many copies as there are brokers; of two, one may be away.
fn meant(key: &str, brokers: i128) -> i128 {
    if key.ends_with("min.isr") { (brokers - 1).max(1) } else { brokers }
}
