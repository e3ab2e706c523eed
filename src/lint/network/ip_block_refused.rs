use crate::diagnostic::{Code, Severity};
use crate::lint::view::{WrittenRange, cidr_sets, is_filled_in, peers, range_help, single};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use ipnet::IpNet;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("ip-block-refused", Severity::Error, include_str!("ip_block_refused.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET93"],
    check: Check::Several(&[
        Check::Object(&[Kind::NetworkPolicy, Kind::Kafka], check),
        Check::Object(&[Kind::CiliumNetworkPolicy, Kind::CiliumClusterwideNetworkPolicy], cilium),
    ]),
};

/// Cilium takes a single address as well, and an exception that is the whole of its range.
fn cilium<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for set in cidr_sets(object) {
        let range = |node: &'a Node| {
            let text = node.as_str()?;
            WrittenRange::read(&single(text).unwrap_or_else(|| text.to_owned())).net()
        };
        let Some(cidr) = set.get("cidr").and_then(range) else { continue };
        for node in set.get("except").and_then(Node::as_list).into_iter().flatten() {
            if let Some(except) = range(node).filter(|except| !cidr.contains(except)) {
                outside(object, set, node, except, cidr, cx);
            }
        }
    }
}

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for peer in peers(object) {
        let Some(block) = peer.get("ipBlock").filter(|block| !block.is_null()) else { continue };
        beside(object, peer, block, cx);
        let cidr = block.get("cidr").and_then(|node| read(object, node, cx));
        for node in block.get("except").and_then(Node::as_list).into_iter().flatten() {
            let Some(except) = read(object, node, cx) else { continue };
            if let Some(cidr) = cidr.filter(|cidr| !is_strictly_inside(except, *cidr)) {
                outside(object, block, node, except, cidr, cx);
            }
        }
    }
}

/// A peer is a block of addresses or pods, not both.
fn beside<'a>(object: &'a Object, peer: &'a Node, block: &'a Node, cx: &mut Cx<'a>) {
    let selector = ["podSelector", "namespaceSelector"]
        .into_iter()
        .find_map(|key| Some((key, peer.get(key).filter(|selector| !selector.is_null())?)));
    let Some((key, selector)) = selector else { return };
    let message = format!(
        "a peer of {} has `ipBlock` and `{key}`, and the API server takes one of them",
        object.title()
    );
    cx.report(Place::Key(object, block), message)
        .also(Place::Key(object, selector), "pods and addresses are two peers")
        .help(format!("put `{key}` into a peer of its own: `- {key}: …`"));
}

fn read<'a>(object: &'a Object, node: &'a Node, cx: &mut Cx<'a>) -> Option<IpNet> {
    let text = node.as_str().filter(|text| !is_filled_in(text))?;
    let range = WrittenRange::read(text).net();
    if range.is_none() {
        let message = format!("`{text}` in an `ipBlock` of {} is no range of addresses", object.title());
        let place = Place::Value(object, node);
        let finding = cx.report(place, message).help(range_help(text));
        if let Some(single) = single(text) {
            finding.fix(Fix::safe().write(place, single));
        }
    }
    range
}

fn is_strictly_inside(inner: IpNet, outer: IpNet) -> bool {
    outer.contains(&inner) && inner.prefix_len() > outer.prefix_len()
}

fn outside<'a>(
    object: &'a Object,
    block: &'a Node,
    node: &'a Node,
    except: IpNet,
    cidr: IpNet,
    cx: &mut Cx<'a>,
) {
    let (how, help) = if except == cidr {
        ("is all of", "leave the peer out: nothing is left of the block".to_owned())
    } else if except.contains(&cidr) {
        ("holds all of", "leave the peer out: nothing is left of the block".to_owned())
    } else {
        ("is outside of", format!("take `{except}` out, or write a `cidr` that holds it"))
    };
    let message =
        format!("`except` {except} of {} {how} its `cidr` {cidr}, and must be a part of it", object.title());
    let finding = cx.report(Place::Value(object, node), message).help(help);
    if let Some(of) = block.get("cidr") {
        finding.also(Place::Value(object, of), "the block");
    }
}
