//! Labels, annotations and the like: Kubernetes takes text there, and nothing that would come from a secret.

use super::kafka_config::misplaced;
use super::{report, strimzi_clusters};
use crate::blueprint::{Config, ConfigValue};
use crate::diagnostic::{BAD_NAME, Sink};
use crate::facts::kubernetes::{label_key, label_value};
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
    for (name, app) in blueprint.apps.iter() {
        words(&format!("apps/{name}/podLabels"), &app.pod_labels, true, sink);
        words(&format!("apps/{name}/nodeSelector"), &app.node_selector, true, sink);
        words(&format!("apps/{name}/podAnnotations"), &app.pod_annotations, false, sink);
    }
}

/// Keys and values that the API server takes; an annotation's value may be anything.
fn words(path: &str, config: &Config, labels: bool, sink: &mut Sink) {
    for (key, entry) in &config.entries {
        if let Some(problem) = label_key(key) {
            let message = format!("`{key}` cannot be a key of `{path}`: it {problem}");
            let help = "write a name, or a domain, `/` and a name, such as `example.com/team`";
            report(sink, &BAD_NAME, message, help, &[(entry.key.span(), "")]);
        }
        if let (ConfigValue::Text(text), true) = (&entry.value, labels)
            && let Some(problem) = label_value(text)
        {
            let message = format!("`{text}` cannot be a value of `{path}`: it {problem}");
            let help =
                "use letters, digits, `-`, `_` and `.`, at most 63 of them; an annotation takes any text";
            report(sink, &BAD_NAME, message, help, &[(entry.span(), "")]);
        }
    }
}
