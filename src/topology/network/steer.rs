//! What subnets let in and out, and where their routes send packets.

use super::walk::{Step, Walk};
use super::{Dropped, Filter, Hop, Passing};
use crate::blueprint::{
    AddressPrefix, Cidr, Direction, NextHopType, RouteTable, Subnet, SubnetRef, UserRoute,
};

impl<'t> Walk<'t> {
    /// Out of the one subnet and into the other, on the port that answers.
    pub(super) fn filtered(&mut self) -> Step {
        let Some(port) = self.route.destination.port else { return Ok(()) };
        let (source, destination) = (self.route.source.clone(), self.route.destination.clone());
        if source.subnet.is_some() && source.subnet == destination.subnet {
            return Ok(());
        }
        let ends = [(Direction::Outbound, source.subnet), (Direction::Inbound, destination.subnet)];
        for (direction, subnet) in ends {
            let Some(subnet) = subnet else { continue };
            let group = self.subnet(&subnet).and_then(|subnet| subnet.network_security_group.as_ref());
            let Some(group) = group else { continue };
            let filter = Filter::of(group);
            for (from, to) in
                source.ranges.iter().flat_map(|from| destination.ranges.iter().map(move |to| (*from, *to)))
            {
                let ends = (Passing::Range(from), Passing::Range(to));
                let Some((name, rule)) = filter.drops(direction, ends, Some(port)) else { continue };
                let path = format!(
                    "networks/{}/subnets/{}/networkSecurityGroup/rules/{name}",
                    subnet.network, subnet.subnet
                );
                let why = format!("`{path}` drops what comes from {} for {}, port {port}", from.0, to.0);
                let help = self.allowing(&filter, from, port, rule.priority.value.0, direction);
                self.route.dropped = Some(Dropped { rule: path, at: rule.key_span(), help });
                return Err(why);
            }
        }
        Ok(())
    }

    fn allowing(
        &self,
        filter: &Filter<'_>,
        from: Cidr,
        port: u16,
        priority: u32,
        direction: Direction,
    ) -> String {
        let rule = format!(
            "add a rule with a `priority` below {priority}: `{{direction: {}, access: Allow, protocol: Tcp, \
             sourceAddressPrefixes: [{}], destinationPortRanges: [{port}]}}`",
            direction.word(),
            from.0
        );
        let pods = self
            .nodes_of_client()
            .filter(|_| self.route.source.translated)
            .and_then(|nodes| nodes.pod_range());
        let knows = |range: Cidr| {
            filter.rules().any(|(_, rule)| {
                rule.source_address_prefixes.iter().any(|prefix| prefix.value == AddressPrefix::Range(range))
            })
        };
        match pods.filter(|range| knows(*range)) {
            Some(range) => format!("pods of an overlay arrive as their nodes, not from {}: {rule}", range.0),
            None => rule,
        }
    }

    pub(super) fn subnet(&self, stated: &SubnetRef) -> Option<&'t Subnet> {
        Some(&self.graph.network(&stated.network)?.subnets.get(&stated.subnet)?.value)
    }

    /// The route of its own that the client's subnet has for where the brokers are: the narrowest that holds all of it.
    fn own_route(&self) -> Option<(&'t str, &'t UserRoute)> {
        let subnet = self.subnet(self.route.source.subnet.as_ref()?)?;
        let [to] = self.route.destination.ranges.as_slice() else { return None };
        narrowest(subnet.route_table.as_ref()?, *to)
    }

    /// What a route of the client's subnet does to its packets; whether it leads them there.
    ///
    /// # Errors
    /// Why they do not arrive.
    pub(super) fn steered(&mut self, from: &'t str, to: &'t str) -> Result<bool, String> {
        let Some((name, route)) = self.own_route() else { return Ok(false) };
        let path = || {
            let subnet = self.route.source.subnet.as_ref();
            let subnet = subnet.map_or("", |subnet| subnet.subnet.as_str());
            format!("networks/{from}/subnets/{subnet}/routeTable/routes/{name}")
        };
        // Azure's own way into a network that is joined is as narrow as that network's range, and wins over a wider one.
        let own = self.graph.network(to).into_iter().flat_map(|network| &network.address_space);
        let holding = own
            .filter(|space| self.route.destination.ranges.iter().all(|range| space.value.contains(&range.0)));
        let narrowest = holding.map(|space| space.value.prefix_len()).max().unwrap_or(0);
        let prefix = match &route.address_prefix.value {
            AddressPrefix::Range(range) => range.prefix_len(),
            AddressPrefix::Any | AddressPrefix::Tag(_) => 0,
        };
        if prefix < narrowest && self.graph.join(from, to).is_ok() {
            return Ok(false);
        }
        match route.next_hop_type.value {
            NextHopType::None => Err(format!("`{}` sends it nowhere", path())),
            NextHopType::VirtualAppliance => {
                let Some(address) = route.next_hop_ip_address.as_ref().map(|address| address.value) else {
                    return Ok(false);
                };
                let mut networks = self.topology.blueprint.networks.iter();
                let home = networks.find(|(_, network)| {
                    network.address_space.iter().any(|space| space.value.contains(&address.0))
                });
                let Some((home, _)) = home else {
                    return Ok(false);
                };
                self.forwarded(from, home)?;
                self.cross(from, home)?;
                self.route.hops.push(Hop::Appliance { address, network: home.to_owned() });
                self.forwarded(home, to)?;
                self.cross(home, to)?;
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    /// A peering drops what comes from neither of its networks, unless it is told to take it.
    fn forwarded(&self, from: &str, to: &str) -> Step {
        let peerings = self.topology.blueprint.peerings.iter();
        let found = peerings.into_iter().find(|(_, peering)| {
            let has = |name: &str| peering.between.iter().any(|network| *network.value.0 == *name);
            from != to && has(from) && has(to)
        });
        match found {
            Some((name, peering))
                if peering.allow_forwarded_traffic.as_ref().is_none_or(|allowed| !allowed.value) =>
            {
                Err(format!(
                    "`peerings/{name}` drops what an appliance sends on: it has no `allowForwardedTraffic`"
                ))
            }
            _ => Ok(()),
        }
    }
}

/// The route for all of a range.
pub(super) fn narrowest(table: &RouteTable, to: Cidr) -> Option<(&str, &UserRoute)> {
    let fitting = table.routes.iter().filter_map(|(name, route)| match &route.address_prefix.value {
        AddressPrefix::Any => Some((0, name, &route.value)),
        AddressPrefix::Range(range) if range.contains(&to.0) => {
            Some((range.prefix_len(), name, &route.value))
        }
        AddressPrefix::Range(_) | AddressPrefix::Tag(_) => None,
    });
    fitting.max_by_key(|(prefix, ..)| *prefix).map(|(_, name, route)| (name, route))
}
