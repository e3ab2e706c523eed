//! Labels, annotations and the like: Kubernetes takes text there, and nothing that would come from a secret.

use super::kafka_config::misplaced;
use super::strimzi_clusters;
use crate::blueprint::{Config, ConfigValue, SecretSource};
use crate::diagnostic::Sink;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    let mut plain = |path: String, config: &Config| {
        for (key, entry) in &config.entries {
            if matches!(entry.value, ConfigValue::Secret(_) | ConfigValue::Format { .. }) {
                misplaced(&path, key, entry, sink);
            }
        }
    };
    for (name, cluster) in blueprint.kubernetes.iter() {
        let path = format!("kubernetes/{name}");
        for (namespace, item) in cluster.namespaces.iter() {
            plain(format!("{path}/namespaces/{namespace}/labels"), &item.labels);
        }
        for (class, item) in cluster.storage_classes.iter() {
            plain(format!("{path}/storageClasses/{class}/parameters"), &item.parameters);
        }
        let prometheus =
            cluster.operators.as_ref().and_then(|operators| operators.prometheus_operator.as_ref());
        if let Some(prometheus) = prometheus {
            plain(format!("{path}/operators/prometheus-operator/labels"), &prometheus.labels);
        }
    }
    for (name, _, kafka) in strimzi_clusters(topology) {
        for (pool, item) in kafka.node_pools.iter() {
            plain(format!("kafka/{name}/nodePools/{pool}/nodeSelector"), &item.node_selector);
        }
        for (listener, item) in kafka.listeners.iter() {
            plain(format!("kafka/{name}/listeners/{listener}/annotations"), &item.annotations);
        }
    }
    for (name, item) in blueprint.connect.iter() {
        plain(format!("connect/{name}/nodeSelector"), &item.node_selector);
    }
    for (name, item) in blueprint.mirrors.iter() {
        plain(format!("mirrors/{name}/nodeSelector"), &item.node_selector);
    }
    for (name, item) in blueprint.bridges.iter() {
        plain(format!("bridges/{name}/nodeSelector"), &item.node_selector);
        if let Some(service) = &item.service {
            plain(format!("bridges/{name}/service/annotations"), &service.annotations);
        }
    }
    for (name, app) in blueprint.apps.iter() {
        let path = format!("apps/{name}");
        plain(format!("{path}/nodeSelector"), &app.node_selector);
        plain(format!("{path}/podLabels"), &app.pod_labels);
        plain(format!("{path}/podAnnotations"), &app.pod_annotations);
        if let Some(service) = &app.service {
            plain(format!("{path}/service/annotations"), &service.annotations);
        }
        if let Some(account) = &app.service_account {
            plain(format!("{path}/serviceAccount/annotations"), &account.annotations);
        }
    }
    for (name, secret) in blueprint.secrets.iter() {
        if let SecretSource::External(source) = &secret.source {
            plain(format!("secrets/{name}/source/externalSecret/remoteKeys"), &source.remote_keys);
        }
    }
}
