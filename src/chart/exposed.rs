//! What can always be set, whether or not environments differ in it: what people who install charts look for.

use super::Shape;

/// How a field becomes a value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum How {
    /// The value stands where the field stands.
    Value,
    /// Registry, repository, tag and digest.
    Image,
    /// What the values hold replaces what the chart has, which stays in the chart.
    Override,
}

/// Whether an operator makes pods of it.
fn is_operand(kind: &str) -> bool {
    matches!(kind, "KafkaNodePool" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2")
}

/// A field that can always be set.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Exposed {
    /// How.
    pub(super) how: How,
    /// What may stand there.
    pub(super) shape: Shape,
    /// What it is, after its key.
    pub(super) comment: &'static str,
}

fn value(shape: Shape, comment: &'static str) -> Option<Exposed> {
    Some(Exposed { how: How::Value, shape, comment })
}

const SIZE: &str =
    "is the size of each claim; read when a claim is made, later only by whoever lets its class grow.";
const CLASS: &str = "is the storage class of the claims; read when a claim is made and never again.";

/// How a Service may be reached.
pub(super) const SERVICE_TYPES: &[&str] = &["ClusterIP", "NodePort", "LoadBalancer"];
/// How it may be where no environment has a load balancer: one out of values alone would be open to everybody.
pub(super) const INSIDE_TYPES: &[&str] = &["ClusterIP", "NodePort"];

/// What is exposed at a place.
pub(super) fn at(kind: &str, component: &str, name: &str, at: &[String]) -> Option<Exposed> {
    let at: Vec<&str> = at.iter().map(String::as_str).collect();
    match (kind, at.as_slice()) {
        ("Deployment" | "StatefulSet", ["spec", "replicas"]) => {
            value(Shape::Int(0, 10_000), "is how many pods run.")
        }
        ("KafkaNodePool", ["spec", "replicas"]) => {
            value(Shape::Int(1, 1_000), "is how many nodes the pool has.")
        }
        ("KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2", ["spec", "replicas"]) => {
            value(Shape::Int(0, 10_000), "is how many pods the operator runs.")
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "spec", "containers", own, "image"])
            if *own == component =>
        {
            Some(Exposed {
                how: How::Image,
                shape: Shape::Map,
                comment: "is the path of the application's image in its registry.",
            })
        }
        ("KafkaConnect", ["spec", "image"]) => Some(Exposed {
            how: How::Image,
            shape: Shape::Map,
            comment: "is the path of the workers' image in its registry.",
        }),
        ("KafkaConnect", ["spec", "build", "output", "image"]) => {
            Some(Exposed { how: How::Image, shape: Shape::Map, comment: "is its path in the registry." })
        }
        (_, [.., "resources"])
            if !matches!(kind, "PersistentVolumeClaim" | "Role") && at.first() == Some(&"spec") =>
        {
            let claimed = at.contains(&"volumeClaimTemplates");
            if claimed {
                None
            } else {
                value(Shape::Resources, "are what a container asks for, and what it may use at most.")
            }
        }
        ("StatefulSet", ["spec", "volumeClaimTemplates", _, "spec", "resources", "requests", "storage"])
        | ("PersistentVolumeClaim", ["spec", "resources", "requests", "storage"])
        | ("KafkaNodePool", ["spec", "storage", "volumes", _, "size"]) => value(Shape::Size, SIZE),
        ("StatefulSet", ["spec", "volumeClaimTemplates", _, "spec", "storageClassName"])
        | ("PersistentVolumeClaim", ["spec", "storageClassName"]) => value(Shape::Name, CLASS),
        ("KafkaNodePool", ["spec", "storage", "volumes", _, "class"]) => value(Shape::Name, CLASS),
        ("Service", ["spec", "type"]) if name == component => {
            value(Shape::OneOf(SERVICE_TYPES.to_vec()), "is how the Service is reached.")
        }
        ("Service", ["metadata", "annotations"]) if name == component => {
            value(Shape::Annotations, "are the annotations of the Service.")
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "metadata", "annotations"]) => {
            value(Shape::Annotations, "are annotations of the pods.")
        }
        (kind, ["spec", "template", "pod", "metadata", "annotations"]) if is_operand(kind) => {
            value(Shape::Annotations, "are annotations of the pods.")
        }
        (kind, ["spec", "template", "pod", "metadata", "labels"]) if is_operand(kind) => {
            value(Shape::PodLabels, "are labels of the pods beside the operator's own.")
        }
        (
            "Deployment" | "StatefulSet",
            ["spec", "template", "spec", "containers", own, "imagePullPolicy"],
        ) if *own == component => value(
            Shape::OneOf(vec!["Always", "IfNotPresent", "Never"]),
            "says when a node pulls the image: `Always`, `IfNotPresent` or `Never`; empty leaves it to Kubernetes.",
        ),
        _ => scheduling(kind, component, &at),
    }
}

