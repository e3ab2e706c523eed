use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("rack-without-zones", Severity::Warning, include_str!("rack_without_zones.md")),
    subject: Subject::Strimzi,
    // Nodes may have such a label all the same.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF03"],
    check: Check::Object(
        &[Kind::Kafka, Kind::KafkaConnect, Kind::KafkaBridge, Kind::KafkaMirrorMaker2],
        check,
    ),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(platform) = cx.platform else { return };
    let path = if Kind::of(&object.gvk) == Kind::Kafka { "spec/kafka/rack" } else { "spec/rack" };
    let Some(rack) = object.at(path).filter(|rack| !rack.is_null()) else { return };
    let zoned = rack.get("topologyKey").and_then(Node::as_str).is_some_and(|key| key.ends_with("/zone"));
    let mut clusters = platform.blueprint.kubernetes.iter().peekable();
    // Of a cluster whose nodes are not stated nobody knows where they are.
    let stated = clusters.peek().is_some()
        && clusters.all(|(name, cluster)| {
            cluster.node_pools.iter().next().is_some() && platform.zones(name).is_empty()
        });
    if !zoned || !stated {
        return;
    }
    let message =
        format!("{} is to know the zones of its nodes, and no pool of nodes names one", object.title());
    cx.report(Place::Key(object, rack), message).help(
        "add `zones` to the pools of `kubernetes`, or write `rack: false`: pods ask for a node with that label, and without one stay Pending",
    );
}
