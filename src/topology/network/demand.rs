use super::{Nodes, PodAddresses};
use crate::blueprint::{
    Config, ConfigValue, HdInsight, Kafka, KubernetesNodePool, ListenerType, LoadBalancer, Named, Role,
    Service, ServiceType, SubnetRef,
};
use crate::facts::azure::{
    AKS_POD_BLOCK, AKS_PODS_IN_NODE_SUBNET, HDINSIGHT_FIXED_NODES, HDINSIGHT_REST_PROXY_NODES,
};
use crate::facts::provider::AZURE_SUBNET_ANNOTATION;
use crate::source::Span;
use crate::topology::{Topology, nodes_with};
use std::collections::BTreeMap;

/// Something that takes addresses of a subnet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Demand {
    /// What it is, with its number: ``3 nodes of `kubernetes/aks/nodePools/system` ``.
    pub what: String,
    /// How many addresses it takes.
    pub count: u64,
    /// Where that is written.
    pub at: Option<Span>,
}

/// What is known to take addresses of each subnet; what nobody has counted is not among it.
#[must_use]
pub fn demands(topology: &Topology) -> BTreeMap<SubnetRef, Vec<Demand>> {
    let mut found = Found::default();
    let blueprint = &topology.blueprint;
    for (network, item) in blueprint.networks.iter() {
        for (subnet, own) in item.subnets.iter() {
            let at = SubnetRef { network: network.to_owned(), subnet: subnet.to_owned() };
            for endpoint in &own.private_endpoints {
                found.add(&at, format!("the private endpoint `{}`", &*endpoint.value.0), 1, endpoint.span());
            }
        }
    }
    for (name, item) in blueprint.kubernetes.iter() {
        found.kubernetes(&Nodes::of(name, &item.value, item.key_span()));
    }
    for (name, item) in blueprint.kafka.iter() {
        match &item.value {
            Kafka::HdInsight(cluster) => found.hdinsight(name, cluster),
            Kafka::Strimzi(_) => found.listeners(topology, name),
            Kafka::External(_) => {}
        }
    }
    let apps = blueprint.apps.iter().map(|(name, app)| ("apps", name, app.service.as_ref()));
    let bridges = blueprint.bridges.iter().map(|(name, bridge)| ("bridges", name, bridge.service.as_ref()));
    for (section, name, service) in apps.chain(bridges) {
        if let Some(service) = service {
            found.service(topology, section, name, service);
        }
    }
    found.0
}

#[derive(Default)]
struct Found(BTreeMap<SubnetRef, Vec<Demand>>);

impl Found {
    fn add(&mut self, subnet: &SubnetRef, what: String, count: u64, at: Option<Span>) {
        if count > 0 {
            self.0.entry(subnet.clone()).or_default().push(Demand { what, count, at });
        }
    }

    fn kubernetes(&mut self, nodes: &Nodes<'_>) {
        let mut surges: BTreeMap<&SubnetRef, (u64, u32, Option<Span>)> = BTreeMap::new();
        for (pool, item) in nodes.cluster.node_pools.iter() {
            let Some(count) = most_nodes(item) else { continue };
            let path = format!("kubernetes/{}/nodePools/{pool}", nodes.name);
            let at = item.max_count.as_ref().or(item.count.as_ref()).and_then(|count| count.span());
            let surge = surge(nodes, item, count);
            if let Some(subnet) = item.subnet.as_ref().or(nodes.subnet()) {
                let pods = pods_beside(nodes, item);
                let what = match pods {
                    0 => format!("{} of `{path}`", counted(count, "node")),
                    pods => format!("{} of `{path}` with {pods} pods each", counted(count, "node")),
                };
                let each = 1 + u64::from(pods);
                self.add(&subnet.value, what, u64::from(count) * each, at);
                let most = surges.entry(&subnet.value).or_default();
                let stated = item.max_surge.as_ref().map_or(item.key_span(), |surge| surge.span());
                *most = (*most).max((u64::from(surge) * each, surge, stated));
            }
            if let Some(subnet) = item.pod_subnet.as_ref().filter(|_| nodes.pods == PodAddresses::Subnet) {
                let all = count + surge;
                let what =
                    format!("blocks of {AKS_POD_BLOCK} for the pods of {} of `{path}`", counted(all, "node"));
                self.add(&subnet.value, what, u64::from(all) * AKS_POD_BLOCK, subnet.span());
            }
        }
        // Node pools are upgraded one by one: the widest of them decides.
        for (subnet, (count, surge, at)) in surges {
            let what =
                format!("{} during upgrades of `kubernetes/{}`", counted(surge, "further node"), nodes.name);
            self.add(subnet, what, count, at);
        }
    }

