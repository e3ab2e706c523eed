use crate::diagnostic::{Code, Severity};
use crate::lint::view::{WrittenRange, peers, source_ranges};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("host-bits-set", Severity::Warning, include_str!("host_bits_set.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET01"],
    check: Check::Object(&[Kind::NetworkPolicy, Kind::Service, Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let blocks = peers(object).into_iter().filter_map(|peer| peer.get("ipBlock"));
    for block in blocks {
        let except = block.get("except").and_then(Node::as_list).into_iter().flatten();
        for node in block.get("cidr").into_iter().chain(except) {
            say(object, node, "Kubernetes takes the whole range", true, cx);
        }
    }
    for node in source_ranges(object).into_iter().flatten() {
        say(object, node, "Azure leaves it out, and other load balancers take the whole range", false, cx);
    }
}

fn say<'a>(object: &'a Object, node: &'a Node, effect: &str, same: bool, cx: &mut Cx<'a>) {
    let Some(text) = node.as_str() else { return };
    let WrittenRange::HostBits(range) = WrittenRange::read(text) else { return };
    let (address, prefix) = text.trim().split_once('/').unwrap_or((text, ""));
    let message = format!(
        "`{}` in {} is an address inside {range}, not the start of a /{prefix}: {effect}",
        text.trim(),
        object.title()
    );
    let single = if address.contains(':') { 128 } else { 32 };
    let place = Place::Value(object, node);
    cx.report(place, message)
        .help(format!("write `{range}`, or `{address}/{single}` where this one address is meant"))
        .fix(Fix::safe_if(same).write(place, range.to_string()));
}
