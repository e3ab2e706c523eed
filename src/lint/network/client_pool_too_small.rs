use crate::blueprint::VpnClientProtocol;
use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{gateway_sku, usable_addresses};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("client-pool-too-small", Severity::Warning, include_str!("client_pool_too_small.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET33", "NET40"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, network) in topology.blueprint.networks.iter() {
        let Some(gateway) = &network.virtual_network_gateway else { continue };
        let Some(dialled) = &gateway.point_to_site else { continue };
        let Some(expected) = &dialled.expected_clients else { continue };
        let clients = u64::from(expected.value.0);
        let Some(at) = expected.span() else { continue };
        let protocols = &dialled.vpn_client_protocols;
        // SSTP beside another protocol gets one half of each pool, and the other one the other half.
        let halved = protocols.len() > 1 && protocols.iter().any(|how| how.value == VpnClientProtocol::Sstp);
        let each = |prefix: u8| usable_addresses(prefix) / if halved { 2 } else { 1 };
        let room: u64 =
            dialled.vpn_client_address_pool.iter().map(|pool| each(pool.value.prefix_len())).sum();
        if let Some(pool) = dialled.vpn_client_address_pool.first().filter(|_| clients > room) {
            let why = if halved { ", since SSTP and what is beside it get one half each" } else { "" };
            let message = format!(
                "{clients} clients are to dial into `networks/{name}`, and its pool has addresses for {room}{why}"
            );
            let finding = cx.report(Place::Bytes(at), message);
            if let Some(span) = pool.span() {
                finding.also(Place::Bytes(span), "the pool");
            }
            let fits = (0..=29).rev().find(|prefix| each(*prefix) >= clients).unwrap_or(0);
            finding.help(format!("take a /{fits} or a larger range"));
        }
        let sku = gateway.sku.as_ref().and_then(|stated| Some((stated, gateway_sku(&stated.value)?)));
        if let Some((stated, sku)) = sku.filter(|(_, sku)| clients > u64::from(sku.clients)) {
            let message = format!(
                "{clients} clients are to dial into `networks/{name}`, and a gateway of the SKU `{}` takes {} at a time",
                sku.name, sku.clients
            );
            let finding = cx.report(Place::Bytes(at), message);
            if let Some(span) = stated.span() {
                finding.also(Place::Bytes(span), "the SKU");
            }
            finding.help("take a larger SKU");
        }
    }
}
