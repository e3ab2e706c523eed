use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::REBALANCE_TEMPLATE;
use crate::lint::view::annotation;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("rebalance-refused", Severity::Error, include_str!("rebalance_refused.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPR11", "OPR12", "OPR13", "OPR14", "OBS-j02"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::KafkaRebalance) {
        // The operator itself fills in the brokers of a template.
        if !patched && annotation(object, REBALANCE_TEMPLATE).is_none() && object.at("spec").is_some() {
            one(object, cx);
        }
    }
}

fn one<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let mode = object.at("spec/mode").filter(|node| !node.is_null());
    let word = mode.map_or(Some("full"), Node::as_str);
    let title = object.title();
    match word {
        Some(word @ ("add-brokers" | "remove-brokers")) if is_empty(object, "spec/brokers") => {
            let message = format!("{title} is of mode `{word}` and names no `brokers`");
            cx.report(place(object, mode), message)
                .help("add the ids of the brokers: `brokers: [3, 4]`".to_owned());
        }
        Some("remove-disks") if is_empty(object, "spec/moveReplicasOffVolumes") => {
            let message = format!("{title} is of mode `remove-disks` and names no `moveReplicasOffVolumes`");
            cx.report(place(object, mode), message)
                .help("add the disks: `moveReplicasOffVolumes: [{brokerId: 0, volumeIds: [1]}]`".to_owned());
        }
        Some("full") => full(object, &title, cx),
        _ => {}
    }
}

fn full<'a>(object: &'a Object, title: &str, cx: &mut Cx<'a>) {
    let disks = object.at("spec/rebalanceDisk").filter(|node| node.as_bool() == Some(true));
    if let (Some(disks), false) = (disks, is_empty(object, "spec/goals")) {
        let message =
            format!("{title} names `goals` and moves replicas between disks only, for which there are none");
        cx.report(Place::at(object, "spec/goals"), message)
            .also(Place::Value(object, disks), "between the disks of each broker")
            .help("take `goals` out, or `rebalanceDisk`");
    }
    if !is_empty(object, "spec/brokers") {
        let message = format!(
            "`brokers` of {title} is ignored: without a `mode`, or with `full`, all brokers take part"
        );
        cx.report(Place::at(object, "spec/brokers"), message)
            .severity(Severity::Warning)
            .help("write `mode: add-brokers` or `mode: remove-brokers`, or take `brokers` out");
    }
}

fn place<'a>(object: &'a Object, mode: Option<&'a Node>) -> Place<'a> {
    mode.map_or_else(|| Place::at(object, "spec"), |node| Place::Value(object, node))
}

/// Whether a list has no items; what is no list is judged by its schema.
fn is_empty(object: &Object, path: &str) -> bool {
    match object.at(path) {
        None => true,
        Some(node) => node.is_null() || node.as_list().is_some_and(<[Node]>::is_empty),
    }
}
