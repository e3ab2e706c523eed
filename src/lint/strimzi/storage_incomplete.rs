use crate::diagnostic::{Code, Severity};
use crate::lint::view::{parts, storages, volumes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("storage-incomplete", Severity::Error, include_str!("storage_incomplete.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN10", "OPN11", "OPN12", "OPN13", "OBS-c02", "OBS-c05"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of_kinds(&[Kind::KafkaNodePool, Kind::Kafka]).filter(|member| !member.patched) {
        storages(member.object).for_each(|storage| one(member.object, storage, cx));
    }
}

fn one<'a>(object: &'a Object, storage: &'a Node, cx: &mut Cx<'a>) {
    let title = object.title();
    for part in parts(storage) {
        let claim = part.get("type").filter(|kind| kind.as_str() == Some("persistent-claim"));
        if let Some(kind) = claim.filter(|_| !is_there(part.get("size"))) {
            let message = format!("a storage of type `persistent-claim` of {title} has no `size`");
            cx.report(Place::Value(object, part.get("size").unwrap_or(kind)), message)
                .help("add `size: 100Gi`, or whatever each node is to hold");
        }
    }
    for volume in volumes(storage).filter(|volume| volume.as_map().is_some() && !is_there(volume.get("id"))) {
        let message = format!("a volume of the `jbod` storage of {title} has no `id`");
        cx.report(Place::Key(object, volume), message)
            .help("add an `id` to each volume; claims are named after it, so it stays for as long as the volume does");
    }
    let Some(kind) = storage.get("type").filter(|kind| kind.as_str() == Some("jbod")) else { return };
    if volumes(storage).next().is_none() {
        let message = format!("the `jbod` storage of {title} has no volume to keep data on");
        cx.report(Place::Value(object, kind), message)
            .help("add `volumes: [{id: 0, type: persistent-claim, size: 100Gi}]`");
    }
}

fn is_there(node: Option<&Node>) -> bool {
    node.is_some_and(|node| !node.is_null() && node.as_str() != Some(""))
}
