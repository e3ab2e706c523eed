use crate::diagnostic::{Code, Severity};
use crate::facts::azure::{BASIC_GATEWAY_SKU, gateway_sku};
use crate::lint::{Certainty, Check, Cx, Place, Rule, Subject};
use crate::topology::Topology;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("gateway-without-zones", Severity::Warning, include_str!("gateway_without_zones.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["NET38"],
    check: Check::Platform(check),
};

fn check<'a>(topology: &'a Topology, cx: &mut Cx<'a>) {
    for (name, network) in topology.blueprint.networks.iter() {
        let gateway = network.virtual_network_gateway.as_ref();
        let Some(stated) = gateway.and_then(|gateway| gateway.sku.as_ref()) else { continue };
        let plain = gateway_sku(&stated.value).filter(|sku| !sku.zones && sku.name != BASIC_GATEWAY_SKU);
        let (Some(sku), Some(at)) = (plain, stated.span()) else { continue };
        let message = format!(
            "the gateway of `networks/{name}` is of the SKU `{}`, which Azure gives up for `{}AZ`",
            sku.name, sku.name
        );
        cx.report(Place::Bytes(at), message).help(format!("write `sku: {}AZ`", sku.name));
    }
}
