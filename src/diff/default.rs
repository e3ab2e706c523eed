//! Values that hold as well where nothing is written. Source: the defaulting functions of the Kubernetes API and the
//! defaults of Strimzi's API.

use crate::object::Node;

/// Kind (empty for any), the keys from the right (`spec/replicas`), the value.
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("Deployment", "spec/replicas", "1"),
    ("StatefulSet", "spec/replicas", "1"),
    ("StatefulSet", "spec/podManagementPolicy", "OrderedReady"),
    ("Service", "spec/type", "ClusterIP"),
    ("Service", "spec/sessionAffinity", "None"),
    ("", "protocol", "TCP"),
    ("", "spec/restartPolicy", "Always"),
    ("", "spec/dnsPolicy", "ClusterFirst"),
    ("", "spec/terminationGracePeriodSeconds", "30"),
    ("", "spec/volumeMode", "Filesystem"),
];

/// Keys under which an empty map or list is what nothing is.
const EMPTY: [&str; 12] = [
    "labels",
    "annotations",
    "env",
    "envFrom",
    "args",
    "command",
    "nodeSelector",
    "tolerations",
    "imagePullSecrets",
    "volumes",
    "volumeMounts",
    "initContainers",
];

/// Whether a value is what holds without it; `above` are the keys on the way, its own last.
pub(super) fn is_default(kind: &str, above: &[&str], node: &Node) -> bool {
    let Some(key) = above.last() else { return false };
    let empty =
        node.as_map().is_some_and(crate::yaml::Map::is_empty) || node.as_list().is_some_and(<[_]>::is_empty);
    if empty {
        return EMPTY.contains(key);
    }
    let Some(text) = super::scalar::text(node) else { return false };
    DEFAULTS.iter().any(|(of, path, value)| {
        *value == text
            && (of.is_empty() || *of == kind)
            && path.rsplit('/').eq(above.iter().rev().copied().take(path.split('/').count()))
    })
}
