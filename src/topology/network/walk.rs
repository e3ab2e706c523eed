use super::query::{aks_network, aks_subnets, hdinsight_hosts, hdinsight_subnet};
use super::{
    Advertised, Apart, Destination, Graph, Hop, Joined, Missing, Nodes, PodAddresses, Query, Route, Source,
    Verdict,
};
use crate::blueprint::{
    Advertise, Cidr, HdInsight, Kafka, Listener, ListenerType, LoadBalancer, Peer, SubnetRef,
};
use crate::topology::{Link, Topology};

/// How one connection gets to its Kafka cluster, and whether it does.
#[must_use]
pub fn walk(topology: &Topology, graph: &Graph<'_>, link: &Link) -> Route {
    let mut walk = Walk { topology, graph, link, route: Route::new(), missing: Vec::new() };
    let stopped = walk.go().err();
    let Walk { mut route, missing, .. } = walk;
    route.verdict = match stopped {
        Some(why) => Verdict::Unreachable(why),
        None if missing.is_empty() => Verdict::Reachable,
        None => Verdict::Depends(missing),
    };
    route
}

pub(super) struct Walk<'t> {
    pub(super) topology: &'t Topology,
    pub(super) graph: &'t Graph<'t>,
    link: &'t Link,
    pub(super) route: Route,
    /// What the blueprint does not say, so far.
    pub(super) missing: Vec<Missing>,
}

/// Goes on, or stops with the reason.
pub(super) type Step = Result<(), String>;

impl<'t> Walk<'t> {
    fn go(&mut self) -> Step {
        self.from();
        let Some(kafka) = self.topology.blueprint.kafka.get(&self.link.to.cluster) else { return Ok(()) };
        match &kafka.value {
            Kafka::External(_) => self.external(),
            Kafka::HdInsight(cluster) => self.hdinsight(cluster),
            Kafka::Strimzi(cluster) => match cluster.listeners.get(&self.link.to.listener) {
                Some(listener) => self.strimzi(&listener.value),
                None => Ok(()),
            },
        }
    }

    /// Where the packets come from.
    fn from(&mut self) {
        let Some(nodes) = self.nodes_of_client() else { return };
        self.route.source = Source {
            place: format!("kubernetes/{}", nodes.name),
            network: nodes.subnet().map(|subnet| subnet.network.clone()),
            subnet: nodes.subnet().map(|subnet| subnet.value.clone()),
            ranges: nodes.subnet().and_then(|subnet| self.range_of(subnet)).into_iter().collect(),
            translated: nodes.pods == PodAddresses::Overlay,
        };
    }

