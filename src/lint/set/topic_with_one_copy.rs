use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topic-with-one-copy", Severity::Warning, include_str!("topic_with_one_copy.md")),
    subject: Subject::Set,
    // What can be made again may have one copy.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["SD51"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if cx.is_development() {
        return;
    }
    for topic in set.of(Kind::KafkaTopic).filter(|topic| !topic.patched) {
        let Some(copies) = topic.object.at("spec/replicas").filter(|copies| copies.as_int() == Some(1))
        else {
            continue;
        };
        let Some(cluster) = cluster_of(topic.object) else { continue };
        if judged_in_blueprint(topic.object, copies) {
            continue;
        }
        let brokers = brokers(set, cluster, topic.object);
        if brokers >= 3 {
            let message = format!("{} has one copy, and its cluster {brokers} brokers", topic.object.title());
            cx.report(Place::Value(topic.object, copies), message)
                .help("write `replicas: 3`, or take it out for the cluster's default");
        }
    }
}

fn brokers(set: &Set<'_>, cluster: &str, beside: &Object) -> i128 {
    let pools = set.of(Kind::KafkaNodePool).map(|pool| pool.object);
    let own = pools.filter(|pool| cluster_of(pool) == Some(cluster) && crate::lint::may_meet(pool, beside));
    let brokers = own.filter(|pool| {
        let roles = pool.at("spec/roles").and_then(Node::as_list).into_iter().flatten();
        roles.into_iter().any(|role| role.as_str() == Some("broker"))
    });
    brokers.filter_map(|pool| pool.at("spec/replicas")?.as_int()).sum()
}
