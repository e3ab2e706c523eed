//! The cards of what connects: applications, Connect, bridges, mirrors, and programs outside Kubernetes.

use super::model::{Card, List, Port, Side};
use super::reach::Reached;
use crate::blueprint::{App, Count, LoadBalancer, Service, ServiceType, Val};
use crate::topology::{Link, Place, Section, Topology};
use std::collections::BTreeMap;

/// Something that connects, not yet drawn.
#[derive(Debug)]
pub(super) struct Candidate<'t> {
    /// Which section it stands in.
    pub(super) section: Section,
    /// Where it runs; `None` outside Kubernetes.
    pub(super) place: Option<&'t Place>,
    /// Its card.
    pub(super) card: Card,
    /// The link behind each port of the card, by its place in [`Topology::links`].
    pub(super) links: Vec<usize>,
}

/// Everything that connects, by section and name.
pub(super) fn candidates<'t>(topology: &'t Topology, reached: &[Reached]) -> Vec<Candidate<'t>> {
    let blueprint = &topology.blueprint;
    let mut links = by_owner(topology);
    let mut found = Vec::new();
    let mut add = |section: Section, name: &'t str, kind: String, lists: Vec<List>| {
        let links = links.remove(&(section, name)).unwrap_or_default();
        let ports = links.iter().map(|link| port(&topology.links[*link], &reached[*link])).collect();
        let card = Card { side: Side::Client, name: name.to_owned(), kind, ports, lists };
        let place = topology.places.get(name).filter(|place| place.section == section);
        found.push(Candidate { section, place, card, links });
    };
    for (name, _) in blueprint.clients.iter() {
        add(Section::Clients, name, "outside Kubernetes".into(), Vec::new());
    }
    for (name, item) in blueprint.connect.iter() {
        let connectors: Vec<String> = item.connectors.names().map(str::to_owned).collect();
        let word = if connectors.len() == 1 {
            "1 connector".into()
        } else {
            format!("{} connectors", connectors.len())
        };
        let list = (!connectors.is_empty()).then_some(List { word, items: connectors, lines: 2 });
        add(
            Section::Connect,
            name,
            times("Kafka Connect", item.replicas.as_ref()),
            list.into_iter().collect(),
        );
    }
    for (name, item) in blueprint.bridges.iter() {
        let port = item.http.as_ref().and_then(|http| http.port.as_ref());
        let port = port.map_or_else(String::new, |port| format!(" · :{}", port.value.0));
        add(Section::Bridges, name, times("HTTP bridge", item.replicas.as_ref()) + &port, Vec::new());
    }
    for (name, item) in blueprint.mirrors.iter() {
        add(Section::Mirrors, name, times("MirrorMaker 2", item.replicas.as_ref()), Vec::new());
    }
    for (name, item) in blueprint.apps.iter() {
        add(Section::Apps, name, app(&item.value), Vec::new());
    }
    found
}

/// The links of each entry, by their place in the list of all.
fn by_owner(topology: &Topology) -> BTreeMap<(Section, &str), Vec<usize>> {
    let mut links: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (i, link) in topology.links.iter().enumerate() {
        links.entry((link.section, link.owner.as_str())).or_default().push(i);
    }
    links
}

fn app(app: &App) -> String {
    let service = app.service.as_ref().map_or_else(String::new, |service| format!(" · {}", behind(service)));
    times(app.kind.value.word(), app.replicas.as_ref()) + &service
}

fn behind(service: &Service) -> String {
    let port = service.port.as_ref().map_or_else(String::new, |port| format!(" :{}", port.value.0));
    match (
        service.kind.as_ref().map(|kind| kind.value),
        service.load_balancer.as_ref().map(|kind| kind.value),
    ) {
        (Some(ServiceType::LoadBalancer), Some(LoadBalancer::Public)) => {
            format!("public load balancer{port}")
        }
        (Some(ServiceType::LoadBalancer), _) => format!("internal load balancer{port}"),
        (Some(ServiceType::NodePort), _) => format!("node port{port}"),
        _ => format!("Service{port}"),
    }
}

fn times(kind: &str, replicas: Option<&Val<Count>>) -> String {
    match replicas.map(|replicas| replicas.value.0) {
        Some(n) if n != 1 => format!("{kind} ×{n}"),
        _ => kind.to_owned(),
    }
}

fn port(link: &Link, reached: &Reached) -> Port {
    Port {
        label: format!("{}/{}", link.to.cluster, link.to.listener),
        note: topics(link),
        reach: Some(reached.reach.clone()),
    }
}

/// `reads a, b and writes c`.
fn topics(link: &Link) -> String {
    let list = |topics: &[Val<String>]| {
        topics.iter().map(|topic| topic.value.as_str()).collect::<Vec<_>>().join(", ")
    };
    let (reads, writes) = (list(&link.consumes), list(&link.produces));
    match (reads.as_str(), writes.as_str()) {
        ("", "") => String::new(),
        (reads, "") => format!("reads {reads}"),
        ("", writes) => format!("writes {writes}"),
        (reads, writes) if reads == writes => format!("reads and writes {reads}"),
        (reads, writes) => format!("reads {reads}; writes {writes}"),
    }
}
