//! Networks as Azure does not make them, and addresses that are somebody else's.

use super::network::overlap;
use super::{report, report_as};
use crate::blueprint::{Cidr, Kafka, Network, Provider, Val};
use crate::diagnostic::{PUBLIC_ADDRESS, RANGE_REFUSED, Severity, Sink};
use crate::facts::azure::{
    FORBIDDEN_RANGES, GATEWAY_SUBNET, GATEWAY_SUBNET_SMALLEST, SMALLEST_SUBNET, is_private, meant,
};
use crate::facts::provider::EKS_SERVICE_RANGE;
use crate::topology::Topology;
use ipnet::Ipv4Net;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (name, item) in topology.blueprint.networks.iter() {
        network(name, &item.value, sink);
    }
    for (name, item) in topology.blueprint.networks.iter() {
        let gateway = item.value.virtual_network_gateway.as_ref();
        let dialled = gateway.and_then(|gateway| gateway.point_to_site.as_ref());
        for pool in dialled.into_iter().flat_map(|dialled| &dialled.vpn_client_address_pool) {
            own(&format!("the client pool of `networks/{name}` is"), pool, sink);
        }
    }
    for (name, item) in topology.blueprint.kubernetes.iter() {
        let Some(profile) = &item.network_profile else { continue };
        // Google takes a range of its own for Services, which is nobody else's.
        let google = item.provider.value == Provider::Gke;
        if let Some(services) = profile.service_cidr.as_ref().filter(|_| !google) {
            own(&format!("the Services of `kubernetes/{name}` have"), services, sink);
        }
        if let Some(pods) = profile.pod_cidr.as_ref().filter(|_| !google) {
            own(&format!("the pods of `kubernetes/{name}` have"), pods, sink);
        }
        if let Some(services) = profile.service_cidr.as_ref().filter(|_| item.provider.value == Provider::Eks)
        {
            eks_services(name, services, sink);
        }
    }
    brokers(topology, sink);
}

/// A range that only machines of one's own are to have.
fn own(what: &str, range: &Val<Cidr>, sink: &mut Sink) {
    if !is_private(range.value.0) {
        public(what, range, sink);
    }
}

/// EKS takes a private range for Services, neither small nor large.
fn eks_services(name: &str, range: &Val<Cidr>, sink: &mut Sink) {
    let (longest, shortest) = EKS_SERVICE_RANGE;
    let prefix = range.value.prefix_len();
    if (shortest..=longest).contains(&prefix) {
        return;
    }
    let message = format!(
        "the Services of `kubernetes/{name}` have {}, and EKS takes a /{longest} to a /{shortest}",
        range.value.0
    );
    report(sink, &RANGE_REFUSED, message, "take a /16", &[(range.span(), "")]);
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
            public(&format!("`networks/{name}` has"), space, sink);
        }
    }
    for (subnet, item) in network.subnets.iter() {
        let range = &item.value.address_prefix;
        let longest = if subnet == GATEWAY_SUBNET { GATEWAY_SUBNET_SMALLEST } else { SMALLEST_SUBNET };
        too_small(&format!("`networks/{name}/subnets/{subnet}`"), range, longest, sink);
    }
}

pub(super) fn too_small(what: &str, range: &Val<Cidr>, longest: u8, sink: &mut Sink) {
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
        "{what} {}, which is not private: others have those addresses on the internet",
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
