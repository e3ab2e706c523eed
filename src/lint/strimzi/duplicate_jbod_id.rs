use crate::diagnostic::{Code, Severity};
use crate::lint::view::{storages, volumes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("duplicate-jbod-id", Severity::Error, include_str!("duplicate_jbod_id.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP02", "OPN17", "OPN18", "OBS-c03", "OBS-c04"],
    check: Check::Object(&[Kind::KafkaNodePool, Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for storage in storages(object) {
        let mut ids: BTreeMap<i128, &Node> = BTreeMap::new();
        let mut metadata: Option<&Node> = None;
        for volume in volumes(storage) {
            if let Some((node, id)) = volume.get("id").and_then(|node| Some((node, node.as_int()?))) {
                match ids.get(&id) {
                    Some(first) => twice(object, id, node, first, cx),
                    None => drop(ids.insert(id, node)),
                }
            }
            if let Some(node) = volume.get("kraftMetadata").filter(|node| !node.is_null()) {
                match metadata {
                    Some(first) => metadata_twice(object, node, first, cx),
                    None => metadata = Some(node),
                }
            }
        }
    }
}

fn twice<'a>(object: &'a Object, id: i128, node: &'a Node, first: &'a Node, cx: &mut Cx<'a>) {
    let message = format!("two volumes of {} have the id {id}", object.title());
    cx.report(Place::Value(object, node), message).also(Place::Value(object, first), "the first one").help(
        "give each volume an id of its own; those in use keep theirs, for the claims are named after them",
    );
}

fn metadata_twice<'a>(object: &'a Object, node: &'a Node, first: &'a Node, cx: &mut Cx<'a>) {
    let message = format!("two volumes of {} are to hold the metadata of KRaft", object.title());
    cx.report(Place::Value(object, node), message)
        .also(Place::Value(object, first), "the first one")
        .help("leave `kraftMetadata: shared` on one of them");
}
