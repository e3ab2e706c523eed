//! Kubernetes clusters with their namespaces, and what stands in no declared network.

use super::draw::{Pen, Where};
use super::model::{Area, AreaId, AreaKind, CardId, List};
use crate::blueprint::{Kafka, KubernetesCluster};
use crate::topology::{RangeKind, Topology};
use std::collections::BTreeMap;

impl<'t> Pen<'t> {
    /// The Kubernetes cluster called `name`.
    pub(super) fn kubernetes(&mut self, name: &'t str) -> Option<AreaId> {
        let topology = self.topology;
        let cluster = &topology.blueprint.kubernetes.get(name)?.value;
        let mut namespaces: BTreeMap<&str, Vec<&str>> =
            cluster.namespaces.names().map(|n| (n, Vec::new())).collect();
        for namespace in self.client_namespaces(name) {
            namespaces.entry(namespace).or_default();
        }
        for kafka in self.strimzi.remove(name).unwrap_or_default() {
            namespaces.entry(&topology.place(kafka).namespace).or_default().push(kafka);
        }
        let mut areas = Vec::new();
        let mut empty = Vec::new();
        for (namespace, servers) in namespaces {
            let mut cards = self.clients(&Where::Namespace(name, namespace));
            cards.extend(servers.into_iter().filter_map(|kafka| self.server(kafka)).collect::<Vec<CardId>>());
            if cards.is_empty() {
                empty.push(namespace.to_owned());
            } else {
                areas.push(self.area(Area { cards, ..Area::new(AreaKind::Namespace, namespace) }));
            }
        }
        let more = (!empty.is_empty()).then(|| List {
            word: if empty.len() == 1 { "empty namespace".into() } else { "empty namespaces".into() },
            items: empty,
            lines: 2,
        });
        let version = topology.versions.kubernetes.get(name).map(|version| &*version.value);
        let (notes, aside) = (notes(name, cluster, version), self.ranges.remove(name).unwrap_or_default());
        Some(self.area(Area { notes, aside, areas, more, ..Area::new(AreaKind::Kubernetes, name) }))
    }

    /// What is in no declared network: Kubernetes clusters and HDInsight that do not say where they are, and the
    /// Kafka clusters of others.
    pub(super) fn apart(&mut self) -> Vec<AreaId> {
        let Some(residents) = self.residents.remove(&None) else { return Vec::new() };
        let mut roots: Vec<AreaId> =
            residents.kubernetes.into_iter().filter_map(|name| self.kubernetes(name)).collect();
        let kafka = &self.topology.blueprint.kafka;
        let (external, unplaced): (Vec<&str>, Vec<&str>) = residents
            .kafka
            .into_iter()
            .partition(|name| kafka.get(name).is_some_and(|k| matches!(k.value, Kafka::External(_))));
        for (what, names) in
            [("Kafka whose network is not stated", unplaced), ("Kafka that others run", external)]
        {
            let cards: Vec<CardId> = names.into_iter().filter_map(|name| self.server(name)).collect();
            if !cards.is_empty() {
                roots.push(self.area(Area { cards, ..Area::new(AreaKind::Elsewhere, what) }));
            }
        }
        roots
    }
}

fn notes(name: &str, cluster: &KubernetesCluster, version: Option<&str>) -> Vec<String> {
    let provider = cluster.provider.value.word();
    let mut notes =
        vec![version.map_or_else(|| provider.to_owned(), |version| format!("{provider} {version}"))];
    notes.extend(cluster.cluster_name.as_ref().map(|real| real.value.0.clone()).filter(|real| real != name));
    notes
}

/// The ranges of pods and Services of each Kubernetes cluster, those nobody wrote among them.
pub(super) fn ranges(topology: &Topology) -> BTreeMap<String, Vec<String>> {
    let mut ranges: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for range in topology.address_plan().ranges {
        let Some(cluster) = range.owner.strip_prefix("kubernetes/") else { continue };
        let default = if range.origin.is_default() { ", by default" } else { "" };
        let own = ranges.entry(cluster.to_owned()).or_default();
        match range.kind {
            RangeKind::Pods => own.push(format!("overlay of pods {}{default}", range.cidr.0)),
            RangeKind::Services => own.push(format!("Services {}{default}", range.cidr.0)),
            RangeKind::VirtualNetwork
            | RangeKind::Subnet
            | RangeKind::ClientPool
            | RangeKind::LocalNetwork => {}
        }
    }
    ranges
}
