use crate::built::{Built, small};
use serde_json::{Value, json};

const THREE: &str =
    "    nodePools: {dual: {roles: [controller, broker], replicas: 3, storage: {size: 1Gi}}}\n";

#[test]
fn decisions_carry_their_row_and_words_their_place() {
    let built = Built::with("    config: {log.retention.hours: 7d, message.max.bytes: 2Mi}\n");
    let origin = |at: &str| built.origin("Kafka", "c", &format!("/spec/kafka{at}"));
    assert_eq!(origin("/config/default.replication.factor"), "#replication-factor");
    assert_eq!(built.kafka("/config/default.replication.factor"), 1);
    assert_eq!(built.kafka("/config/log.retention.hours"), 168);
    assert_eq!(built.kafka("/config/message.max.bytes"), 2 << 20);
    assert_eq!(origin("/config/log.retention.hours"), "7d");
    assert_eq!(origin("/authorization/type"), "#authorization");
    assert_eq!(origin("/metadataVersion"), "#metadata-version");
    assert_eq!(built.kafka("/rack"), Value::Null);
    assert_eq!(built.kafka("/template/initContainer"), Value::Null);
    assert_eq!(built.kafka("/template/kafkaContainer/securityContext/capabilities/drop"), json!(["ALL"]));
    assert_eq!(origin("/template/kafkaContainer/securityContext"), "#operand-security");
    assert_eq!(built.json("Kafka", "c", "/spec/cruiseControl"), Value::Null);
}

#[test]
fn authorization_is_a_word_nothing_or_strimzi_s_object() {
    let of = |written: &str| Built::with(&format!("    authorization: {written}\n")).kafka("/authorization");
    assert_eq!(of("simple"), json!({"type": "simple"}));
    assert_eq!(of("none"), Value::Null);
    assert_eq!(
        of("{type: simple, superUsers: [CN=ops]}"),
        json!({"type": "simple", "superUsers": ["CN=ops"]})
    );
    let custom = json!({"type": "custom", "authorizerClass": "a.B", "supportsAdminApi": true});
    assert_eq!(of("{type: custom, authorizerClass: a.B, supportsAdminApi: true}"), custom);
}

#[test]
fn what_strimzi_knows_better_is_passed_through() {
    let built = Built::with(
        "    maintenanceTimeWindows: ['* * 0-5 ? * SUN *']\n    clusterCa: {validityDays: 90}\n    \
         clientsCa: {generateCertificateAuthority: false}\n    quotas: {type: strimzi, producerByteRate: 1000000}\n",
    );
    assert_eq!(built.json("Kafka", "c", "/spec/maintenanceTimeWindows"), json!(["* * 0-5 ? * SUN *"]));
    assert_eq!(built.json("Kafka", "c", "/spec/clusterCa"), json!({"validityDays": 90}));
    assert_eq!(built.json("Kafka", "c", "/spec/clientsCa/generateCertificateAuthority"), false);
    assert_eq!(built.kafka("/quotas/producerByteRate"), 1_000_000);
    assert_eq!(built.origin("Kafka", "c", "/spec/clusterCa/validityDays"), "90");
}

#[test]
fn cruise_control_rebalances_by_a_template_of_its_own() {
    let built = Built::with(&format!(
        "{THREE}    cruiseControl: {{config: {{num.concurrent.partition.movements.per.broker: 3}}}}\n"
    ));
    let control = built.json("Kafka", "c", "/spec/cruiseControl");
    let template = json!({"name": "c-auto-rebalance"});
    let modes = json!([{"mode": "add-brokers", "template": template}, {"mode": "remove-brokers", "template": template}]);
    assert_eq!(control["autoRebalance"], modes);
    assert_eq!(control["config"], json!({"num.concurrent.partition.movements.per.broker": 3}));
    assert_eq!(control["metricsConfig"], Value::Null);
    assert_eq!(built.json("KafkaRebalance", "c-auto-rebalance", "/spec"), json!({}));
    let mark = "/metadata/annotations/strimzi.io~1rebalance-template";
    assert_eq!(built.json("KafkaRebalance", "c-auto-rebalance", mark), "true");
    let off = Built::with(&format!("{THREE}    cruiseControl: {{autoRebalance: false}}\n"));
    assert!(off.names("KafkaRebalance").is_empty());
    assert_eq!(off.json("Kafka", "c", "/spec/cruiseControl/autoRebalance"), Value::Null);
}

#[test]
fn metrics_come_with_somebody_who_reads_them() {
    assert!(Built::with(THREE).names("PodMonitor").is_empty());
    let text = small(THREE, "").replace(
        "operators: {",
        "operators: {prometheus-operator: {namespace: monitoring, labels: {release: prom}}, ",
    );
    let built = Built::of(&text);
    assert_eq!(built.kafka("/metricsConfig"), json!({"type": "strimziMetricsReporter"}));
    let rules = json!({"name": "c-cruise-control-metrics", "key": "metrics.yaml"});
    let control = built.json("Kafka", "c", "/spec/cruiseControl/metricsConfig");
    assert_eq!(control, json!({"type": "jmxPrometheusExporter", "valueFrom": {"configMapKeyRef": rules}}));
    let file = built.json("ConfigMap", "c-cruise-control-metrics", "/data/metrics.yaml");
    let file: Value = serde_yaml::from_str(file.as_str().unwrap()).unwrap();
    assert_eq!(file["rules"][0]["type"], "GAUGE");
    assert!(built.json("Kafka", "c", "/spec/kafkaExporter/template/container/securityContext").is_object());
    assert_eq!(
        built.origin("Kafka", "c", "/spec/kafkaExporter/resources/limits/memory"),
        "#kafka-exporter-resources"
    );
    assert_eq!(built.json("PodMonitor", "c", "/metadata/labels/release"), "prom");
    let selector = json!({"strimzi.io/cluster": "c", "strimzi.io/kind": "Kafka"});
    assert_eq!(built.json("PodMonitor", "c", "/spec/selector/matchLabels"), selector);
    assert_eq!(built.json("PodMonitor", "c", "/spec/podMetricsEndpoints/0/port"), "tcp-prometheus");
}

#[test]
fn brokers_read_secrets_themselves_and_may_read_no_others() {
    let secrets = "secrets:\n  store: {namespace: kafka, keys: [key], source: existing}\n";
    let config = "    config: {rsm.config.storage.s3.password: {secretRef: store/key}}\n";
    let built = Built::of(&small(config, secrets));
    let config = built.kafka("/config");
    assert_eq!(config["rsm.config.storage.s3.password"], "${secrets:kafka/store:key}");
    assert_eq!(config["config.providers"], "secrets");
    assert_eq!(config["config.providers.secrets.class"], "io.strimzi.kafka.KubernetesSecretConfigProvider");
    let rule =
        json!({"apiGroups": [""], "resources": ["secrets"], "resourceNames": ["store"], "verbs": ["get"]});
    assert_eq!(built.json("Role", "c-kafka-config-secrets", "/rules"), json!([rule]));
    let subject = json!({"kind": "ServiceAccount", "name": "c-kafka", "namespace": "kafka"});
    assert_eq!(built.json("RoleBinding", "c-kafka-config-secrets", "/subjects/0"), subject);
}
