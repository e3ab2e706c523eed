use super::operand::{Operand, operands};
use super::secret::{SecretRow, secrets};
use super::text::{code, codes, shell};
use crate::blueprint::{AppKind, KubernetesCluster, Provider};
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
    operands: Vec<Operand>,
    look: Vec<String>,
    down: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Row {
    folder: String,
    what: String,
}

pub(super) fn clusters(topology: &Topology, plan: &Plan) -> Vec<Cluster> {
    plan.clusters.iter().map(|(key, objects)| one(topology, plan, key, objects)).collect()
}

fn one(topology: &Topology, plan: &Plan, key: &str, objects: &ClusterPlan) -> Cluster {
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
        operands: operands(topology, key),
        look: look(topology, key, &kubectl),
        down: down(topology, &kubectl, &folder, objects),
    }
}

/// What the cluster is called outside the blueprint; its context is expected to have the same name.
fn real_name<'t>(topology: &'t Topology, key: &'t str) -> &'t str {
    let declared = topology.blueprint.kubernetes.get(key);
    declared.and_then(|cluster| cluster.cluster_name.as_ref()).map_or(key, |name| name.value.0.as_str())
}

/// How a command for one Kubernetes cluster begins: the current context may be anybody's.
pub(super) fn kubectl(topology: &Topology, key: &str) -> String {
    format!("kubectl --context {}", shell(real_name(topology, key)))
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

/// The cluster itself, with what the blueprint takes for granted of it.
fn exists(topology: &Topology, key: &str, cluster: &KubernetesCluster) -> String {
    let real = real_name(topology, key);
    let pools: Vec<String> = cluster
        .node_pools
        .iter()
        .map(|(name, pool)| {
            let count = pool.count.as_ref().map(|c| format!("{} × ", c.value.0)).unwrap_or_default();
            let size = pool.vm_size.as_ref().map_or("any size", |size| size.value.as_str());
            let zones: Vec<&str> = pool.zones.iter().map(|zone| zone.value.as_str()).collect();
            let zones =
                if zones.is_empty() { String::new() } else { format!(" in zones {}", zones.join(", ")) };
            format!("{} ({count}{size}{zones})", code(name))
        })
        .collect();
    let nodes =
        if pools.is_empty() { String::new() } else { format!(" with the node pools {}", pools.join(", ")) };
    let context = match cluster.provider.value {
        Provider::Aks => {
            format!("az aks get-credentials --resource-group <resource group> --name {}", shell(real))
        }
        Provider::Eks => format!("aws eks update-kubeconfig --name {0} --alias {0}", shell(real)),
        // Its own name for the context has project and location in it.
        Provider::Gke => format!(
            "gcloud container clusters get-credentials {0} --location <location> && kubectl config rename-context \
             gke_<project>_<location>_{0} {0}",
            shell(real)
        ),
        Provider::K3s | Provider::Kubeadm | Provider::Minikube | Provider::Kind => {
            format!("kubectl config rename-context <its context> {}", shell(real))
        }
    };
    let version = topology.versions.kubernetes.get(key).map(|v| format!(" {}", v.value)).unwrap_or_default();
    format!(
        "the Kubernetes{version} cluster {}{nodes}; a context of its name by {}",
        code(real),
        code(&context)
    )
}

fn needs(
    topology: &Topology,
    key: &str,
    cluster: &KubernetesCluster,
    kubectl: &str,
    folder: &str,
    objects: &ClusterPlan,
) -> Vec<String> {
    let mut needs = vec![exists(topology, key, cluster)];
    let follows = topology.versions.strimzi.contains_key(key) || !secrets(topology, key, kubectl).is_empty();
    if follows && objects.components.contains_key(CLUSTER_FOLDER) {
        // The operator's chart puts a RoleBinding into each namespace it watches, and Secrets go into theirs.
        needs.push(format!(
            "its namespaces, since what follows is put into them: {}",
            code(&format!("{kubectl} apply --server-side -f {folder}/{CLUSTER_FOLDER}"))
        ));
    }
    let operators = cluster.operators.as_ref();
    if let Some(version) = topology.versions.strimzi.get(key) {
        let watched = operators
            .and_then(|o| o.strimzi.as_ref())
            .map(|s| s.watch_namespaces.as_slice())
            .unwrap_or_default();
        let namespaces = watched.iter().map(|n| n.value.0.as_str()).collect::<Vec<_>>();
        let (scope, setting) = if namespaces.is_empty() {
            ("every namespace".to_owned(), "--set watchAnyNamespace=true".to_owned())
        } else {
            (codes(&namespaces), format!("--set 'watchNamespaces={{{}}}'", namespaces.join(",")))
        };
        let command = format!(
            "helm upgrade --install strimzi --kube-context {} --namespace strimzi --create-namespace oci://quay.io/strimzi-helm/strimzi-kafka-operator --version {} {setting}",
            shell(real_name(topology, key)),
            version.value
        );
        needs.push(format!("the Strimzi operator {}, watching {scope}: {}", version.value, code(&command)));
    }
    if let Some(operators) = operators {
        let version = |v: Option<&crate::blueprint::Val<String>>| {
            v.map(|v| format!(" {}", v.value)).unwrap_or_default()
        };
        if let Some(access) = &operators.strimzi_access {
            needs.push(format!("the Strimzi access operator{}", version(access.version.as_ref())));
        }
        if let Some(drain) = &operators.strimzi_drain_cleaner {
            needs.push(format!("the Strimzi drain cleaner{}", version(drain.version.as_ref())));
        }
        if let Some(external) = &operators.external_secrets {
            let stores = codes(external.cluster_secret_stores.iter().map(|s| s.value.0.as_str()));
            let stores = if stores.is_empty() { stores } else { format!(" with its stores {stores}") };
            let name = version(external.version.as_ref());
            needs.push(format!("the external-secrets operator{name}{stores}"));
        }
        if let Some(prometheus) = &operators.prometheus_operator {
            needs.push(format!(
                "the Prometheus operator, scraping from {}",
                code(&prometheus.namespace.value.0)
            ));
        }
        if operators.gateway_api.is_some() {
            needs.push("the Gateway API with `TLSRoute`, and the Gateways the listeners hang on".into());
        }
    }
    let existing: Vec<&str> = cluster
        .storage_classes
        .iter()
        .filter(|(_, class)| class.provisioner.is_none())
        .map(|(name, _)| name)
        .collect();
    if !existing.is_empty() {
        needs.push(format!("the storage classes {}", codes(existing)));
    }
    if !cluster.priority_classes.is_empty() {
        needs.push(format!(
            "the priority classes {}",
            codes(cluster.priority_classes.iter().map(|p| p.value.0.as_str()))
        ));
    }
    needs
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
    let mut lines = Vec::new();
    for namespace in namespaces {
        let namespace = shell(namespace);
        lines.push(format!("{kubectl} -n {namespace} get strimzi,pods,services,pvc"));
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
