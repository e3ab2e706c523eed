//! VPN gateways as Azure does not make them.

use super::azure::too_small;
use super::{At, report};
use crate::blueprint::{
    AllocationMethod, Gateway, PointToSite, PublicIpSku, Val, VpnClientProtocol, VpnType,
};
use crate::diagnostic::{GATEWAY_REFUSED, Sink};
use crate::facts::azure::{
    BASIC_GATEWAY_SKU, GATEWAY_SKUS, MOST_ROOT_CERTIFICATES, RETIRED_GATEWAY_SKUS,
    SMALLEST_POOL_ACTIVE_ACTIVE, SMALLEST_SUBNET, gateway_sku,
};
use crate::facts::near;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.networks.iter() {
        if let Some(gateway) = &item.value.virtual_network_gateway {
            sku(name, gateway, sink);
            addresses(name, gateway, sink);
            if let Some(dialled) = &gateway.point_to_site {
                dial_in(name, gateway, dialled, sink);
            }
        }
    }
    transit(topology, sink);
}

fn is_basic(gateway: &Gateway) -> Option<&Val<String>> {
    gateway.sku.as_ref().filter(|sku| sku.value == BASIC_GATEWAY_SKU)
}

fn active_active(gateway: &Gateway) -> Option<&Val<bool>> {
    gateway.active_active.as_ref().filter(|both| both.value)
}

fn sku(name: &str, gateway: &Gateway, sink: &mut Sink) {
    let Some(sku) = &gateway.sku else { return };
    if RETIRED_GATEWAY_SKUS.contains(&sku.value.as_str()) {
        let message = format!(
            "the gateway of `networks/{name}` is of the SKU `{}`, which nobody could make since December 2023 and which \
             was retired in September 2025",
            sku.value
        );
        report(sink, &GATEWAY_REFUSED, message, "write `sku: VpnGw1AZ`", &[(sku.span(), "")]);
    } else if let (None, Some(best)) =
        (gateway_sku(&sku.value), near::nearest(&sku.value, GATEWAY_SKUS.iter().map(|sku| sku.name)))
    {
        let message =
            format!("the gateway of `networks/{name}` is of the SKU `{}`, which there is not", sku.value);
        report(sink, &GATEWAY_REFUSED, message, format!("did you mean `{best}`?"), &[(sku.span(), "")]);
    }
    if let (Some(basic), Some(both)) = (is_basic(gateway), active_active(gateway)) {
        let message =
            format!("the gateway of `networks/{name}` is active on both machines, and `Basic` has one");
        let places = [(both.span(), ""), (basic.span(), "the SKU")];
        report(sink, &GATEWAY_REFUSED, message, "write `sku: VpnGw1AZ`, or take `activeActive` out", &places);
    }
}

