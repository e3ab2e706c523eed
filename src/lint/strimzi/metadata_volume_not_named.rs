use crate::diagnostic::{Code, Severity};
use crate::lint::view::{storages, volumes};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "metadata-volume-not-named",
        Severity::Warning,
        include_str!("metadata_volume_not_named.md"),
    ),
    subject: Subject::Strimzi,
    // Who never adds a volume with a lower id has no trouble.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["OPN19"],
    check: Check::Object(&[Kind::KafkaNodePool], check),
};

fn check<'a>(pool: &'a Object, cx: &mut Cx<'a>) {
    for storage in storages(pool) {
        let all: Vec<&'a Node> = volumes(storage).collect();
        let named = |volume: &&&'a Node| volume.get("kraftMetadata").is_some_and(|node| !node.is_null());
        if all.len() < 2 || all.iter().any(|volume| named(&volume)) {
            continue;
        }
        let ids = all.iter().filter_map(|volume| Some((volume.get("id")?.as_int()?, *volume)));
        let Some((id, first)) = ids.min_by_key(|(id, _)| *id) else { continue };
        let message = format!(
            "no volume of {} is named for the metadata: it is on volume {id} for having the lowest id, and moves when a lower \
             one is added",
            pool.title()
        );
        cx.report(Place::Key(pool, first), message)
            .help(format!("add `kraftMetadata: shared` to volume {id}"))
            .fix(Fix::safe().add(Place::Value(pool, first), "kraftMetadata", "shared"));
    }
}
