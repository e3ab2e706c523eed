use super::{app, blueprint, clean, names, object, pod, variable};
use serde_json::json;

const SCRAM: &str = "env: {B: bootstrapServers, H: bootstrapHost, PORT: bootstrapPort, P: securityProtocol, \
                     M: saslMechanism, J: saslJaasConfig, U: username, W: password, T: truststore, \
                     TYPE: truststoreType, G: group, I: podName}";

fn secret(name: &str, key: &str) -> serde_json::Value {
    json!({"valueFrom": {"secretKeyRef": {"name": name, "key": key}}})
}

fn connection(namespace: &str, to: &str, rest: &str) -> String {
    let keys = format!(
        "kind: Deployment\nnamespace: {namespace}\nimage: shop:1\nconnections:\n  c:\n    to: {to}\n    \
         produces: [orders]\n    consumes: {{topics: [orders], group: shop}}\n    {rest}\n"
    );
    blueprint("", &keys)
}

#[test]
fn across_namespaces_the_access_operator_s_secret_is_read() {
    let compiled = clean(&connection("apps", "streaming/tls", SCRAM));
    assert_eq!(variable(&compiled, "B"), json!({"value": "streaming-kafka-bootstrap.kafka.svc:9093"}));
    assert_eq!(variable(&compiled, "H"), json!({"value": "streaming-kafka-bootstrap.kafka.svc"}));
    assert_eq!(variable(&compiled, "PORT"), json!({"value": "9093"}));
    assert_eq!(variable(&compiled, "P"), json!({"value": "SASL_SSL"}));
    assert_eq!(variable(&compiled, "M"), json!({"value": "SCRAM-SHA-512"}));
    assert_eq!(variable(&compiled, "J"), secret("shop-c", "sasl.jaas.config"));
    assert_eq!(variable(&compiled, "U"), secret("shop-c", "username"));
    assert_eq!(variable(&compiled, "W"), secret("shop-c", "password"));
    assert_eq!(variable(&compiled, "T"), json!({"value": "/etc/kafka/c/ca.crt"}));
    assert_eq!(variable(&compiled, "TYPE"), json!({"value": "PEM"}));
    assert_eq!(variable(&compiled, "G"), json!({"value": "shop"}));
    assert_eq!(variable(&compiled, "I"), json!({"valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}}}));
    object(&compiled, "KafkaAccess", "shop-c");
    let items = json!([{"key": "ssl.truststore.crt", "path": "ca.crt"}]);
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "kafka-c-ca", "secret": {"secretName": "shop-c", "items": items}}])
    );
    assert_eq!(
        pod(&compiled, "/containers/0/volumeMounts"),
        json!([{"name": "kafka-c-ca", "mountPath": "/etc/kafka/c", "readOnly": true}])
    );
}

#[test]
fn beside_kafka_the_operator_s_own_secrets_are_read_and_trust_is_mounted_unasked() {
    let compiled = clean(&connection("kafka", "streaming/tls", "env: {U: username, J: saslJaasConfig}"));
    assert_eq!(variable(&compiled, "U"), json!({"value": "shop-c"}));
    assert_eq!(variable(&compiled, "J"), secret("shop-c", "sasl.jaas.config"));
    let items = json!([{"key": "ca.crt", "path": "ca.crt"}]);
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "kafka-c-ca", "secret": {"secretName": "streaming-cluster-ca-cert", "items": items}}])
    );
}

#[test]
fn a_client_certificate_is_a_keystore_beside_kafka_and_two_files_elsewhere() {
    let beside = "env: {K: keystore, TYPE: keystoreType, W: password}";
    let compiled = clean(&connection("kafka", "streaming/mutual", beside));
    assert_eq!(variable(&compiled, "K"), json!({"value": "/etc/kafka/c/user.p12"}));
    assert_eq!(variable(&compiled, "TYPE"), json!({"value": "PKCS12"}));
    assert_eq!(variable(&compiled, "W"), secret("shop-c", "user.password"));
    let items = json!([{"key": "user.crt", "path": "user.crt"}, {"key": "user.key", "path": "user.key"},
                       {"key": "user.p12", "path": "user.p12"}]);
    let sources = json!([
        {"secret": {"name": "shop-c", "items": items}},
        {"secret": {"name": "streaming-cluster-ca-cert", "items": [{"key": "ca.crt", "path": "ca.crt"}]}},
    ]);
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "kafka-c-tls", "projected": {"sources": sources}}])
    );
    let compiled = clean(&connection("apps", "streaming/mutual", "env: {T: truststore}"));
    let items = json!([{"key": "ssl.truststore.crt", "path": "ca.crt"},
                       {"key": "ssl.keystore.crt", "path": "user.crt"},
                       {"key": "ssl.keystore.key", "path": "user.key"}]);
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "kafka-c-tls", "secret": {"secretName": "shop-c", "items": items}}])
    );
}

