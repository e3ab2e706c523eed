use super::context::{kubectl, real_name};
use super::helm::helm;
use super::needs::needs;
use super::operand::operands;
use super::row::Operand;
use super::secret::{SecretRow, secrets};
use crate::blueprint::AppKind;
use crate::chart::Components;
use crate::emit::markdown::{code, shell};
use crate::plan::{CLUSTER_FOLDER, ClusterPlan, Component, Plan};
use crate::topology::{Section, Topology};
use serde::Serialize;
use std::collections::BTreeMap;

/// What goes to one Kubernetes cluster.
#[derive(Debug, Serialize)]
pub(super) struct Cluster {
    title: String,
    versions: String,
    components: Vec<Row>,
    needs: Vec<String>,
    secrets: Vec<SecretRow>,
    install: Vec<String>,
    helm: Vec<String>,
    operands: Vec<Operand>,
    look: Vec<String>,
    down: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    folder: String,
    what: String,
}

pub(super) fn clusters(topology: &Topology, plan: &Plan, charts: &Components<'_>) -> Vec<Cluster> {
    plan.clusters.iter().map(|(key, objects)| one(topology, plan, key, objects, charts)).collect()
}

fn one(
    topology: &Topology,
    plan: &Plan,
    key: &str,
    objects: &ClusterPlan,
    charts: &Components<'_>,
) -> Cluster {
    let declared = topology.blueprint.kubernetes.get(key).map(|item| &item.value);
    let real = real_name(topology, key);
    let folder = format!("manifests/{}/{key}", plan.environment);
    let kubectl = kubectl(topology, key);
    let title = if real == key { code(key) } else { format!("{} ({})", code(key), code(real)) };
    Cluster {
        title,
        versions: versions(topology, key),
        components: objects
            .components
            .iter()
            .map(|(folder, component)| describe(folder, component))
            .collect(),
        needs: declared
            .map(|cluster| needs(topology, key, cluster, &kubectl, &folder, objects))
            .unwrap_or_default(),
        secrets: secrets(topology, key, &kubectl),
        install: install(topology, key, &kubectl, &folder),
        helm: helm(topology, key, objects, charts),
        operands: operands(topology, key),
        look: look(topology, key, &kubectl),
        down: down(topology, &kubectl, &folder, objects),
    }
}

fn versions(topology: &Topology, key: &str) -> String {
    let mut parts = Vec::new();
    if let Some(version) = topology.versions.kubernetes.get(key) {
        parts.push(format!("Kubernetes {}", version.value));
    }
    if let Some(version) = topology.versions.strimzi.get(key) {
        parts.push(format!("Strimzi {}", version.value));
    }
    for (name, version) in &topology.versions.kafka {
        if topology.places.get(name).is_some_and(|place| place.kubernetes == key) {
            parts.push(format!("Kafka {} ({})", version.value, code(name)));
        }
    }
    format!("{}.", parts.join(", "))
}

/// `Kafka, 3 KafkaTopic`, by kind.
fn describe(folder: &str, component: &Component) -> Row {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for placed in component.objects.values() {
        *kinds.entry(&placed.object.gvk.kind).or_default() += 1;
    }
    let what: Vec<String> = kinds
        .iter()
        .map(|(kind, count)| if *count == 1 { (*kind).to_owned() } else { format!("{count} {kind}") })
        .collect();
    Row { folder: code(folder), what: what.join(", ") }
}

fn install(topology: &Topology, key: &str, kubectl: &str, folder: &str) -> Vec<String> {
    let mut lines = vec![format!("{kubectl} apply --server-side -k {folder}")];
    for (section, kind) in [
        (Section::Kafka, "kafka"),
        (Section::Connect, "kafkaconnect"),
        (Section::Bridges, "kafkabridge"),
        (Section::Mirrors, "kafkamirrormaker2"),
    ] {
        for (name, place) in
            topology.places.iter().filter(|(_, p)| p.section == section && p.kubernetes == key)
        {
            let namespace = shell(&place.namespace);
            lines.push(format!(
                "{kubectl} -n {namespace} wait {kind}/{name} --for=condition=Ready --timeout=20m"
            ));
        }
    }
    for (name, place) in
        topology.places.iter().filter(|(_, p)| p.section == Section::Apps && p.kubernetes == key)
    {
        let kind = match topology.blueprint.apps.get(name).map(|app| app.kind.value) {
            Some(AppKind::StatefulSet) => "statefulset",
            _ => "deployment",
        };
        lines.push(format!("{kubectl} -n {} rollout status {kind}/{name}", shell(&place.namespace)));
    }
    lines
}

