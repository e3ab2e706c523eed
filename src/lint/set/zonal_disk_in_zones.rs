use crate::diagnostic::{Code, Severity};
use crate::lint::view::judged_in_blueprint;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("zonal-disk-in-zones", Severity::Info, include_str!("zonal_disk_in_zones.md")),
    subject: Subject::Set,
    // Copies in the other zones are what Kafka is about.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF16"],
    check: Check::Set(check),
};

/// The kinds of disks of one zone that there are over several zones as well.
const ZONAL: [(&str, &str); 2] = [("Premium_LRS", "Premium_ZRS"), ("StandardSSD_LRS", "StandardSSD_ZRS")];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let zoned = |member: &Member<'a>| {
        let key = member.object.at("spec/kafka/rack/topologyKey").and_then(Node::as_str);
        key.is_some_and(|key| key.ends_with("/zone"))
    };
    let Some(Member { object: kafka, .. }) = set.of(Kind::Kafka).find(zoned) else { return };
    for Member { object: class, .. } in set.of(Kind::StorageClass) {
        if class.at("provisioner").and_then(Node::as_str) != Some("disk.csi.azure.com") {
            continue;
        }
        let Some(parameters) = class.at("parameters").and_then(Node::as_map) else { continue };
        let sku = parameters.entries.iter().find(|entry| entry.key.text.eq_ignore_ascii_case("skuName"));
        let Some(node) = sku.map(|entry| &entry.value).filter(|node| !judged_in_blueprint(class, node))
        else {
            continue;
        };
        let Some((_, meant)) = ZONAL.iter().find(|(own, _)| Some(*own) == node.as_str()) else { continue };
        let message = format!(
            "disks of {} stay in the zone they were made in, and {} stands in several: a broker waits for its zone to come back",
            class.title(),
            kafka.title()
        );
        cx.report(Place::Value(class, node), message)
            .also(Place::at(kafka, "spec/kafka/rack"), "in several zones")
            .help(format!(
                "`{meant}` can be attached in each zone; with copies in the others it may not be needed"
            ));
    }
}
