//! From a platform to a drawing: who stands where, and what leads to what.

use super::client::{Candidate, candidates};
use super::fold::{few, fold};
use super::kubernetes::ranges;
use super::model::{Area, AreaId, AreaKind, Card, CardId, Drawing, Verdict, Wire};
use super::reach::{self, Reached};
use super::server;
use crate::blueprint::{Kafka, SubnetRef};
use crate::topology::Topology;
use std::collections::BTreeMap;

/// The drawing of one environment.
pub(super) fn draw(topology: &Topology) -> Drawing {
    let reached = reach::reached(topology);
    let drawing = Drawing {
        name: topology.blueprint.metadata.name.value.0.clone(),
        environment: topology.environment_span.map(|_| topology.environment.clone()),
        ..Drawing::default()
    };
    let mut clients: BTreeMap<Where<'_>, Vec<Candidate<'_>>> = BTreeMap::new();
    for candidate in candidates(topology, &reached) {
        clients.entry(place_of(&candidate, topology, &reached)).or_default().push(candidate);
    }
    let few = few(clients.values().map(Vec::len).sum());
    let mut pen = Pen {
        topology,
        few,
        drawing,
        clients,
        residents: residents(topology),
        strimzi: strimzi(topology),
        ranges: ranges(topology),
        servers: BTreeMap::new(),
        wires: Vec::new(),
    };
    let outside = pen.place_unknown();
    let networks = pen.networks();
    let apart = pen.apart();
    let peerings = pen.peerings(&networks);
    let mut drawing = pen.connected();
    drawing.roots.splice(0..0, outside);
    drawing.roots.extend(apart);
    drawing.ties.extend(peerings);
    drawing
}

/// Where something that connects is drawn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Where<'t> {
    /// In a namespace of a Kubernetes cluster.
    Namespace(&'t str, &'t str),
    /// In a network, and in a subnet of it where that is stated.
    Network(&'t str, Option<&'t str>),
    /// Behind the gateway of a network.
    Pool(&'t str),
    /// At the other end of a tunnel to that gateway.
    Site(&'t str),
    /// Nobody says.
    Unknown,
}

fn place_of<'t>(candidate: &Candidate<'t>, topology: &'t Topology, reached: &[Reached]) -> Where<'t> {
    if let Some(place) = candidate.place {
        return Where::Namespace(&place.kubernetes, &place.namespace);
    }
    let place = candidate.links.first().map_or("", |link| reached[*link].place.as_str());
    outside(place, topology).unwrap_or(Where::Unknown)
}

/// Where a path of the blueprint is drawn that something outside Kubernetes comes from.
fn outside<'t>(place: &str, topology: &'t Topology) -> Option<Where<'t>> {
    let (network, rest) = place.strip_prefix("networks/")?.split_once('/').unwrap_or((&place[9..], ""));
    let (network, item) = topology.blueprint.networks.entry(network)?;
    let subnet = |name: &str| Some(item.subnets.entry(name)?.0);
    match rest {
        "pointToSite" => Some(Where::Pool(network)),
        "localNetworkGateways" => Some(Where::Site(network)),
        "" => Some(Where::Network(network, None)),
        subnets => Some(Where::Network(network, Some(subnet(subnets.strip_prefix("subnets/")?)?))),
    }
}

/// What a subnet holds.
#[derive(Debug, Default)]
pub(super) struct Residents<'t> {
    pub(super) kafka: Vec<&'t str>,
    pub(super) kubernetes: Vec<&'t str>,
}

/// What each subnet holds; under `None` what does not say where it is.
fn residents(topology: &Topology) -> BTreeMap<Option<(&str, &str)>, Residents<'_>> {
    let mut residents: BTreeMap<_, Residents<'_>> = BTreeMap::new();
    let blueprint = &topology.blueprint;
    // A subnet that is not there was reported; what names it is drawn all the same.
    let known = |subnet: &SubnetRef| {
        blueprint
            .networks
            .get(&subnet.network)
            .is_some_and(|network| network.subnets.get(&subnet.subnet).is_some())
    };
    for (name, kafka) in blueprint.kafka.iter() {
        let subnet = match &kafka.value {
            Kafka::HdInsight(cluster) => cluster.subnet.as_ref().map(|s| &s.value).filter(|s| known(s)),
            Kafka::External(_) => None,
            Kafka::Strimzi(_) => continue,
        };
        let key = subnet.map(|s| (s.network.as_str(), s.subnet.as_str()));
        residents.entry(key).or_default().kafka.push(name);
    }
    for (name, cluster) in blueprint.kubernetes.iter() {
        let subnet = cluster.subnet.as_ref().map(|s| &s.value).filter(|s| known(s));
        let key = subnet.map(|s| (s.network.as_str(), s.subnet.as_str()));
        residents.entry(key).or_default().kubernetes.push(name);
    }
    residents
}