fn look(topology: &Topology, key: &str, kubectl: &str) -> Vec<String> {
    let mut namespaces: Vec<&str> =
        topology.places.values().filter(|p| p.kubernetes == key).map(|p| p.namespace.as_str()).collect();
    namespaces.sort_unstable();
    namespaces.dedup();
    let part_of = &topology.blueprint.metadata.name.value.0;
    // A cluster without Strimzi does not know the word, and kubectl then shows nothing at all.
    let has_strimzi = topology.places.values().any(|p| p.kubernetes == key && p.section != Section::Apps);
    let kinds = if has_strimzi { "strimzi,pods,services,pvc" } else { "pods,services,pvc" };
    let mut lines = Vec::new();
    for namespace in namespaces {
        lines.push(format!("{kubectl} -n {} get {kinds}", shell(namespace)));
    }
    lines.push(format!("{kubectl} get all -A -l app.kubernetes.io/part-of={part_of}"));
    for (name, app) in topology.blueprint.apps.iter() {
        let Some(place) = topology.places.get(name).filter(|p| p.kubernetes == key) else { continue };
        let state = app.connections.iter().find_map(|(_, c)| c.streams.as_ref()?.state_dir.as_ref());
        if let Some(folder) = state.filter(|_| app.kind.value == AppKind::StatefulSet) {
            let (namespace, folder) = (shell(&place.namespace), shell(&folder.value));
            lines.push(format!("{kubectl} -n {namespace} exec {name}-0 -- ls -lR {folder}"));
        }
    }
    lines
}

/// Last first. Each line says what goes with it, since some of it does not come back.
fn down(topology: &Topology, kubectl: &str, folder: &str, objects: &ClusterPlan) -> Vec<String> {
    let mut lines = Vec::new();
    for (part, component) in objects.components.iter().rev() {
        if part == CLUSTER_FOLDER {
            continue;
        }
        let place = topology.places.get(&component.name).filter(|_| component.section.is_some());
        let Some(place) = place else {
            lines.push(format!("{kubectl} delete --ignore-not-found -f {folder}/{part}"));
            continue;
        };
        let namespace = shell(&place.namespace);
        if component.objects.values().any(|placed| placed.object.gvk.kind == "KafkaTopic") {
            let label = format!("strimzi.io/cluster={}", component.name);
            lines.push(format!(
                "{kubectl} -n {namespace} delete kafkatopic -l {label}   # while the operator that must let them go is \
                 there; every message in them goes too"
            ));
        }
        lines.push(format!("{kubectl} delete --ignore-not-found -f {folder}/{part}"));
        let claims = topology.blueprint.apps.get(&component.name).is_some_and(|app| {
            app.kind.value == AppKind::StatefulSet && app.volumes.iter().any(|(_, v)| v.size.is_some())
        });
        if claims {
            let label = format!("app.kubernetes.io/instance={}", component.name);
            lines.push(format!("{kubectl} -n {namespace} delete pvc -l {label}   # its state"));
        }
        if place.section == Section::Kafka {
            let label = format!("strimzi.io/cluster={}", component.name);
            lines.push(format!("{kubectl} -n {namespace} delete pvc -l {label}   # its disks"));
        }
    }
    if objects.components.contains_key(CLUSTER_FOLDER) {
        lines.push(format!(
            "{kubectl} delete --ignore-not-found -f {folder}/{CLUSTER_FOLDER}   # the namespaces, with whatever else is in them"
        ));
    }
    lines
}
