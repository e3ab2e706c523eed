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

/// A listener with a certificate of its own, as an environment adds it, and who signed that, in two namespaces.
const OWN: &str = r#"
  corp: {namespace: kafka, name: corp-ca, keys: [ca.crt], source: existing}
  corp-apps: {namespace: apps, name: corp-ca, keys: [ca.crt], source: {externalSecret: {store: store, remoteKey: corp-ca}}}
connect: {c: {to: main/own}}
clients: {p: {to: main/own}}
apps:
  shop:
    kind: Deployment
    namespace: apps
    image: shop:1
    connections: {c: {to: main/own, produces: [a], env: {T: truststore, M: saslMechanism, P: password}}}
environments:
  test:
    kafka:
      main:
        listeners:
          own:
            port: 9096
            type: loadbalancer
            bootstrapHost: kafka.example.com
            tls: true
            authentication: scram-sha-512
            brokerCertChainAndKey: {secretName: brokers, certificate: tls.crt, key: tls.key}
            trustedCertificate: {secretRef: corp/ca.crt}
"#;

#[test]
fn whoever_signed_a_listener_s_own_certificate_is_trusted_from_a_secret_beside_the_client() {
    let compiled = compiled(OWN);
    let connect = object(&compiled, "KafkaConnect", "c");
    let trusted = json!([{"secretName": "corp-ca", "certificate": "ca.crt"}]);
    assert_eq!(at(connect, "/spec/tls/trustedCertificates"), trusted);
    let shop = object(&compiled, "Deployment", "shop");
    let volume = at(shop, "/spec/template/spec/volumes/0/secret");
    assert_eq!(volume, json!({"secretName": "corp-ca", "items": [{"key": "ca.crt", "path": "ca.crt"}]}));
    assert_eq!(folder(&compiled, "ExternalSecret", "corp-ca"), "50-shop", "it goes with who reads it");
    let listener = at(object(&compiled, "Kafka", "main"), "/spec/kafka/listeners/1/configuration");
    let own = json!({"secretName": "brokers", "certificate": "tls.crt", "key": "tls.key"});
    assert_eq!(listener["brokerCertChainAndKey"], own);
    assert_eq!(listener["trustedCertificate"], Json::Null, "Strimzi has no word for whom clients trust");
    let artifacts = compiled.artifacts.as_ref().unwrap();
    let page = std::str::from_utf8(&artifacts.get("PLAN.md").unwrap().bytes).unwrap();
    let command = "the certificate to trust by `kubectl --context aks -n kafka get secret corp-ca -o";
    assert!(page.contains(command), "{page}");
}
