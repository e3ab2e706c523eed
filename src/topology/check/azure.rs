//! Networks and gateways as Azure does not make them.

use super::network::overlap;
use super::{report, report_as};
use crate::blueprint::{Cidr, Gateway, Kafka, Network, Val, VpnType};
use crate::diagnostic::{GATEWAY_REFUSED, PUBLIC_ADDRESS, RANGE_REFUSED, Severity, Sink};
use crate::facts::azure::{
    FORBIDDEN_RANGES, GATEWAY_SUBNET, GATEWAY_SUBNET_SMALLEST, RETIRED_GATEWAY_SKUS, SMALLEST_SUBNET,
    is_private, meant,
};
use crate::topology::Topology;
use ipnet::Ipv4Net;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.networks.iter() {
        network(name, &item.value, sink);
        if let Some(gateway) = &item.value.virtual_network_gateway {
            self::gateway(name, gateway, sink);
        }
    }
    brokers(topology, sink);
}

fn network(name: &str, network: &Network, sink: &mut Sink) {
    for space in &network.address_space {
        let forbidden = FORBIDDEN_RANGES
            .iter()
            .find(|range| range.parse().is_ok_and(|range| overlap(&space.value, &Cidr(range))));
        if let Some(forbidden) = forbidden {
            let message = format!(
                "`networks/{name}` has {}, and no virtual network may have addresses of {forbidden}",
                space.value.0
            );
            report(sink, &RANGE_REFUSED, message, private_help(), &[(space.span(), "")]);
        } else if !is_private(space.value.0) {
            public(&format!("`networks/{name}`"), space, sink);
        }
    }
    for (subnet, item) in network.subnets.iter() {
        let range = &item.value.address_prefix;
        let longest = if subnet == GATEWAY_SUBNET { GATEWAY_SUBNET_SMALLEST } else { SMALLEST_SUBNET };
        too_small(&format!("`networks/{name}/subnets/{subnet}`"), range, longest, sink);
    }
}

fn gateway(name: &str, gateway: &Gateway, sink: &mut Sink) {
    if let Some(sku) = gateway.sku.as_ref().filter(|sku| RETIRED_GATEWAY_SKUS.contains(&sku.value.as_str())) {
        let message = format!(
            "the gateway of `networks/{name}` is of the SKU `{}`, which nobody could make since December 2023 and which \
             was retired in September 2025",
            sku.value
        );
        report(sink, &GATEWAY_REFUSED, message, "write `sku: VpnGw1AZ`", &[(sku.span(), "")]);
    }
    let Some(dialled) = &gateway.point_to_site else { return };
    if let Some(kind) = gateway.vpn_type.as_ref().filter(|kind| kind.value == VpnType::PolicyBased) {
        let message =
            format!("clients cannot dial into the gateway of `networks/{name}`: it is `PolicyBased`");
        let places = [(kind.span(), ""), (dialled.origin.span(), "point-to-site needs routes")];
        report(sink, &GATEWAY_REFUSED, message, "write `vpnType: RouteBased`", &places);
    }
    for pool in &dialled.vpn_client_address_pool {
        too_small(&format!("the client pool of `networks/{name}`"), pool, SMALLEST_SUBNET, sink);
    }
}

fn too_small(what: &str, range: &Val<Cidr>, longest: u8, sink: &mut Sink) {
    if range.value.prefix_len() > longest {
        let message =
            format!("{what} is {}, and the smallest that Azure takes is a /{longest}", range.value.0);
        report(
            sink,
            &RANGE_REFUSED,
            message,
            format!("take a /{longest} or a larger range"),
            &[(range.span(), "")],
        );
    }
}

fn public(what: &str, range: &Val<Cidr>, sink: &mut Sink) {
    let message = format!(
        "{what} has {}, which is not private: others have those addresses on the internet",
        range.value.0
    );
    let help = match meant(range.value.network())
        .and_then(|meant| Ipv4Net::new(meant, range.value.prefix_len()).ok())
    {
        Some(meant) if is_private(meant) => format!("did you mean {meant}?"),
        _ => private_help(),
    };
    report_as(Severity::Warning, sink, &PUBLIC_ADDRESS, message, help, &[(range.span(), "")]);
}

fn private_help() -> String {
    format!("use addresses of {}", crate::facts::azure::PRIVATE_RANGES.join(", "))
}

/// Brokers whose subnet is not stated: then nothing else can tell a slip.
fn brokers(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.kafka.iter() {
        let Kafka::HdInsight(cluster) = &item.value else { continue };
        for (broker, address) in cluster.brokers.iter().filter(|_| cluster.subnet.is_none()) {
            let stated = address.value.value.0;
            let Some(meant) = meant(stated) else { continue };
            let message = format!("`kafka/{name}/brokers/{broker}` is {stated}, which is a public address");
            let places = [(address.value.span(), "")];
            report_as(
                Severity::Error,
                sink,
                &PUBLIC_ADDRESS,
                message,
                format!("did you mean {meant}?"),
                &places,
            );
        }
    }
}