/// The Strimzi clusters on each Kubernetes cluster.
fn strimzi(topology: &Topology) -> BTreeMap<&str, Vec<&str>> {
    let mut strimzi: BTreeMap<_, Vec<&str>> = BTreeMap::new();
    for (name, kafka) in topology.blueprint.kafka.iter() {
        if let (Kafka::Strimzi(_), Some(place)) = (&kafka.value, topology.places.get(name)) {
            strimzi.entry(place.kubernetes.as_str()).or_default().push(name);
        }
    }
    strimzi
}

/// A client's port, the cluster and listener it leads to, and whether it gets there.
type Loose<'t> = ((CardId, usize), (&'t str, &'t str), Verdict);

/// A drawing in the making.
pub(super) struct Pen<'t> {
    pub(super) topology: &'t Topology,
    pub(super) drawing: Drawing,
    pub(super) residents: BTreeMap<Option<(&'t str, &'t str)>, Residents<'t>>,
    pub(super) strimzi: BTreeMap<&'t str, Vec<&'t str>>,
    pub(super) ranges: BTreeMap<String, Vec<String>>,
    clients: BTreeMap<Where<'t>, Vec<Candidate<'t>>>,
    /// How many clients alike are still drawn one by one.
    few: usize,
    /// The card of each Kafka cluster, and which of its ports each listener has.
    servers: BTreeMap<&'t str, (CardId, BTreeMap<&'t str, usize>)>,
    wires: Vec<Loose<'t>>,
}

impl<'t> Pen<'t> {
    pub(super) fn area(&mut self, area: Area) -> AreaId {
        self.drawing.areas.push(area);
        AreaId(self.drawing.areas.len() - 1)
    }

    pub(super) fn card(&mut self, card: Card) -> CardId {
        self.drawing.cards.push(card);
        CardId(self.drawing.cards.len() - 1)
    }

    /// The card of the Kafka cluster called `name`.
    pub(super) fn server(&mut self, name: &'t str) -> Option<CardId> {
        let topology = self.topology;
        let kafka = topology.blueprint.kafka.get(name)?;
        let id = self.card(server::kafka(topology, name, &kafka.value));
        let listeners: Vec<&str> = match &kafka.value {
            Kafka::Strimzi(cluster) => cluster.listeners.names().collect(),
            Kafka::HdInsight(cluster) => cluster.listeners.names().collect(),
            Kafka::External(cluster) => cluster.listeners.names().collect(),
        };
        let ports = listeners.into_iter().enumerate().map(|(port, listener)| (listener, port)).collect();
        self.servers.insert(name, (id, ports));
        Some(id)
    }

    /// The namespaces of `kubernetes` that something which connects runs in.
    pub(super) fn client_namespaces(&self, kubernetes: &'t str) -> Vec<&'t str> {
        let from = Where::Namespace(kubernetes, "");
        let here = self.clients.range(from..).map_while(move |(place, _)| match place {
            Where::Namespace(cluster, namespace) if *cluster == kubernetes => Some(*namespace),
            _ => None,
        });
        here.collect()
    }

    /// The cards of what connects from `place`, with the beginnings of their wires.
    pub(super) fn clients(&mut self, place: &Where<'t>) -> Vec<CardId> {
        let mut ids = Vec::new();
        for candidate in fold(self.clients.remove(place).unwrap_or_default(), self.few) {
            let id = CardId(self.drawing.cards.len());
            for (port, link) in candidate.links.iter().enumerate() {
                let to = &self.topology.links[*link].to.value;
                let verdict = candidate.card.ports[port].reach.as_ref().map(|reach| reach.verdict);
                self.wires.extend(verdict.map(|v| ((id, port), (&*to.cluster, &*to.listener), v)));
            }
            ids.push(self.card(candidate.card));
        }
        ids
    }

    fn place_unknown(&mut self) -> Option<AreaId> {
        let cards = self.clients(&Where::Unknown);
        let area = Area { cards, ..Area::new(AreaKind::Elsewhere, "clients whose network is not stated") };
        (!area.cards.is_empty()).then(|| self.area(area))
    }

    /// The drawing with every wire's other end.
    fn connected(self) -> Drawing {
        let mut drawing = self.drawing;
        drawing.wires.extend(self.wires.into_iter().filter_map(|(from, (cluster, listener), verdict)| {
            let (card, ports) = self.servers.get(cluster)?;
            Some(Wire { from, to: (*card, *ports.get(listener)?), verdict })
        }));
        drawing
    }
}