    fn hdinsight(&mut self, name: &str, cluster: &HdInsight) {
        let Some(subnet) = &cluster.subnet else { return };
        let at = cluster.brokers.origin.as_ref().and_then(crate::source::Origin::span);
        let brokers = u32::try_from(cluster.brokers.len()).unwrap_or(u32::MAX);
        self.add(
            &subnet.value,
            format!("{} of `kafka/{name}`", counted(brokers, "broker")),
            brokers.into(),
            at,
        );
        let what = format!("2 head nodes, 3 ZooKeeper nodes and 2 gateways of `kafka/{name}`");
        self.add(&subnet.value, what, HDINSIGHT_FIXED_NODES.into(), subnet.span());
        if let Some(proxy) = cluster.rest_proxy.as_ref().filter(|proxy| proxy.value) {
            let count = HDINSIGHT_REST_PROXY_NODES;
            self.add(&subnet.value, format!("{count} nodes of its REST proxy"), count.into(), proxy.span());
        }
    }

    /// Internal load balancers have their addresses beside the nodes.
    fn listeners(&mut self, topology: &Topology, name: &str) {
        let Some(kafka) = topology.strimzi(name) else { return };
        let Some(subnet) = aks_subnet(topology, name) else { return };
        let brokers = nodes_with(kafka, Role::Broker);
        for (listener, item) in kafka.listeners.iter() {
            let internal = item.load_balancer.as_ref().is_some_and(|lb| lb.value == LoadBalancer::Internal);
            let elsewhere = is_elsewhere(&item.annotations) || item.class.is_some();
            if item.kind.value == ListenerType::LoadBalancer && internal && !elsewhere {
                let what = format!(
                    "{} of `kafka/{name}/listeners/{listener}`",
                    counted(brokers + 1, "load balancer")
                );
                self.add(subnet, what, u64::from(brokers) + 1, item.key_span());
            }
        }
    }

    fn service(&mut self, topology: &Topology, section: &str, name: &str, service: &Service) {
        let asks = service.kind.as_ref().is_some_and(|kind| kind.value == ServiceType::LoadBalancer);
        let internal = service.load_balancer.as_ref().is_some_and(|lb| lb.value == LoadBalancer::Internal);
        let Some(subnet) = aks_subnet(topology, name) else { return };
        if asks && internal && !is_elsewhere(&service.annotations) {
            self.add(subnet, format!("the load balancer of `{section}/{name}`"), 1, service.origin.span());
        }
    }
}

fn counted(count: u32, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// How many nodes a pool has at most; `None` where nobody says.
#[must_use]
pub fn most_nodes(pool: &KubernetesNodePool) -> Option<u32> {
    pool.max_count.as_ref().or(pool.count.as_ref()).map(|count| count.value.0)
}

/// How many nodes an upgrade adds.
fn surge(nodes: &Nodes<'_>, pool: &KubernetesNodePool, count: u32) -> u32 {
    match &pool.max_surge {
        _ if count == 0 => 0,
        Some(stated) => stated.value.of(count),
        None => u32::from(nodes.is_aks()),
    }
}

/// The most nodes all pools of a cluster have, and how many more an upgrade adds; `None` where that is not known.
#[must_use]
pub fn most_nodes_of<R>(nodes: &Nodes<'_>, pools: &Named<KubernetesNodePool, R>) -> Option<(u32, u32)> {
    if pools.is_empty() || pools.any_broken() {
        return None;
    }
    let (mut total, mut most) = (0_u32, 0);
    for (_, pool) in pools.iter() {
        let count = most_nodes(pool)?;
        total = total.saturating_add(count);
        most = most.max(surge(nodes, pool, count));
    }
    Some((total, most))
}

/// How many pods have addresses beside each node's own.
#[must_use]
pub fn pods_beside(nodes: &Nodes<'_>, pool: &KubernetesNodePool) -> u32 {
    let stated = pool.max_pods.as_ref().map(|pods| pods.value.0);
    match nodes.pods {
        PodAddresses::Subnet if pool.pod_subnet.is_some() => 0,
        PodAddresses::Subnet if nodes.is_aks() => stated.unwrap_or(AKS_PODS_IN_NODE_SUBNET),
        _ => 0,
    }
}

fn is_elsewhere(annotations: &Config) -> bool {
    annotations.get(AZURE_SUBNET_ANNOTATION).is_some_and(|entry| matches!(entry.value, ConfigValue::Text(_)))
}

/// The subnet of the nodes that a component runs on, where Azure runs them.
fn aks_subnet<'t>(topology: &'t Topology, component: &str) -> Option<&'t SubnetRef> {
    let place = topology.places.get(component)?;
    let item = topology.blueprint.kubernetes.get(&place.kubernetes)?;
    let nodes = Nodes::of(&place.kubernetes, &item.value, item.key_span());
    nodes.subnet().filter(|_| nodes.is_aks()).map(|subnet| &subnet.value)
}
