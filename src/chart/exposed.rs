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

const fn value(shape: Shape, comment: &'static str) -> Option<Exposed> {
    Some(Exposed { how: How::Value, shape, comment })
}

const SIZE: &str =
    "is the size of each claim; read when a claim is made, later only by whoever lets its class grow.";
const CLASS: &str = "is the storage class of the claims; read when a claim is made and never again.";

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
            Some(Exposed { how: How::Image, shape: Shape::Map, comment: "is the image of the container." })
        }
        ("KafkaConnect", ["spec", "image"]) => {
            Some(Exposed { how: How::Image, shape: Shape::Map, comment: "is the image of the workers." })
        }
        ("KafkaConnect", ["spec", "build", "output", "image"]) => Some(Exposed {
            how: How::Image,
            shape: Shape::Map,
            comment: "is where the image is pushed to that the operator builds.",
        }),
        (_, [.., "resources"])
            if !matches!(kind, "PersistentVolumeClaim" | "Role") && at.first() == Some(&"spec") =>
        {
            let claimed = at.contains(&"volumeClaimTemplates");
            if claimed {
                None
            } else {
                value(Shape::Resources, "are what the container asks for and may use at most.")
            }
        }
        ("StatefulSet", ["spec", "volumeClaimTemplates", _, "spec", "resources", "requests", "storage"])
        | ("PersistentVolumeClaim", ["spec", "resources", "requests", "storage"])
        | ("KafkaNodePool", ["spec", "storage", "volumes", _, "size"]) => value(Shape::Quantity, SIZE),
        ("StatefulSet", ["spec", "volumeClaimTemplates", _, "spec", "storageClassName"])
        | ("PersistentVolumeClaim", ["spec", "storageClassName"])
        | ("KafkaNodePool", ["spec", "storage", "volumes", _, "class"]) => value(Shape::Name, CLASS),
        ("Service", ["spec", "type"]) if name == component => {
            value(Shape::OneOf(&["ClusterIP", "NodePort", "LoadBalancer"]), "is how the Service is reached.")
        }
        ("Service", ["metadata", "annotations"]) if name == component => {
            value(Shape::Texts, "are the annotations of the Service.")
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "metadata", "annotations"]) => {
            value(Shape::Texts, "are the annotations of the pods.")
        }
        _ => scheduling(kind, component, &at),
    }
}

/// Where pods run, and with whose credentials their images are pulled.
fn scheduling(kind: &str, _component: &str, at: &[&str]) -> Option<Exposed> {
    let field = match (kind, at) {
        ("Deployment" | "StatefulSet", ["spec", "template", "spec", field]) => field,
        (
            "KafkaNodePool" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2",
            ["spec", "template", "pod", field],
        ) => field,
        _ => return None,
    };
    match *field {
        "imagePullSecrets" => {
            value(Shape::Maps, "are the Secrets with credentials for the image's registry, each as `name`.")
        }
        "nodeSelector" => value(Shape::Texts, "are the labels a node must have."),
        "tolerations" => value(Shape::Maps, "are the taints the pods put up with."),
        "affinity" => Some(Exposed {
            how: How::Override,
            shape: Shape::Map,
            comment: "replaces the affinity of the pods; empty leaves the chart's own.",
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
            &["resources"]
        }
        ("Deployment" | "StatefulSet", ["spec", "template", "metadata"]) => &["annotations"],
        (
            "KafkaNodePool" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2",
            ["spec", "template", "pod"],
        ) => &["imagePullSecrets", "affinity", "tolerations"],
        ("KafkaNodePool" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2", ["spec", "template"]) => {
            &["pod"]
        }
        ("KafkaNodePool" | "KafkaConnect" | "KafkaBridge" | "KafkaMirrorMaker2", ["spec"]) => {
            &["resources", "template"]
        }
        ("Service", ["metadata"]) if name == component => &["annotations"],
        _ => &[],
    }
}