/// The public addresses of the machines: of a SKU that still is, given out for good, and one for each.
fn addresses(name: &str, gateway: &Gateway, sink: &mut Sink) {
    let all = &gateway.public_ip_addresses;
    for (address, item) in all.iter() {
        let basic = item.sku.as_ref().filter(|sku| sku.value == PublicIpSku::Basic).map(Val::span);
        let dynamic = item
            .allocation_method
            .as_ref()
            .filter(|how| how.value == AllocationMethod::Dynamic)
            .map(Val::span);
        let (at, what) = match (basic, dynamic) {
            (Some(at), _) => (at, "of the SKU `Basic`, which was retired in September 2025"),
            (None, Some(at)) => (at, "given out dynamically, and a gateway takes static ones only"),
            (None, None) => continue,
        };
        let message = format!("the address `{address}` of the gateway of `networks/{name}` is {what}");
        report(
            sink,
            &GATEWAY_REFUSED,
            message,
            "write `{sku: Standard, allocationMethod: Static}`",
            &[(at, "")],
        );
    }
    if all.is_empty() || all.any_broken() {
        return;
    }
    let both = active_active(gateway);
    let zones = gateway.sku.as_ref().and_then(|sku| gateway_sku(&sku.value)).is_some_and(|sku| sku.zones);
    let (needed, why) = match (both, &gateway.point_to_site) {
        (None, _) => (1, "its one active machine has one"),
        (Some(_), Some(_)) if zones => {
            (3, "with clients that dial in, a gateway that is active on both machines has three")
        }
        (Some(_), _) => (2, "a gateway that is active on both machines has two"),
    };
    if all.len() != needed {
        let message = format!(
            "the gateway of `networks/{name}` has {} public address{}, and needs {needed}: {why}",
            all.len(),
            if all.len() == 1 { "" } else { "es" }
        );
        let at = all.origin.as_ref().and_then(crate::source::Origin::span);
        let places: [At<'_>; 2] = [(at, ""), (both.and_then(Val::span), "on both")];
        let help = format!("name {needed} under `publicIpAddresses`, or leave it out to have them made");
        report(sink, &GATEWAY_REFUSED, message, help, &places);
    }
}

fn dial_in(name: &str, gateway: &Gateway, dialled: &PointToSite, sink: &mut Sink) {
    if let Some(kind) = gateway.vpn_type.as_ref().filter(|kind| kind.value == VpnType::PolicyBased) {
        let message =
            format!("clients cannot dial into the gateway of `networks/{name}`: it is `PolicyBased`");
        let places = [(kind.span(), ""), (dialled.origin.span(), "point-to-site needs routes")];
        report(sink, &GATEWAY_REFUSED, message, "write `vpnType: RouteBased`", &places);
    }
    let smallest =
        if active_active(gateway).is_some() { SMALLEST_POOL_ACTIVE_ACTIVE } else { SMALLEST_SUBNET };
    for pool in &dialled.vpn_client_address_pool {
        too_small(&format!("the client pool of `networks/{name}`"), pool, smallest, sink);
    }
    let newer = dialled.vpn_client_protocols.iter().find(|how| how.value != VpnClientProtocol::Sstp);
    if let (Some(basic), Some(protocol)) = (is_basic(gateway), newer) {
        let word = protocol.value.word();
        let message =
            format!("clients of the gateway of `networks/{name}` use {word}, which `Basic` does not have");
        let help = "write `sku: VpnGw1AZ`, or `vpnClientProtocols: [SSTP]`, which is for Windows alone";
        report(sink, &GATEWAY_REFUSED, message, help, &[(protocol.span(), ""), (basic.span(), "the SKU")]);
    }
    let roots = &dialled.vpn_client_root_certificates;
    if let Some(beyond) = roots.get(MOST_ROOT_CERTIFICATES) {
        let message = format!(
            "the gateway of `networks/{name}` has {} root certificates, and takes {MOST_ROOT_CERTIFICATES}",
            roots.len()
        );
        let help = "sign the clients' certificates with fewer roots";
        report(sink, &GATEWAY_REFUSED, message, help, &[(beyond.span(), "one too many")]);
    }
}

/// One half lends the gateway and the other uses it: there have to be two.
fn transit(topology: &Topology, sink: &mut Sink) {
    for (name, peering) in topology.blueprint.peerings.iter() {
        let (Some(transit), Some(half), [one, other]) =
            (&peering.gateway_transit, peering.halves.first(), peering.between.as_slice())
        else {
            continue;
        };
        let has = |network: &str| peering.halves.iter().any(|half| *half.value.0 == *network);
        let Some(lacks) = [one, other].into_iter().find(|network| !has(&network.value.0)) else { continue };
        let what = if lacks.value.0 == transit.from.value.0 {
            "so that nobody allows gateway transit"
        } else {
            "so that nobody uses the remote gateway"
        };
        let message = format!(
            "`peerings/{name}` has a `gatewayTransit` and no half in `networks/{}`, {what}",
            &*lacks.value.0
        );
        let places = [(transit.from.span(), ""), (half.span(), "the only half")];
        report(sink, &GATEWAY_REFUSED, message, "make the other half too, and take `halves` out", &places);
    }
}
