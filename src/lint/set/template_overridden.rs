use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("template-overridden", Severity::Warning, include_str!("template_overridden.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP56"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object: pool, patched, .. } in set.of(Kind::KafkaNodePool) {
        let Some(own) = pool.at("spec/template").and_then(Node::as_map).filter(|_| !patched) else {
            continue;
        };
        let Some(cluster) = cluster_of(pool) else { continue };
        let mut clusters = set.beside(Kind::Kafka, cluster, pool);
        let (Some(Member { object: kafka, patched: false, .. }), None) = (clusters.next(), clusters.next())
        else {
            continue;
        };
        let Some(common) = kafka.at("spec/kafka/template") else { continue };
        for part in own.entries.iter().filter(|part| !judged_in_blueprint(pool, &part.value)) {
            let lines = part.value.as_map().into_iter().flat_map(|map| &map.entries);
            for line in lines {
                let Some(lost) = common.get(&part.key.text).and_then(|of| of.get(&line.key.text)) else {
                    continue;
                };
                if same(lost, &line.value) {
                    continue;
                }
                let message = format!(
                    "`template.{}.{}` of {} has no effect in the pods of {}, which has its own: the operator takes the one of the pool \
                     as a whole",
                    part.key.text,
                    line.key.text,
                    kafka.title(),
                    pool.title()
                );
                cx.report(Place::Key(kafka, lost), message)
                    .also(Place::Key(pool, &line.value), "the one that holds")
                    .help("write all of it in the pool, or take it out of one of them");
            }
        }
    }
}

/// Whether two values say the same, wherever they come from.
fn same(one: &Node, other: &Node) -> bool {
    use crate::yaml::Value;
    match (&one.value, &other.value) {
        (Value::Map(one), Value::Map(other)) => {
            one.entries.len() == other.entries.len()
                && one
                    .entries
                    .iter()
                    .all(|e| other.get(&e.key.text).is_some_and(|value| same(&e.value, value)))
        }
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        (Value::Null, Value::Null) => true,
        (Value::Bool(one), Value::Bool(other)) => one == other,
        (Value::Int(one), Value::Int(other)) => one == other,
        (Value::String(one), Value::String(other)) => one == other,
        _ => false,
    }
}
