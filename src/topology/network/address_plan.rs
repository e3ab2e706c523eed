use super::demand::demands;
use super::{Demand, Free, Nodes, PodAddresses, Range, RangeKind, RangeOrigin};
use crate::blueprint::{Cidr, Network, SubnetRef, Val};
use crate::facts::azure::{AKS_NODE_PREFIX, usable_addresses};
use crate::topology::Topology;
use std::collections::BTreeMap;

/// Every range of one environment: networks with what is inside them, then Kubernetes clusters, each by name.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct AddressPlan {
    /// The ranges.
    pub ranges: Vec<Range>,
}

impl AddressPlan {
    pub(super) fn of(topology: &Topology) -> Self {
        let mut plan = Self::default();
        let demands = demands(topology);
        for (name, item) in topology.blueprint.networks.iter() {
            plan.network(name, &item.value, &demands);
        }
        for (name, item) in topology.blueprint.kubernetes.iter() {
            plan.kubernetes(&Nodes::of(name, &item.value, item.key_span()));
        }
        plan
    }

    fn network(&mut self, name: &str, network: &Network, demands: &BTreeMap<SubnetRef, Vec<Demand>>) {
        let owner = format!("networks/{name}");
        let mut subnets: Vec<(&str, &Val<Cidr>)> =
            network.subnets.iter().map(|(subnet, item)| (subnet, &item.value.address_prefix)).collect();
        subnets.sort_by_key(|(subnet, range)| (range.value, *subnet));
        for space in &network.address_space {
            let inside = subnets.iter().filter(|(_, range)| space.value.contains(&range.value.0));
            let taken = inside.map(|(_, range)| range.value.broadcast()).max();
            self.written(RangeKind::VirtualNetwork, owner.clone(), space).free =
                Free::behind(space.value, taken);
        }
        for (subnet, range) in subnets {
            let usable = usable_addresses(range.value.prefix_len());
            let at = SubnetRef { network: name.to_owned(), subnet: subnet.to_owned() };
            let taken = demands.get(&at).into_iter().flatten().map(|demand| demand.count).sum();
            let own = self.written(RangeKind::Subnet, format!("{owner}/subnets/{subnet}"), range);
            (own.usable, own.taken) = (Some(usable), taken);
        }
        let dialled =
            network.virtual_network_gateway.as_ref().and_then(|gateway| gateway.point_to_site.as_ref());
        for pool in dialled.into_iter().flat_map(|dialled| &dialled.vpn_client_address_pool) {
            self.written(RangeKind::ClientPool, format!("{owner}/pointToSite"), pool);
        }
        let gateway = network.virtual_network_gateway.as_ref();
        for (site, local) in gateway.into_iter().flat_map(|gateway| gateway.local_network_gateways.iter()) {
            for range in &local.local_network_address_space {
                let owner = format!("{owner}/localNetworkGateways/{site}");
                self.written(RangeKind::LocalNetwork, owner, range);
            }
        }
    }

    fn kubernetes(&mut self, nodes: &Nodes<'_>) {
        let owner = format!("kubernetes/{}", nodes.name);
        let defaults = nodes.defaults();
        let default = |key: &str, ranges: &[&'static str]| -> Vec<(Cidr, RangeOrigin)> {
            let origin = RangeOrigin::Default {
                provider: nodes.cluster.provider.value.word(),
                instead: Some(format!("{owner}/{key}")),
                at: nodes.profile_span(),
            };
            ranges.iter().filter_map(|range| Some((Cidr(range.parse().ok()?), origin.clone()))).collect()
        };
        if nodes.subnet().is_none()
            && let Some(defaults) = defaults
        {
            for (cidr, origin) in default("subnet", &defaults.network) {
                self.push(RangeKind::VirtualNetwork, owner.clone(), cidr, origin);
            }
            for (cidr, origin) in default("subnet", &defaults.node) {
                self.push(RangeKind::Subnet, owner.clone(), cidr, origin).usable =
                    Some(usable_addresses(cidr.prefix_len()));
            }
        }
        let per_node = |cidr: Cidr| {
            let room = u32::from(AKS_NODE_PREFIX.checked_sub(cidr.prefix_len())?);
            (nodes.is_aks() && nodes.pods == PodAddresses::Overlay).then_some(1 << room)
        };
        match nodes.pod_cidr() {
            Some(written) => {
                self.written(RangeKind::Pods, owner.clone(), written).nodes = per_node(written.value);
            }
            None if nodes.pods == PodAddresses::Overlay => {
                for (cidr, origin) in
                    defaults.map_or_else(Vec::new, |d| default("networkProfile/podCidr", &d.pod))
                {
                    self.push(RangeKind::Pods, owner.clone(), cidr, origin).nodes = per_node(cidr);
                }
            }
            None => {}
        }
        match nodes.service_cidr() {
            Some(written) => {
                self.written(RangeKind::Services, owner, written);
            }
            None => {
                for (cidr, origin) in
                    defaults.map_or_else(Vec::new, |d| default("networkProfile/serviceCidr", &d.service))
                {
                    self.push(RangeKind::Services, owner.clone(), cidr, origin);
                }
            }
        }
    }

    fn written(&mut self, kind: RangeKind, owner: String, range: &Val<Cidr>) -> &mut Range {
        self.push(kind, owner, range.value, RangeOrigin::Written(range.origin.clone()))
    }

    fn push(&mut self, kind: RangeKind, owner: String, cidr: Cidr, origin: RangeOrigin) -> &mut Range {
        let at = self.ranges.len();
        self.ranges.push(Range {
            kind,
            owner,
            cidr,
            origin,
            usable: None,
            taken: 0,
            nodes: None,
            free: None,
        });
        &mut self.ranges[at]
    }
}
