//! Virtual networks with their subnets and gateways, and what joins them.

use super::draw::{Pen, Residents, Where};
use super::model::{Area, AreaId, AreaKind, CardId, List, Tie, TieEnd, TieKind};
use super::server;
use crate::blueprint::{Gateway, Network, Peering};
use crate::facts::azure::GATEWAY_SUBNET;
use std::collections::BTreeMap;

impl<'t> Pen<'t> {
    /// Every network, by name. They become roots, each after the clients that dial into it.
    pub(super) fn networks(&mut self) -> BTreeMap<&'t str, AreaId> {
        let mut networks = BTreeMap::new();
        for (name, item) in self.topology.blueprint.networks.iter() {
            let network = self.network(name, &item.value);
            self.drawing.roots.push(network);
            networks.insert(name, network);
        }
        networks
    }

    fn network(&mut self, name: &'t str, network: &'t Network) -> AreaId {
        let mut areas = Vec::new();
        let mut empty = Vec::new();
        for (subnet, item) in network.subnets.iter() {
            let range = item.address_prefix.value.0.to_string();
            let gateway = network.virtual_network_gateway.as_ref().filter(|_| subnet == GATEWAY_SUBNET);
            let residents = self.residents.remove(&Some((name, subnet)));
            let clients = self.clients(&Where::Network(name, Some(subnet)));
            if residents.is_none() && gateway.is_none() && clients.is_empty() {
                empty.push(format!("{subnet} {range}"));
                continue;
            }
            let (mut cards, inside) = self.settle(residents.unwrap_or_default());
            cards.extend(gateway.map(|gateway| self.gateway(name, gateway)));
            cards.extend(clients);
            let area =
                Area { notes: vec![range], cards, areas: inside, ..Area::new(AreaKind::Subnet, subnet) };
            areas.push(self.area(area));
        }
        let ranges = network.address_space.iter().map(|range| range.value.0.to_string());
        let notes = ranges.chain(network.location.as_ref().map(|location| location.value.clone())).collect();
        let more = (!empty.is_empty()).then(|| {
            let word = if areas.is_empty() { "" } else { "other " };
            let word = format!("{} {word}subnet{}", empty.len(), if empty.len() == 1 { "" } else { "s" });
            List { word, items: empty, lines: 2 }
        });
        let cards = self.clients(&Where::Network(name, None));
        self.area(Area { notes, cards, areas, more, ..Area::new(AreaKind::Network, name) })
    }

    /// The cards and areas of what a subnet holds.
    pub(super) fn settle(&mut self, residents: Residents<'t>) -> (Vec<CardId>, Vec<AreaId>) {
        let cards = residents.kafka.into_iter().filter_map(|name| self.server(name)).collect();
        let areas = residents.kubernetes.into_iter().filter_map(|name| self.kubernetes(name)).collect();
        (cards, areas)
    }

    /// The gateway's card; the clients that dial into it become a root of their own.
    fn gateway(&mut self, network: &'t str, gateway: &Gateway) -> CardId {
        let card = self.card(server::gateway(gateway));
        if let Some(dial_in) = &gateway.point_to_site {
            let notes =
                dial_in.vpn_client_address_pool.iter().map(|range| range.value.0.to_string()).collect();
            let cards = self.clients(&Where::Pool(network));
            let pool = self.area(Area { notes, cards, ..Area::new(AreaKind::ClientPool, network) });
            self.drawing.roots.push(pool);
            let ends = [
                (TieEnd::Area(pool), format!("VPN tunnel to {network}")),
                (TieEnd::Card(card), String::new()),
            ];
            self.drawing.ties.push(Tie { kind: TieKind::Tunnel, words: "VPN tunnel".into(), ends });
        }
        self.sites(network, gateway, card);
        card
    }

    /// The networks at the other ends of a gateway's tunnels, where something in them connects.
    fn sites(&mut self, network: &'t str, gateway: &Gateway, card: CardId) {
        let cards = self.clients(&Where::Site(network));
        if cards.is_empty() {
            return;
        }
        let ranges =
            gateway.local_network_gateways.iter().flat_map(|(_, site)| &site.local_network_address_space);
        let notes = ranges.map(|range| range.value.0.to_string()).collect();
        let names: Vec<&str> = gateway.local_network_gateways.names().collect();
        let area = self.area(Area { notes, cards, ..Area::new(AreaKind::Elsewhere, &names.join(", ")) });
        self.drawing.roots.push(area);
        let ends =
            [(TieEnd::Area(area), format!("tunnel to {network}")), (TieEnd::Card(card), String::new())];
        self.drawing.ties.push(Tie { kind: TieKind::Tunnel, words: "VPN tunnel".into(), ends });
    }

    /// Every peering of two networks that are there.
    pub(super) fn peerings(&self, networks: &BTreeMap<&'t str, AreaId>) -> Vec<Tie> {
        let peerings = self.topology.blueprint.peerings.iter();
        peerings.filter_map(|(name, item)| peering(name, &item.value, networks)).collect()
    }
}

fn peering(name: &str, peering: &Peering, networks: &BTreeMap<&str, AreaId>) -> Option<Tie> {
    let [one, other] = peering.between.as_slice() else { return None };
    let [one, other] = [&*one.value.0, &*other.value.0];
    let transit = peering.gateway_transit.as_ref().map(|transit| &*transit.from.value.0);
    let half =
        |side: &str| peering.halves.is_empty() || peering.halves.iter().any(|half| &*half.value.0 == side);
    let end = |side: &str, other: &str| {
        let gateway = match transit {
            Some(from) if from == side => ", lends its gateway",
            Some(from) if from == other => ", uses its gateway",
            _ => "",
        };
        let missing = if half(side) { "" } else { ", no half here" };
        let area = *networks.get(side)?;
        Some((TieEnd::Area(area), format!("peering {name} with {other}{gateway}{missing}")))
    };
    let kind = if half(one) && half(other) { TieKind::Peering } else { TieKind::HalfPeering };
    let gateway = transit.map_or_else(String::new, |from| format!(", gateway of {from}"));
    let half = if kind == TieKind::HalfPeering { ", only one half" } else { "" };
    Some(Tie {
        kind,
        words: format!("peering {name}{gateway}{half}"),
        ends: [end(one, other)?, end(other, one)?],
    })
}
