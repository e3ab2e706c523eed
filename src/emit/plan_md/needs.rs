//! What a Kubernetes cluster must have before anything is installed.

use super::context::real_name;
use super::secret::any_secrets;
use crate::blueprint::{KubernetesCluster, Operators, Provider, Val};
use crate::emit::markdown::{code, codes, shell};
use crate::plan::{CLUSTER_FOLDER, ClusterPlan};
use crate::topology::Topology;

/// Everything that is taken for granted, in the order it is seen to.
pub(super) fn needs(
    topology: &Topology,
    key: &str,
    cluster: &KubernetesCluster,
    kubectl: &str,
    folder: &str,
    objects: &ClusterPlan,
) -> Vec<String> {
    let mut needs = vec![exists(topology, key, cluster)];
    let follows = topology.versions.strimzi.contains_key(key) || any_secrets(topology, key);
    if follows && objects.components.contains_key(CLUSTER_FOLDER) {
        // The operator's chart puts a RoleBinding into each namespace it watches, and Secrets go into theirs.
        needs.push(format!(
            "its namespaces, since what follows is put into them: {}",
            code(&format!("{kubectl} apply --server-side -f {folder}/{CLUSTER_FOLDER}"))
        ));
    }
    needs.extend(strimzi(topology, key, cluster));
    if let Some(operators) = &cluster.operators {
        other_operators(operators, &mut needs);
    }
    classes(cluster, &mut needs);
    needs
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

/// The Strimzi operator, where something is for it.
fn strimzi(topology: &Topology, key: &str, cluster: &KubernetesCluster) -> Option<String> {
    let version = topology.versions.strimzi.get(key)?;
    let stated = cluster.operators.as_ref().and_then(|operators| operators.strimzi.as_ref());
    let watched = stated.map(|strimzi| strimzi.watch_namespaces.as_slice()).unwrap_or_default();
    let namespaces: Vec<&str> = watched.iter().map(|namespace| namespace.value.0.as_str()).collect();
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
    Some(format!("the Strimzi operator {}, watching {scope}: {}", version.value, code(&command)))
}

fn other_operators(operators: &Operators, needs: &mut Vec<String>) {
    let version = |v: Option<&Val<String>>| v.map(|v| format!(" {}", v.value)).unwrap_or_default();
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
        let namespace = code(&prometheus.namespace.value.0);
        needs.push(format!("the Prometheus operator, scraping from {namespace}"));
    }
    if operators.gateway_api.is_some() {
        needs.push("the Gateway API with `TLSRoute`, and the Gateways the listeners hang on".into());
    }
}

/// The classes that are not ours to make.
fn classes(cluster: &KubernetesCluster, needs: &mut Vec<String>) {
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
        let names = cluster.priority_classes.iter().map(|class| class.value.0.as_str());
        needs.push(format!("the priority classes {}", codes(names)));
    }
}
