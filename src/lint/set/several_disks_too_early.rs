use crate::diagnostic::{Code, Severity};
use crate::lint::view::{is_kraft, nodes, storages, volumes};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("several-disks-too-early", Severity::Error, include_str!("several_disks_too_early.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPN06"],
    check: Check::Set(check),
};

/// The first metadata version that knows of several disks of one node, as far as the operator compares. Source:
/// `NodePoolUtils.validateKRaftJbodStorage` and `KafkaVersion.compareMetadataVersions` of Strimzi 1.2.0.
const FIRST: (u32, u32) = (3, 7);

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::Kafka).filter(|member| is_kraft(member.object)) {
        let kafka = member.object;
        let stated = ["spec/kafka/metadataVersion", "spec/kafka/version"];
        let stated = stated.iter().filter_map(|path| kafka.at(path)).find(|node| !node.is_null());
        let Some((node, text)) = stated.and_then(|node| Some((node, node.as_str()?))) else { continue };
        let Some(pools) = minor(text).filter(|minor| *minor < FIRST).and_then(|_| nodes(set, &member)) else {
            continue;
        };
        for pool in pools.pools {
            let Some(storage) = storages(pool.object).find(|storage: &&'a Node| volumes(storage).count() > 1)
            else {
                continue;
            };
            let message = format!(
                "{} has several disks, which a cluster without ZooKeeper takes from Kafka 3.7 on, and {} is at `{text}`",
                pool.object.title(),
                kafka.title()
            );
            cx.report(Place::at(pool.object, "spec/storage/type"), message)
                .also(Place::Value(kafka, node), "older than that")
                .also(Place::Key(pool.object, storage), "the disks")
                .help(
                    "leave one volume for now, and add the others once the metadata version is 3.7 or newer",
                );
        }
    }
}

fn minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.split(['.', '-']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}