    pub(super) fn nodes_of_client(&self) -> Option<Nodes<'t>> {
        self.nodes(&self.link.place.as_ref()?.kubernetes)
    }

    fn nodes(&self, kubernetes: &'t str) -> Option<Nodes<'t>> {
        let item = self.topology.blueprint.kubernetes.get(kubernetes)?;
        Some(Nodes::of(kubernetes, &item.value, item.key_span()))
    }

    pub(super) fn range_of(&self, subnet: &SubnetRef) -> Option<Cidr> {
        let network = self.graph.network(&subnet.network)?;
        Some(network.subnets.get(&subnet.subnet)?.address_prefix.value)
    }

    fn external(&mut self) -> Step {
        let endpoint = &self.link.endpoint;
        self.route.destination.port = endpoint.bootstrap.first().map(|(_, port)| *port);
        self.leave_node();
        self.route.hops.push(Hop::Internet);
        let queries = endpoint
            .bootstrap
            .iter()
            .map(|(host, port)| Query::new("nc -vz").word(host).word(port.to_string()));
        self.missing.push(Missing {
            fact: "the way out to a cluster of somebody else, and whom that lets in".into(),
            state: None,
            queries: queries.collect(),
        });
        Ok(())
    }

    fn hdinsight(&mut self, cluster: &'t HdInsight) -> Step {
        let name = &self.link.to.cluster;
        let real = cluster.cluster_name.as_ref().map_or(name.as_str(), |real| real.value.0.as_str());
        let Some(listener) = cluster.listeners.get(&self.link.to.listener) else { return Ok(()) };
        let by_name = listener.advertise.as_ref().is_some_and(|how| how.value == Advertise::Hostname);
        let brokers = || cluster.brokers.iter();
        let destination = &mut self.route.destination;
        destination.port = Some(listener.port.0);
        destination.advertised = if by_name {
            Advertised::Names(brokers().map(|(broker, _)| broker.to_owned()).collect())
        } else {
            Advertised::Addresses(brokers().map(|(_, address)| address.value.value).collect())
        };
        if brokers().next().is_none() {
            self.missing.push(Missing {
                fact: format!("the addresses of the brokers of `kafka/{name}`"),
                state: Some(format!("`brokers` of `kafka/{name}`")),
                queries: vec![hdinsight_hosts(real)],
            });
        }
        match &cluster.subnet {
            Some(subnet) => {
                self.enter(&subnet.value)?;
                self.filtered()?;
            }
            None => self.missing.push(Missing {
                fact: format!("the subnet of `kafka/{name}`"),
                state: Some(format!("`subnet` of `kafka/{name}`")),
                queries: vec![hdinsight_subnet(real)],
            }),
        }
        // Pods are told the names of the brokers; whoever is not a pod asks a DNS that does not know them.
        let is_pod = self.link.place.is_some();
        let own = self.route.source.network.is_some()
            && self.route.source.network == self.route.destination.network;
        if by_name && !is_pod && !own {
            self.missing.push(Missing {
                fact: format!(
                    "whether the machine of `{}` resolves the names of the brokers",
                    self.link.path
                ),
                state: None,
                queries: brokers()
                    .take(1)
                    .map(|(broker, _)| Query::new("getent hosts").word(broker))
                    .collect(),
            });
        }
        Ok(())
    }

    fn strimzi(&mut self, listener: &'t Listener) -> Step {
        let cluster = &self.link.to.cluster;
        let Some(home) = self.topology.places.get(cluster).and_then(|home| self.nodes(&home.kubernetes))
        else {
            return Ok(());
        };
        self.route.destination.place = format!("kubernetes/{}", home.name);
        self.route.destination.port = Some(listener.port.0);
        let inside = self.link.place.as_ref().is_some_and(|place| place.kubernetes == home.name);
        let kind = listener.kind.value;
        self.route.destination.advertised = match kind {
            ListenerType::LoadBalancer => Advertised::LoadBalancers,
            ListenerType::NodePort => Advertised::Nodes,
            ListenerType::Internal | ListenerType::ClusterIp => Advertised::Pods,
            ListenerType::Route | ListenerType::TlsRoute | ListenerType::Ingress => Advertised::Unknown,
        };
        if inside && kind != ListenerType::Route && kind != ListenerType::TlsRoute {
            self.route.hops.push(Hop::Inside { kubernetes: home.name.to_owned() });
            return Ok(());
        }
        match kind {
            ListenerType::Internal | ListenerType::ClusterIp => {
                return Err(format!(
                    "a listener of the type `{}` is inside `kubernetes/{}` alone",
                    kind.word(),
                    home.name
                ));
            }
            ListenerType::LoadBalancer
                if listener.load_balancer.as_ref().is_some_and(|lb| lb.value == LoadBalancer::Public) =>
            {
                self.leave_node();
                self.route.hops.push(Hop::Internet);
                return Ok(());
            }
            ListenerType::NodePort => {
                self.route.destination.port = listener.node_port.as_ref().map(|port| port.0)
            }
            ListenerType::LoadBalancer => {}
            ListenerType::Route | ListenerType::TlsRoute | ListenerType::Ingress => {
                self.missing.push(Missing {
                    fact: format!(
                        "where the traffic of the `{}` enters `kubernetes/{}`",
                        kind.word(),
                        home.name
                    ),
                    state: None,
                    queries: self
                        .link
                        .endpoint
                        .bootstrap
                        .iter()
                        .map(|(host, _)| Query::new("getent hosts").word(host))
                        .collect(),
                });
                return Ok(());
            }
        }
        match home.subnet() {
            Some(subnet) => {
                self.enter(&subnet.value)?;
                self.filtered()?;
            }
            None => self.missing_nodes(&home),
        }
        self.let_in(listener)
    }

    /// From wherever the client is into a subnet.
    fn enter(&mut self, subnet: &'t SubnetRef) -> Step {
        let range = self.range_of(subnet);
        let destination = &mut self.route.destination;
        destination.place = format!("networks/{}/subnets/{}", subnet.network, subnet.subnet);
        destination.network = Some(subnet.network.clone());
        destination.subnet = Some(subnet.clone());
        destination.ranges = range.into_iter().collect();
        let to = subnet.network.as_str();
        // A network that is not declared was reported.
        if self.graph.network(to).is_none() {
            return Ok(());
        }
        let Some(nodes) = self.nodes_of_client() else { return self.dial_in(to) };
        let Some(from) = nodes.subnet().map(|from| from.network.as_str()) else {
            self.missing_nodes(&nodes);
            return Ok(());
        };
        self.leave_node();
        if self.graph.network(from).is_none() {
            return Ok(());
        }
        if !self.steered(from, to)? {
            self.cross(from, to)?;
        }
        Ok(())
    }

    /// From one network into another.
    pub(super) fn cross(&mut self, from: &'t str, to: &'t str) -> Step {
        match self.graph.join(from, to) {
            Ok(Joined::Same) => Ok(()),
            Ok(Joined::Peering(name)) => {
                self.peering(name, from, to);
                Ok(())
            }
            Err(Apart::NotPeered) => Err(format!("no peering joins `networks/{from}` and `networks/{to}`")),
            Err(Apart::HalfMissing { peering, network }) => {
                Err(format!("`peerings/{peering}` has no half in `networks/{network}`"))
            }
            Err(Apart::OnlyThrough(third)) => Err(format!(
                "`networks/{from}` and `networks/{to}` are both peered with `networks/{third}`, and peerings are not transitive"
            )),
        }
    }

    /// A client outside Kubernetes: from where it says, else by the one way in there is, a gateway it dials into.
    fn dial_in(&mut self, to: &'t str) -> Step {
        let client = self.topology.blueprint.clients.get(&self.link.owner);
        if let Some(from) = client.and_then(|client| client.from.as_ref()) {
            return self.come_from(&from.value, to);
        }
        let Some((network, joined)) = self.graph.dialled(to).next() else {
            self.missing.push(Missing {
                fact: format!(
                    "where `{}` runs: in `networks/{to}`, or in a network that is peered with it",
                    self.link.path
                ),
                state: None,
                queries: Vec::new(),
            });
            return Ok(());
        };
        let gateway =
            self.graph.network(network).and_then(|network| network.virtual_network_gateway.as_ref());
        let pool = gateway.and_then(|gateway| gateway.point_to_site.as_ref());
        self.route.source = Source {
            place: format!("networks/{network}/pointToSite"),
            network: Some(network.to_owned()),
            ranges: pool
                .map_or_else(Vec::new, |pool| pool.vpn_client_address_pool.iter().map(|p| p.value).collect()),
            ..Source::default()
        };
        self.route.hops.push(Hop::Gateway { network: network.to_owned() });
        if let Joined::Peering(name) = joined {
            self.peering(name, network, to);
        }
        Ok(())
    }

    /// The ranges a listener lets in, where it names only such.
    fn let_in(&mut self, listener: &Listener) -> Step {
        let source = &self.route.source;
        if listener.allow_from.is_empty() || source.ranges.is_empty() {
            return Ok(());
        }
        let mut allowed: Vec<Cidr> = Vec::new();
        for peer in &listener.allow_from {
            match &peer.value {
                Peer::Range(range) => allowed.push(*range),
                Peer::Network(name) => {
                    let network = self.graph.network(name);
                    allowed.extend(
                        network.into_iter().flat_map(|n| n.address_space.iter().map(|space| space.value)),
                    );
                }
                Peer::Subnet(subnet) => allowed.extend(self.range_of(subnet)),
                Peer::PointToSite(name) => {
                    let gateway = self.graph.network(name).and_then(|n| n.virtual_network_gateway.as_ref());
                    let pool = gateway.and_then(|gateway| gateway.point_to_site.as_ref());
                    allowed.extend(
                        pool.into_iter().flat_map(|p| p.vpn_client_address_pool.iter().map(|p| p.value)),
                    );
                }
                // Pods of the cluster itself, which a range does not hold.
                Peer::Namespace(_) | Peer::App(_) => {}
            }
        }
        match source.ranges.iter().find(|range| !allowed.iter().any(|allowed| allowed.contains(&range.0))) {
            None => Ok(()),
            Some(range) => Err(format!(
                "`allowFrom` of `kafka/{}/listeners/{}` does not hold {}, with which it arrives",
                self.link.to.cluster, self.link.to.listener, range.0
            )),
        }
    }

    fn missing_nodes(&mut self, nodes: &Nodes<'_>) {
        let real = nodes.real_name();
        self.missing.push(Missing {
            fact: format!("the network of the nodes of `kubernetes/{}`", nodes.name),
            state: Some(format!("`subnet` of `kubernetes/{}`", nodes.name)),
            queries: if nodes.is_aks() { vec![aks_subnets(real), aks_network(real)] } else { Vec::new() },
        });
    }

    /// An overlay's pods are seen with their node's address outside.
    fn leave_node(&mut self) {
        if let (true, Some(place)) = (self.route.source.translated, &self.link.place) {
            self.route.hops.push(Hop::Translation { kubernetes: place.kubernetes.clone() });
        }
    }

    fn peering(&mut self, name: &str, from: &str, to: &str) {
        self.route.hops.push(Hop::Peering { name: name.into(), from: from.into(), to: to.into() });
    }
}

impl Route {
    fn new() -> Self {
        Self {
            source: Source::default(),
            hops: Vec::new(),
            destination: Destination::default(),
            verdict: Verdict::Reachable,
            dropped: None,
        }
    }
}
