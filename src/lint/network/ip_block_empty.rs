use crate::diagnostic::{Code, Severity};
use crate::lint::view::{WrittenRange, peers};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use ipnet::IpNet;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("ip-block-empty", Severity::Warning, include_str!("ip_block_empty.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Object(&[Kind::NetworkPolicy, Kind::Kafka], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for block in peers(object).into_iter().filter_map(|peer| peer.get("ipBlock")) {
        let Some(node) = block.get("cidr") else { continue };
        let Some(range) = node.as_str().and_then(|text| WrittenRange::read(text).net()) else { continue };
        let except = block.get("except").and_then(Node::as_list).unwrap_or_default();
        let taken: Vec<IpNet> = except
            .iter()
            .filter_map(|item| WrittenRange::read(item.as_str()?).net())
            // One that is no part of the block is refused, which is another matter.
            .filter(|taken| range.contains(taken) && taken.prefix_len() > range.prefix_len())
            .collect();
        if IpNet::aggregate(&taken) != [range] {
            continue;
        }
        let message =
            format!("the exceptions of `ipBlock` {range} of {} leave nothing of it", object.title());
        cx.report(Place::Value(object, node), message).help("leave the peer out, or one of its exceptions");
    }
}
