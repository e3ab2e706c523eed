//! Values that hold as well where nothing is written. Source: the defaulting functions of the Kubernetes API
//! (`pkg/apis/*/v1/defaults.go`) and the defaults of Strimzi's API.

use crate::object::Node;
use crate::yaml::{Map, Value};

/// Kinds (`*` for any), the keys from the right, the value.
const DEFAULTS: &[(&str, &str, &str)] = &[
    ("Deployment StatefulSet", "spec/replicas", "1"),
    ("Deployment StatefulSet DaemonSet", "spec/revisionHistoryLimit", "10"),
    ("Deployment StatefulSet DaemonSet", "spec/minReadySeconds", "0"),
    ("Deployment", "spec/progressDeadlineSeconds", "600"),
    ("Deployment", "spec/paused", "false"),
    ("Deployment", "strategy/type", "RollingUpdate"),
    ("Deployment", "rollingUpdate/maxSurge", "25%"),
    ("Deployment", "rollingUpdate/maxUnavailable", "25%"),
    ("StatefulSet DaemonSet", "updateStrategy/type", "RollingUpdate"),
    ("StatefulSet", "rollingUpdate/partition", "0"),
    ("DaemonSet", "rollingUpdate/maxSurge", "0"),
    ("DaemonSet", "rollingUpdate/maxUnavailable", "1"),
    ("StatefulSet", "spec/podManagementPolicy", "OrderedReady"),
    ("StatefulSet", "persistentVolumeClaimRetentionPolicy/whenDeleted", "Retain"),
    ("StatefulSet", "persistentVolumeClaimRetentionPolicy/whenScaled", "Retain"),
    ("StatefulSet", "ordinals/start", "0"),
    ("Job CronJob", "spec/backoffLimit", "6"),
    ("Job CronJob", "spec/completionMode", "NonIndexed"),
    ("Job CronJob", "spec/suspend", "false"),
    ("CronJob", "spec/concurrencyPolicy", "Allow"),
    ("CronJob", "spec/successfulJobsHistoryLimit", "3"),
    ("CronJob", "spec/failedJobsHistoryLimit", "1"),
    ("KafkaNodePool", "deleteClaim", "false"),
    ("Service", "spec/type", "ClusterIP"),
    ("Service", "spec/sessionAffinity", "None"),
    ("Service", "spec/publishNotReadyAddresses", "false"),
    ("Service", "spec/internalTrafficPolicy", "Cluster"),
    ("Service", "spec/externalTrafficPolicy", "Cluster"),
    ("Service", "spec/allocateLoadBalancerNodePorts", "true"),
    ("StorageClass", "reclaimPolicy", "Delete"),
    ("StorageClass", "volumeBindingMode", "Immediate"),
    ("StorageClass", "allowVolumeExpansion", "false"),
    ("Secret", "type", "Opaque"),
    ("Secret ConfigMap", "immutable", "false"),
    ("HorizontalPodAutoscaler", "spec/minReplicas", "1"),
    ("*", "protocol", "TCP"),
    ("*", "spec/restartPolicy", "Always"),
    ("*", "spec/dnsPolicy", "ClusterFirst"),
    ("*", "spec/schedulerName", "default-scheduler"),
    ("*", "spec/terminationGracePeriodSeconds", "30"),
    ("*", "spec/enableServiceLinks", "true"),
    ("*", "spec/hostNetwork", "false"),
    ("*", "spec/hostPID", "false"),
    ("*", "spec/hostIPC", "false"),
    ("*", "spec/volumeMode", "Filesystem"),
    ("*", "containers/terminationMessagePath", "/dev/termination-log"),
    ("*", "containers/terminationMessagePolicy", "File"),
    ("*", "volumeMounts/readOnly", "false"),
    ("*", "configMap/defaultMode", "420"),
    ("*", "secret/defaultMode", "420"),
    ("*", "projected/defaultMode", "420"),
    ("*", "fieldRef/apiVersion", "v1"),
    ("*", "httpGet/scheme", "HTTP"),
];

/// What holds of a probe.
const PROBE: &[(&str, &str)] = &[
    ("initialDelaySeconds", "0"),
    ("timeoutSeconds", "1"),
    ("periodSeconds", "10"),
    ("successThreshold", "1"),
    ("failureThreshold", "3"),
];

/// Maps that say nothing more than what their entries say.
const GROUPS: [&str; 5] =
    ["strategy", "updateStrategy", "rollingUpdate", "persistentVolumeClaimRetentionPolicy", "ordinals"];

/// Keys under which an empty map or list is what nothing is.
const EMPTY: [&str; 13] = [
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
    "securityContext",
];

/// Whether a value is what holds without it; `above` are the keys on the way, its own last, and `beside` is the map
/// it stands in.
pub(super) fn is_default(
    kind: &str,
    above: &[&str],
    node: &Node,
    beside: &Map<crate::source::Origin>,
) -> bool {
    let Some(key) = above.last() else { return false };
    match &node.value {
        Value::Map(map) if map.is_empty() => return EMPTY.contains(key),
        Value::List(list) if list.is_empty() => return EMPTY.contains(key),
        Value::Map(map) => {
            return GROUPS.contains(key)
                && map.entries.iter().all(|entry| {
                    let mut inner = above.to_vec();
                    inner.push(&entry.key.text);
                    is_default(kind, &inner, &entry.value, map)
                });
        }
        _ => {}
    }
    let Some(text) = super::scalar::text(node) else { return false };
    let other = |key: &str| beside.get(key).and_then(super::scalar::text);
    match *key {
        "targetPort" => return other("port") == Some(text),
        "imagePullPolicy" => return other("image").is_some_and(|image| text == pull_policy(&image)),
        _ => {}
    }
    if above.len() > 1 && above[above.len() - 2].ends_with("Probe") && PROBE.contains(&(*key, text.as_str()))
    {
        return true;
    }
    DEFAULTS.iter().any(|(of, path, value)| {
        *value == text
            && (*of == "*" || of.split(' ').any(|of| of == kind))
            && path.rsplit('/').eq(above.iter().rev().copied().take(path.split('/').count()))
    })
}

/// When an image is pulled, where nothing is written.
fn pull_policy(image: &str) -> &'static str {
    let name = image.rsplit('/').next().unwrap_or(image);
    let moves = !image.contains('@') && name.split_once(':').is_none_or(|(_, tag)| tag == "latest");
    if moves { "Always" } else { "IfNotPresent" }
}
