use crate::platform::{at, compiled, find, folder, object};
use serde_json::{Value as Json, json};

#[test]
fn beside_kafka_the_operator_s_own_secrets_are_used() {
    let compiled = compiled("connect: {c: {to: main/mtls}, d: {to: main/plain}}");
    let tls = object(&compiled, "KafkaConnect", "c");
    let trusted = json!([{"secretName": "main-cluster-ca-cert", "pattern": "*.crt"}]);
    assert_eq!(at(tls, "/spec/tls/trustedCertificates"), trusted);
    let pair = json!({"secretName": "c-connect", "certificate": "user.crt", "key": "user.key"});
    assert_eq!(at(tls, "/spec/authentication"), json!({"type": "tls", "certificateAndKey": pair}));
    let plain = object(&compiled, "KafkaConnect", "d");
    assert_eq!((at(plain, "/spec/tls"), at(plain, "/spec/authentication")), (Json::Null, Json::Null));
    assert!(find(&compiled, "KafkaAccess", "c-connect").is_none());
}

#[test]
fn elsewhere_the_access_operator_brings_them() {
    let compiled = compiled(
        "connect: {c: {to: main/mtls, namespace: apps}, d: {to: main/plain, namespace: apps}}\nbridges: {b: {to: main/tls, namespace: apps, consumes: [a]}}",
    );
    let access = object(&compiled, "KafkaAccess", "c-connect");
    assert_eq!(access.namespace.as_deref(), Some("apps"));
    assert_eq!(folder(&compiled, "KafkaAccess", "c-connect"), "20-c");
    let spec = json!({
        "kafka": {"name": "main", "namespace": "kafka", "listener": "mtls"},
        "user": {"kind": "KafkaUser", "apiGroup": "kafka.strimzi.io", "name": "c-connect", "namespace": "kafka"},
    });
    assert_eq!(at(access, "/spec"), spec);
    let tls = object(&compiled, "KafkaConnect", "c");
    let trusted = json!([{"secretName": "c-connect", "certificate": "ssl.truststore.crt"}]);
    assert_eq!(at(tls, "/spec/tls/trustedCertificates"), trusted);
    let pair =
        json!({"secretName": "c-connect", "certificate": "ssl.keystore.crt", "key": "ssl.keystore.key"});
    assert_eq!(at(tls, "/spec/authentication/certificateAndKey"), pair);
    let scram = object(&compiled, "KafkaBridge", "b");
    let password = json!({"secretName": "b-bridge", "password": "password"});
    assert_eq!(at(scram, "/spec/authentication/passwordSecret"), password);
    assert_eq!(at(scram, "/spec/authentication/username"), "b-bridge");
    assert!(find(&compiled, "KafkaAccess", "d-connect").is_none(), "nothing to bring");
}
