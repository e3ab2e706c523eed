use crate::blueprint::{Blueprint, Network};
use std::collections::BTreeMap;

/// The declared networks and the peerings between them.
#[derive(Debug)]
pub struct Graph<'t> {
    networks: BTreeMap<&'t str, &'t Network>,
    /// Of each network its neighbours, each with the peering that leads there.
    neighbours: BTreeMap<&'t str, BTreeMap<&'t str, Peered<'t>>>,
}

#[derive(Debug, Clone, Copy)]
struct Peered<'t> {
    name: &'t str,
    /// The network that lacks its half.
    half_missing: Option<&'t str>,
    /// The network whose gateway the other one uses.
    transit_from: Option<&'t str>,
}

/// How two networks are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined<'t> {
    /// They are one.
    Same,
    /// By the peering of this name, both halves of which exist.
    Peering(&'t str),
}

/// Why packets of one network do not get into another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart<'t> {
    /// Nothing joins them.
    NotPeered,
    /// The peering has one half.
    HalfMissing {
        /// The peering.
        peering: &'t str,
        /// The network that lacks its half.
        network: &'t str,
    },
    /// Both are peered with a third, and peerings are not transitive.
    OnlyThrough(&'t str),
}

impl<'t> Graph<'t> {
    /// Of a blueprint whose references hold; those that do not are left out.
    #[must_use]
    pub fn of(blueprint: &'t Blueprint) -> Self {
        let networks: BTreeMap<&str, &Network> =
            blueprint.networks.iter().map(|(name, item)| (name, &item.value)).collect();
        let mut neighbours: BTreeMap<&str, BTreeMap<&str, Peered<'_>>> = BTreeMap::new();
        for (name, item) in blueprint.peerings.iter() {
            let [one, other] = item.value.between.as_slice() else { continue };
            let both = [one.value.0.as_str(), other.value.0.as_str()];
            if both.iter().any(|network| !networks.contains_key(network)) {
                continue;
            }
            let has_half = |network: &str| {
                item.value.halves.is_empty() || item.value.halves.iter().any(|half| half.value.0 == network)
            };
            let peered = Peered {
                name,
                half_missing: both.into_iter().find(|network| !has_half(network)),
                transit_from: item
                    .value
                    .gateway_transit
                    .as_ref()
                    .map(|transit| transit.from.value.0.as_str()),
            };
            for [from, to] in [both, [both[1], both[0]]] {
                let known = neighbours.entry(from).or_default();
                // Of two peerings of the same networks one that works is the way.
                if known.get(to).is_none_or(|before| before.half_missing.is_some()) {
                    known.insert(to, peered);
                }
            }
        }
        Self { networks, neighbours }
    }

    /// A declared network.
    #[must_use]
    pub fn network(&self, name: &str) -> Option<&'t Network> {
        self.networks.get(name).copied()
    }

    /// Those a network is peered with, by name; also where a half is missing, since it is meant to be made.
    pub fn neighbours(&self, name: &str) -> impl Iterator<Item = &'t str> {
        self.neighbours.get(name).into_iter().flat_map(|known| known.keys().copied())
    }

    /// How packets get from one network into another.
    ///
    /// # Errors
    /// Why they do not.
    pub fn join(&self, from: &str, to: &str) -> Result<Joined<'t>, Apart<'t>> {
        if from == to {
            return Ok(Joined::Same);
        }
        if let Some(peered) = self.neighbours.get(from).and_then(|known| known.get(to)) {
            return match peered.half_missing {
                None => Ok(Joined::Peering(peered.name)),
                Some(network) => Err(Apart::HalfMissing { peering: peered.name, network }),
            };
        }
        let third = self
            .neighbours(from)
            .find(|third| self.neighbours.get(third).is_some_and(|n| n.contains_key(to)));
        Err(third.map_or(Apart::NotPeered, Apart::OnlyThrough))
    }

    /// The networks whose gateway lets clients that dial in get to `to`, with the peering they pass.
    pub fn dialled(&self, to: &'t str) -> impl Iterator<Item = (&'t str, Joined<'t>)> {
        let own = self.networks.get_key_value(to).map(|(name, _)| (*name, Joined::Same));
        let through = self.neighbours.get(to).into_iter().flatten().filter_map(|(name, peered)| {
            let works = peered.half_missing.is_none() && peered.transit_from == Some(*name);
            works.then_some((*name, Joined::Peering(peered.name)))
        });
        own.into_iter().chain(through).filter(|(name, _)| {
            let gateway =
                self.networks.get(name).and_then(|network| network.virtual_network_gateway.as_ref());
            gateway.is_some_and(|gateway| gateway.point_to_site.is_some())
        })
    }

    /// The networks that clients of the gateway in `from` get to, or are meant to.
    pub fn dialled_from(&self, from: &'t str) -> impl Iterator<Item = &'t str> {
        let peered = self.neighbours.get(from).into_iter().flatten();
        let through =
            peered.filter(move |(_, peered)| peered.transit_from == Some(from)).map(|(name, _)| *name);
        self.networks.get_key_value(from).map(|(name, _)| *name).into_iter().chain(through)
    }
}
