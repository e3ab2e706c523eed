use crate::diagnostic::{Code, Severity};
use crate::facts::azure::is_reserved_address;
use crate::facts::provider::{
    AZURE_INTERNAL_ANNOTATION, AZURE_IPV4_ANNOTATION, AZURE_PRIVATE_LINK_ANNOTATION, AZURE_SUBNET_ANNOTATION,
};
use crate::lint::view::{LoadBalancer, load_balancers};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};
use crate::topology::{Nodes, Topology};
use std::net::{IpAddr, Ipv4Addr};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "azure-load-balancer-refused",
        Severity::Error,
        include_str!("azure_load_balancer_refused.md"),
    ),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET95"],
    check: Check::Object(&[Kind::Service, Kind::Kafka], check),
};

const NO_FLOATING_IP: &str = "service.beta.kubernetes.io/azure-disable-load-balancer-floating-ip";

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for balancer in load_balancers(object) {
        let says = |key: &str| balancer.annotation(key).and_then(Node::as_str) == Some("true");
        let internal = says(AZURE_INTERNAL_ANNOTATION);
        if says(AZURE_PRIVATE_LINK_ANNOTATION) && !internal && !says(NO_FLOATING_IP) {
            private_link(object, &balancer, cx);
        }
        let Some(node) = balancer.annotation(AZURE_IPV4_ANNOTATION) else { continue };
        let Some(text) = node.as_str() else { continue };
        match text.parse::<IpAddr>() {
            Ok(IpAddr::V4(address)) if internal => placed(object, &balancer, node, address, cx),
            Ok(IpAddr::V4(_)) => {}
            other => {
                let what = if other.is_ok() { "is an IPv6 address" } else { "is no address" };
                let message = format!("`{AZURE_IPV4_ANNOTATION}` of {} {what}: `{text}`", balancer.title);
                let help = if other.is_ok() {
                    "use `service.beta.kubernetes.io/azure-load-balancer-ipv6` for it"
                } else {
                    "write one IPv4 address, such as `10.224.0.50`"
                };
                cx.report(Place::Value(object, node), message).help(help);
            }
        }
    }
}

fn private_link<'a>(object: &'a Object, balancer: &LoadBalancer<'a>, cx: &mut Cx<'a>) {
    let Some(node) = balancer.annotation(AZURE_PRIVATE_LINK_ANNOTATION) else { return };
    let message = format!(
        "{} asks for a Private Link Service, which AKS makes in front of an internal load balancer only",
        balancer.title
    );
    cx.report(Place::Value(object, node), message).help(format!(
        "add `{AZURE_INTERNAL_ANNOTATION}: \"true\"`, or `{NO_FLOATING_IP}: \"true\"` for a public one"
    ));
}

/// The address of an internal load balancer is one of its subnet that Azure does not keep.
fn placed<'a>(
    object: &'a Object,
    balancer: &LoadBalancer<'a>,
    node: &'a Node,
    address: Ipv4Addr,
    cx: &mut Cx<'a>,
) {
    let named = balancer.annotation(AZURE_SUBNET_ANNOTATION).and_then(Node::as_str);
    let subnets = cx.platform.map_or_else(Vec::new, |platform| subnets(platform, named));
    // Which of several clusters it is for is not known.
    let [(path, range)] = subnets.as_slice() else { return };
    let problem = if !range.contains(&address) {
        format!("which is outside of `{path}`, {range}")
    } else if is_reserved_address(range.network(), range.prefix_len(), address) {
        format!("which Azure keeps for itself in `{path}`, {range}")
    } else {
        return;
    };
    let message = format!("{} asks for the address {address}, {problem}", balancer.title);
    cx.report(Place::Value(object, node), message)
        .help("take a free address of the subnet: not the first four, nor the last, nor a node's");
}

/// The subnets that a load balancer of the AKS clusters there are may be in.
fn subnets(platform: &Topology, named: Option<&str>) -> Vec<(String, ipnet::Ipv4Net)> {
    let clusters = platform.blueprint.kubernetes.iter();
    let found = clusters.filter_map(|(name, item)| {
        let nodes = Nodes::of(name, &item.value, item.key_span());
        let subnet = nodes.subnet().filter(|_| nodes.is_aks())?;
        let network = platform.blueprint.networks.get(&subnet.network)?;
        let subnet_name = named.unwrap_or(&subnet.subnet);
        let range = network.subnets.get(subnet_name)?.address_prefix.value.0;
        Some((format!("networks/{}/subnets/{subnet_name}", subnet.network), range))
    });
    found.collect()
}