#[test]
fn an_external_login_is_composed_of_a_variable() {
    let compiled = clean(&connection("apps", "hubs/sasl", "env: {A_JAAS: saslJaasConfig, U: username}"));
    assert_eq!(names(&compiled), ["A_JAAS_PASSWORD", "A_JAAS", "U"]);
    assert_eq!(variable(&compiled, "A_JAAS_PASSWORD"), secret("events", "connection"));
    let line = "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"$ConnectionString\" \
                password=\"$(A_JAAS_PASSWORD)\";";
    assert_eq!(variable(&compiled, "A_JAAS"), json!({"value": line}));
    assert_eq!(variable(&compiled, "U"), json!({"value": "$ConnectionString"}));
    assert_eq!(pod(&compiled, "/volumes"), json!(null));
    // With a password variable of its own, that one is used, and stands before.
    let compiled = clean(&connection("apps", "hubs/sasl", "env: {A_JAAS: saslJaasConfig, Z: password}"));
    assert_eq!(names(&compiled), ["Z", "A_JAAS"]);
}

#[test]
fn certificate_and_key_in_one_entry_are_a_keystore() {
    let compiled = clean(&connection("apps", "hubs/cert", "env: {K: keystore, TYPE: keystoreType}"));
    assert_eq!(variable(&compiled, "K"), json!({"value": "/etc/kafka/c/user.pem"}));
    assert_eq!(variable(&compiled, "TYPE"), json!({"value": "PEM"}));
    let items = json!([{"key": "both.pem", "path": "user.pem"}]);
    assert_eq!(
        pod(&compiled, "/volumes"),
        json!([{"name": "kafka-c-tls", "secret": {"secretName": "client-tls", "items": items}}])
    );
}

#[test]
fn variables_stand_in_order_and_after_what_they_use() {
    let compiled = app(
        "env:\n  B: $(ZZ) and $(HOME)\n  A: plain\n  URL: {format: \"jdbc:{0}:{1}@$(x)\", secretRefs: [db/user, db/password]}\n\
         connections:\n  two: {to: legacy/plaintext, produces: [orders], env: {KB: bootstrapServers}}\n  \
         one: {to: streaming/tls, produces: [orders], env: {ZZ: bootstrapServers, KA: podName}}\n",
    );
    assert_eq!(names(&compiled), ["A", "URL_0", "URL_1", "URL", "KA", "ZZ", "B", "KB"]);
    assert_eq!(variable(&compiled, "B"), json!({"value": "$(ZZ) and $(HOME)"}));
    assert_eq!(variable(&compiled, "URL"), json!({"value": "jdbc:$(URL_0):$(URL_1)@$$(x)"}));
    assert_eq!(variable(&compiled, "URL_1"), secret("db", "password"));
    assert_eq!(variable(&compiled, "KB"), json!({"value": "wn0:9092,wn1:9092"}));
}

#[test]
fn streams_hand_over_their_id_and_folder() {
    let compiled = app(
        "volumes: {state: {mountPath: /state, size: 1Gi}}\nconnections:\n  s:\n    to: streaming/tls\n    \
         consumes: {topics: [orders]}\n    streams: {applicationId: counts, stateDir: /state}\n    \
         env: {A: applicationId, D: stateDir, G: group}\n",
    );
    assert_eq!(variable(&compiled, "A"), json!({"value": "counts"}));
    assert_eq!(variable(&compiled, "G"), json!({"value": "counts"}));
    assert_eq!(variable(&compiled, "D"), json!({"value": "/state"}));
    assert_eq!(pod(&compiled, "/terminationGracePeriodSeconds"), json!(120));
}
