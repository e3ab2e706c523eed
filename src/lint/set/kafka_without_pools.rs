use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::facts::strimzi::CLUSTER;
use crate::lint::view::{cluster_label, cluster_of, nodes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject, may_meet};
use crate::object::Object;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("kafka-without-pools", Severity::Error, include_str!("kafka_without_pools.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN01", "OBS-b03"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization may label and name what it names.
    if set.open || set.is_rewritten() {
        return;
    }
    for member in set.of(Kind::Kafka) {
        let kafka = member.object;
        let without = nodes(set, &member).is_some_and(|nodes| nodes.pools.is_empty() && !nodes.is_whole());
        if !without {
            continue;
        }
        let message = format!("{} has no KafkaNodePool: the operator refuses it", kafka.title());
        if let Some(pool) = stray(set, kafka) {
            let (name, label) = (pool.title(), cluster_of(pool).unwrap_or_default());
            let finding = cx.report(Place::name(kafka), message);
            if pool.namespace == kafka.namespace || pool.namespace.is_none() {
                let place = cluster_label(pool).map_or(Place::name(pool), |label| Place::Value(pool, label));
                finding.also(place, "a pool of a Kafka that is not there");
                finding.help(format!(
                    "{name} has the label `{CLUSTER}: {label}`; did you mean `{}`?",
                    kafka.name
                ));
            } else {
                finding.also(Place::at(pool, "metadata/namespace"), "another namespace");
                finding.help(format!("put {name} into the namespace of the Kafka"));
            }
            continue;
        }
        if set.pools_anywhere(&kafka.name) == 0 && is_more_than_an_excerpt(kafka) {
            cx.report(Place::name(kafka), message).help(format!(
                "add a KafkaNodePool with the label `{CLUSTER}: {}`, `roles: [controller, broker]`, `replicas: 3` and a \
                 `storage`",
                kafka.name
            ));
        }
    }
}

/// The pool that was meant for a Kafka: of the same name in another namespace, or of a name that is nearly its own, which
/// no Kafka has.
fn stray<'a>(set: &Set<'a>, kafka: &Object) -> Option<&'a Object> {
    let pools: Vec<&Object> = set.of(Kind::KafkaNodePool).map(|member| member.object).collect();
    let elsewhere = pools.iter().find(|pool| {
        let others = set.named(Kind::Kafka, &kafka.name).any(|other| may_meet(other.object, pool));
        cluster_of(pool) == Some(kafka.name.as_str()) && !may_meet(pool, kafka) && !others
    });
    elsewhere.copied().or_else(|| {
        let of_none = pools.iter().filter_map(|pool| Some((cluster_of(pool)?, pool)));
        let mut of_none = of_none.filter(|(name, _)| !set.known_elsewhere(Kind::Kafka, name));
        of_none.find(|(name, _)| nearest(name, [kafka.name.as_str()]).is_some()).map(|(_, pool)| *pool)
    })
}

/// Pages and examples show the part of a Kafka they are about; one that is to run says which version it is and has an
/// operator for its topics or users.
fn is_more_than_an_excerpt(kafka: &Object) -> bool {
    let has = |path| kafka.at(path).is_some_and(|node| !node.is_null());
    has("spec/entityOperator") && has("spec/kafka/version")
}
