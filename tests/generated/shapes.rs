//! What fields may hold that are handed on in the shape of Kubernetes or Strimzi, and configurations of Kafka.

use serde_json::Value;
use std::sync::LazyLock;

/// By the name of the key. `<text>` is any text, `<label>` any value of a label.
const SHAPES: &str = r#"{
    "sshUser": ["sshuser", "admin-1"],
    "storageAccount": ["account1"],
    "vmSize": ["Standard_E8_v3", "Standard_E4_v3"],
    "tolerations": [
        [{"key": "kafka", "operator": "Exists", "effect": "NoSchedule"}],
        [{"key": "a", "operator": "Equal", "value": "<label>"}, {"operator": "Exists"}],
        []
    ],
    "jvmOptions": [
        {"-Xms": "256m", "-Xmx": "256m"},
        {"-XX": {"UseG1GC": "true", "MaxGCPauseMillis": "20"}},
        {"javaSystemProperties": [{"name": "a.b", "value": "<text>"}], "gcLoggingEnabled": true}
    ],
    "securityContext": [
        {"runAsUser": 1234},
        {"fsGroup": 7, "supplementalGroups": [4, 5], "fsGroupChangePolicy": "OnRootMismatch"},
        {"seccompProfile": {"type": "RuntimeDefault"}}
    ],
    "readiness": [
        {"exec": {"command": ["sh", "-c", "<text>"]}, "periodSeconds": 3},
        {"tcpSocket": {"port": 8080}},
        {"httpGet": {"path": "/ready", "port": 8080, "httpHeaders": [{"name": "X-A", "value": "<text>"}]}},
        {}
    ],
    "liveness": [{"exec": {"command": ["true"]}}, {"tcpSocket": {"port": 8080}, "initialDelaySeconds": 5}],
    "startup": [{"exec": {"command": ["sh", "-c", "<text>"]}, "failureThreshold": 30}],
    "egressRules": [
        [{"to": [{"ipBlock": {"cidr": "192.0.2.0/24"}}], "ports": [{"port": 5432, "protocol": "TCP"}]}],
        [{"ports": [{"port": 443}]}, {"to": [{"namespaceSelector": {"matchLabels": {"a": "<label>"}}}]}]
    ],
    "envFrom": [
        [{"configMapRef": {"name": "settings"}}],
        [{"prefix": "P_", "secretRef": {"name": "more", "optional": true}}, {"configMapRef": {"name": "settings"}}]
    ],
    "emptyDir": [{}, {"sizeLimit": "1Gi"}, {"medium": "Memory", "sizeLimit": "64Mi"}],
    "configMap": [
        {"name": "settings"},
        {"name": "settings", "items": [{"key": "a.conf", "path": "a/b.conf"}], "optional": true, "defaultMode": 420}
    ],
    "secret": [{"secretName": "certificates"}, {"secretName": "certificates", "optional": true}],
    "brokerCapacity": [{"cpu": "1", "inboundNetwork": "10000KB/s"}, {"outboundNetwork": "1GiB/s"}],
    "clusterCa": [{"validityDays": 730, "renewalDays": 60}, {"generateSecretOwnerReference": false}],
    "clientsCa": [{"validityDays": 90, "renewalDays": 14}, {"certificateExpirationPolicy": "replace-key"}],
    "quotas": [
        {"type": "kafka", "producerByteRate": 1000000, "requestPercentage": 55},
        {"type": "strimzi", "consumerByteRate": 1000, "excludedPrincipals": ["User:CN=a,O=b"]}
    ],
    "taints": [[{"key": "a", "value": "b", "effect": "NoSchedule"}], [{"key": "kafka", "effect": "NoExecute"}]],
    "parentRefs": [[{"name": "gateway"}], [{"name": "gateway", "namespace": "edge", "sectionName": "kafka"}]]
}"#;

/// Configurations by the name of the key that holds them: what each key of Kafka may be set to.
const CONFIGS: &str = r#"{
    "config": {
        "message.max.bytes": [2097152, "2Mi"],
        "num.partitions": [12, 3],
        "compression.type": ["zstd", "producer"],
        "log.retention.ms": ["7d", 604800000, "90min"],
        "log.cleaner.enable": [true, false],
        "group.initial.rebalance.delay.ms": ["3s", 0]
    },
    "topic": {
        "retention.ms": ["7d", -1, "36h"],
        "cleanup.policy": ["compact", "delete", "compact,delete"],
        "max.message.bytes": ["1Mi", 2000000],
        "min.cleanable.dirty.ratio": [0.25, 0.5],
        "message.timestamp.type": ["LogAppendTime"],
        "unclean.leader.election.enable": [true, false]
    },
    "worker": {
        "offset.flush.interval.ms": ["10s", 60000],
        "consumer.max.poll.records": [100],
        "producer.compression.type": ["lz4"],
        "connector.client.config.override.policy": ["None", "All"]
    },
    "control": {"cpu.balance.threshold": [1.1, 1.2], "num.metric.fetchers": [1], "anomaly.detection.interval.ms": ["10min"]},
    "producer": {"acks": ["all", "1"], "linger.ms": ["5ms", 0], "delivery.timeout.ms": ["5min"]},
    "consumer": {"auto.offset.reset": ["earliest"], "max.poll.records": [10], "fetch.max.wait.ms": ["1s"]},
    "adminClient": {"retries": [3], "request.timeout.ms": ["10s"]},
    "sourceConfig": {"refresh.topics.interval.seconds": ["10min", 60], "sync.topic.acls.enabled": [false], "offset.lag.max": [100]},
    "parameters": {"skuName": ["Premium_LRS", "<text>"], "cachingMode": ["None"], "type": ["pd-ssd"]}
}"#;

fn table(text: &str) -> Value {
    serde_json::from_str(text).expect("a table")
}

pub static RAW: LazyLock<Value> = LazyLock::new(|| table(SHAPES));
pub static CONFIG: LazyLock<Value> = LazyLock::new(|| table(CONFIGS));
