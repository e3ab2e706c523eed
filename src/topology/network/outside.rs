//! Clients outside Kubernetes that say where they run.

use super::walk::{Step, Walk};
use super::{Hop, Missing, Source};
use crate::blueprint::{Cidr, Gateway, Peer};

impl<'t> Walk<'t> {
    /// From the place a client names into a network.
    pub(super) fn come_from(&mut self, from: &'t Peer, to: &'t str) -> Step {
        match from {
            Peer::Network(network) => {
                let spaces = self.graph.network(network).map_or(&[][..], |network| &network.address_space);
                self.route.source = Source {
                    place: format!("networks/{network}"),
                    network: Some(network.clone()),
                    ranges: spaces.iter().map(|space| space.value).collect(),
                    ..Source::default()
                };
                self.leave_network(network, to)
            }
            Peer::Subnet(subnet) => {
                self.route.source = Source {
                    place: format!("networks/{}/subnets/{}", subnet.network, subnet.subnet),
                    network: Some(subnet.network.clone()),
                    subnet: Some(subnet.clone()),
                    ranges: self.range_of(subnet).into_iter().collect(),
                    translated: false,
                };
                self.leave_network(&subnet.network, to)
            }
            Peer::PointToSite(network) => {
                let pool = self.gateway(network).and_then(|gateway| gateway.point_to_site.as_ref());
                let ranges = pool.into_iter().flat_map(|pool| &pool.vpn_client_address_pool);
                self.route.source = Source {
                    place: format!("networks/{network}/pointToSite"),
                    network: Some(network.clone()),
                    ranges: ranges.map(|range| range.value).collect(),
                    ..Source::default()
                };
                self.through_gateway(network, to)
            }
            Peer::Range(range) => self.leave_site(*range, to),
            // Refused where references are checked.
            Peer::Namespace(_) | Peer::App(_) => Ok(()),
        }
    }

    fn leave_network(&mut self, from: &'t str, to: &'t str) -> Step {
        // A network that is not declared was reported.
        if self.graph.network(from).is_some() { self.cross(from, to) } else { Ok(()) }
    }

    /// A network elsewhere: by the tunnel that leads there.
    fn leave_site(&mut self, range: Cidr, to: &'t str) -> Step {
        let holds = |gateway: &Gateway| {
            let sites = gateway.local_network_gateways.iter();
            sites
                .flat_map(|(_, site)| &site.local_network_address_space)
                .any(|own| own.value.contains(&range.0))
        };
        let found = self
            .topology
            .blueprint
            .networks
            .iter()
            .find(|(_, network)| network.virtual_network_gateway.as_ref().is_some_and(holds));
        self.route.source = Source { ranges: vec![range], ..Source::default() };
        let Some((network, _)) = found else {
            self.missing.push(Missing {
                fact: format!("the way from {} into `networks/{to}`", range.0),
                state: Some("`localNetworkGateways` of the gateway it comes through".into()),
                queries: Vec::new(),
            });
            return Ok(());
        };
        self.route.source.place = format!("networks/{network}/localNetworkGateways");
        self.route.source.network = Some(network.to_owned());
        self.through_gateway(network, to)
    }

    /// Through the gateway of one network, and one peering further where that lends it.
    fn through_gateway(&mut self, network: &'t str, to: &'t str) -> Step {
        if self.graph.network(network).is_none() {
            return Ok(());
        }
        self.route.hops.push(Hop::Gateway { network: network.to_owned() });
        let lent = self.graph.dialled_from(network).any(|reached| reached == to);
        let joined = self.cross(network, to);
        if joined.is_ok() && !lent {
            return Err(format!(
                "the peering of `networks/{network}` and `networks/{to}` has no `gatewayTransit`, so that who comes through \
                 the gateway gets no further than `networks/{network}`"
            ));
        }
        joined
    }

    fn gateway(&self, network: &str) -> Option<&'t Gateway> {
        self.graph.network(network)?.virtual_network_gateway.as_ref()
    }
}
