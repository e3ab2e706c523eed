//! Manifests of the user's own, brought in as they are.

use super::Plan;
use crate::blueprint::{Item, RawResource};
use crate::diagnostic::{Diagnostic, LITERAL_SECRET, RAW_RESOURCE, Sink};
use crate::object::{Node, Object};
use crate::source::{Files, Origin, Source, SourceMap, Span};
use crate::topology::Topology;
use crate::yaml::{self, Limits, Mark, Reader};
use std::collections::BTreeMap;

/// Files read once, however many environments bring them in.
#[derive(Debug, Default)]
pub struct RawFiles {
    parsed: BTreeMap<String, Vec<yaml::Node<Mark>>>,
}

/// Kinds of Kubernetes itself that have no namespace (`kubectl api-resources --namespaced=false`, 1.36).
const CLUSTER_SCOPED: &[&str] = &[
    "APIService",
    "CSIDriver",
    "CSINode",
    "CertificateSigningRequest",
    "ClusterTrustBundle",
    "ClusterRole",
    "ClusterRoleBinding",
    "CustomResourceDefinition",
    "FlowSchema",
    "IPAddress",
    "IngressClass",
    "MutatingAdmissionPolicy",
    "MutatingAdmissionPolicyBinding",
    "MutatingWebhookConfiguration",
    "Namespace",
    "Node",
    "PersistentVolume",
    "PriorityClass",
    "PriorityLevelConfiguration",
    "RuntimeClass",
    "ServiceCIDR",
    "StorageClass",
    "ValidatingAdmissionPolicy",
    "ValidatingAdmissionPolicyBinding",
    "ValidatingWebhookConfiguration",
    "VolumeAttachment",
    "VolumeAttributesClass",
];

/// Adds the raw resources of an environment to its plan.
pub fn add(
    topology: &Topology,
    plan: &mut Plan,
    files: &dyn Files,
    sources: &mut SourceMap,
    read: &mut RawFiles,
    sink: &mut Sink,
) {
    let clusters: Vec<&str> = topology.blueprint.kubernetes.names().collect();
    for (key, resource) in topology.blueprint.resources.iter() {
        let cluster = match (&resource.kubernetes, clusters.as_slice()) {
            (Some(stated), _) if clusters.contains(&stated.value.0.as_str()) => stated.value.0.as_str(),
            (None, [only]) => only,
            (stated, _) => {
                let span = stated.as_ref().and_then(|s| s.span()).or(resource.key_span());
                let message = format!("`resources/{key}` does not say which Kubernetes cluster it goes to");
                report(sink, span, message, format!("add `kubernetes:`, one of {}", clusters.join(", ")));
                continue;
            }
        };
        for node in read.documents(key, resource, files, sources, sink) {
            if let Some(object) = object(node, sink) {
                plan.add_raw(cluster, key, object);
            }
        }
    }
}

impl RawFiles {
    fn documents(
        &mut self,
        key: &str,
        resource: &Item<RawResource>,
        files: &dyn Files,
        sources: &mut SourceMap,
        sink: &mut Sink,
    ) -> Vec<yaml::Node<Mark>> {
        let path = &resource.file.value;
        if let Some(parsed) = self.parsed.get(path) {
            return parsed.clone();
        }
        let text = files
            .read(path)
            .map_err(|e| e.to_string())
            .and_then(|bytes| yaml::decode_bytes(path, bytes).map_err(|diagnostic| diagnostic.message));
        let parsed = match text {
            Ok(text) => {
                let source = sources.add(Source::new(path, text));
                let stream = yaml::parse(source, sources, &Limits::default(), Reader::Kubernetes, sink);
                stream
                    .documents
                    .into_iter()
                    .map(|document| document.root)
                    .filter(|root| !root.is_null())
                    .collect()
            }
            Err(reason) => {
                let help = "paths are relative to the blueprint and stay inside its repository";
                report(sink, resource.file.span(), format!("`resources/{key}`: {reason}"), help.into());
                Vec::new()
            }
        };
        self.parsed.insert(path.clone(), parsed.clone());
        parsed
    }
}

fn report(sink: &mut Sink, span: Option<Span>, message: String, help: String) {
    let diagnostic = match span {
        Some(span) => Diagnostic::new(&RAW_RESOURCE, span, message),
        None => Diagnostic::without_place(&RAW_RESOURCE, message),
    };
    sink.push(diagnostic.help(help));
}

/// Groups with a dot whose kinds are known here; of other custom resources nobody says here where they live.
const NAMESPACED_GROUPS: &[&str] = &[
    "authorization.k8s.io",
    "coordination.k8s.io",
    "discovery.k8s.io",
    "events.k8s.io",
    "networking.k8s.io",
    "rbac.authorization.k8s.io",
    "kafka.strimzi.io",
    "core.strimzi.io",
    "access.strimzi.io",
    "monitoring.coreos.com",
];

fn namespaced(object: &Object) -> bool {
    let group = object.gvk.group.as_str();
    (!group.contains('.') || NAMESPACED_GROUPS.contains(&group))
        && !CLUSTER_SCOPED.contains(&object.gvk.kind.as_str())
}

fn object(node: yaml::Node<Mark>, sink: &mut Sink) -> Option<Object> {
    let span = node.origin.span;
    let list = node.get("items").is_some() && node.get("kind").and_then(|k| k.as_str()) == Some("List");
    let carried: Node = node.map_origin(&mut |mark: Mark| Origin::Written(mark.span));
    let Some(object) = Object::from_node(carried) else {
        let (message, help) = if list {
            (
                "a `List` stands for objects without being one",
                "write its items as documents of their own, with `---` between them",
            )
        } else {
            (
                "this document is not a Kubernetes object",
                "every object has `apiVersion`, `kind` and `metadata.name`",
            )
        };
        report(sink, Some(span.at_start()), message.into(), help.into());
        return None;
    };
    if object.namespace.is_none() && namespaced(&object) {
        let message = format!("{} has no namespace", object.title());
        report(sink, Some(span.at_start()), message, "add `metadata.namespace`".into());
    }
    if object.gvk.kind == "Secret" && object.gvk.group.is_empty() {
        for field in ["data", "stringData"] {
            if let Some(values) = object.node.get(field).filter(|n| n.as_map().is_some_and(|m| !m.is_empty()))
            {
                let message = format!("{} holds secrets, and nothing a blueprint names may", object.title());
                let help = "leave the Secret out and declare it under `secrets` with `source: existing`";
                let at = values.origin.span().unwrap_or(span);
                sink.push(Diagnostic::new(&LITERAL_SECRET, at, message).help(help));
            }
        }
    }
    Some(object)
}