/// Where pods run, and with whose credentials their images are pulled.
fn scheduling(kind: &str, _component: &str, at: &[&str]) -> Option<Exposed> {
    let field = match (kind, at) {
        ("Deployment" | "StatefulSet", ["spec", "template", "spec", field]) => field,
        (kind, ["spec", "template", "pod", field]) if is_operand(kind) => field,
        _ => return None,
    };
    match *field {
        "imagePullSecrets" => value(
            Shape::SecretNames,
            "are the Secrets with credentials for the image's registry: `- name: SECRET`.",
        ),
        "nodeSelector" => value(Shape::Labels, "are the labels a node must have to get the pods."),
        "tolerations" => {
            value(Shape::Tolerations, "are the taints of nodes the pods put up with, as Kubernetes has them.")
        }
        "affinity" => Some(Exposed {
            how: How::Override,
            shape: Shape::Affinity,
            comment: "replaces what keeps the pods apart or together, as Kubernetes has it; empty leaves the chart's own.",
        }),
        _ => None,
    }
}

/// The fields of a map that can be set even where no environment has them.
pub(super) fn injected(kind: &str, component: &str, name: &str, at: &[String]) -> &'static [&'static str] {
    let at: Vec<&str> = at.iter().map(String::as_str).collect();
    match (kind, at.as_slice()) {
        ("Deployment" | "StatefulSet", ["spec", "template", "spec"]) => {
            &["imagePullSecrets", "nodeSelector", "affinity", "tolerations"]
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "spec", "containers", own])
            if *own == component =>
        {
            &["imagePullPolicy", "resources"]
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "metadata"]) => &["annotations"],
        ("StatefulSet", ["spec", "volumeClaimTemplates", _, "spec"])
        | ("PersistentVolumeClaim", ["spec"]) => &["storageClassName"],
        ("Service", ["metadata"]) if name == component => &["annotations"],
        ("Service", ["spec"]) if name == component => &["type"],
        (kind, ["spec"]) if is_operand(kind) => &["resources", "template"],
        (kind, ["spec", "template"]) if is_operand(kind) => &["pod"],
        (kind, ["spec", "template", "pod"]) if is_operand(kind) => {
            &["imagePullSecrets", "affinity", "tolerations", "metadata"]
        }
        (kind, ["spec", "template", "pod", "metadata"]) if is_operand(kind) => &["labels", "annotations"],
        _ => &[],
    }
}

/// The types of a Service at which one of its fields may be there; `None` for any.
pub(super) fn only_at(
    kind: &str,
    component: &str,
    name: &str,
    at: &[String],
) -> Option<&'static [&'static str]> {
    let at: Vec<&str> = at.iter().map(String::as_str).collect();
    match (kind, at.as_slice()) {
        ("Service", ["spec", field]) if name == component => match *field {
            "externalTrafficPolicy" => Some(&["NodePort", "LoadBalancer"]),
            "loadBalancerSourceRanges"
            | "loadBalancerClass"
            | "loadBalancerIP"
            | "allocateLoadBalancerNodePorts" => Some(&["LoadBalancer"]),
            _ => None,
        },
        _ => None,
    }
}
