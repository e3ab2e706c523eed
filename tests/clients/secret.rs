use crate::platform::{at, compiled, compiled_with_second, find, folder, object};
use serde_json::{Value as Json, json};

const FETCHED: &str = r#"
  one: {namespace: kafka, keys: [token], source: {externalSecret: {store: store, remoteKey: bot}}}
  two: {namespace: kafka, name: renamed, keys: [user, pass], source: {externalSecret: {store: store, remoteKey: shared}}}
  three: {namespace: vault, keys: [left, right], source: {externalSecret: {store: store, remoteKeys: {left: here, right: there}}}}
  pull: {namespace: kafka, type: dockerconfigjson, source: {externalSecret: {store: store, remoteKey: registry}}}
  there: {namespace: kafka, keys: [k], source: existing}
connect:
  zeta: {to: main/tls, config: {a: {secretRef: one/token}, b: {secretRef: there/k}}}
  alpha: {to: main/tls, config: {a: {secretRef: one/token}}, imagePullSecrets: [pull]}
mirrors:
  m: {from: hubs/own, to: main/tls, topics: [a], sourceConfig: {a: {secretRef: two/user}, x: {secretRef: three/left}}}
"#;

#[test]
fn a_fetched_secret_goes_to_the_first_that_uses_it() {
    let compiled = compiled(FETCHED);
    assert_eq!(folder(&compiled, "ExternalSecret", "one"), "20-alpha");
    assert_eq!(folder(&compiled, "ExternalSecret", "renamed"), "40-m");
    assert_eq!(folder(&compiled, "ExternalSecret", "pull"), "20-alpha");
    assert_eq!(
        folder(&compiled, "ExternalSecret", "three"),
        "00-cluster",
        "its user is in another namespace"
    );
    assert!(find(&compiled, "ExternalSecret", "there").is_none(), "somebody else makes it");
}

#[test]
fn each_key_says_where_it_is_kept() {
    let compiled = compiled(FETCHED);
    let one = object(&compiled, "ExternalSecret", "one");
    let spec = json!({
        "secretStoreRef": {"kind": "ClusterSecretStore", "name": "store"},
        "data": [{"secretKey": "token", "remoteRef": {"key": "bot"}}],
    });
    assert_eq!(at(one, "/spec"), spec);
    let two = object(&compiled, "ExternalSecret", "renamed");
    assert_eq!(
        at(two, "/spec/data/1"),
        json!({"secretKey": "pass", "remoteRef": {"key": "shared", "property": "pass"}})
    );
    let three = object(&compiled, "ExternalSecret", "three");
    assert_eq!(at(three, "/spec/data/1"), json!({"secretKey": "right", "remoteRef": {"key": "there"}}));
    assert_eq!(three.namespace.as_deref(), Some("vault"));
    let pull = object(&compiled, "ExternalSecret", "pull");
    assert_eq!(at(pull, "/spec/target/template/type"), "kubernetes.io/dockerconfigjson");
    assert_eq!(at(pull, "/spec/data/0/secretKey"), ".dockerconfigjson");
    assert_eq!(at(one, "/spec/target"), Json::Null);
}

#[test]
fn of_two_clusters_it_goes_to_its_own() {
    let used = r#"
  here: {kubernetes: aks, namespace: kafka, keys: [k], source: {externalSecret: {store: store, remoteKey: r}}}
  there: {kubernetes: eks, namespace: kafka, keys: [k], source: {externalSecret: {store: store, remoteKey: r}}}
connect: {c: {to: main/tls, config: {a: {secretRef: here/k}}}}
"#;
    let compiled = compiled_with_second(used);
    let on = |name: &str| {
        let objects = compiled.plans[0].objects();
        let found =
            objects.filter(|(_, _, p)| p.object.gvk.kind == "ExternalSecret" && p.object.name == name);
        found.map(|(cluster, component, _)| format!("{cluster}/{}", component.name)).collect::<Vec<_>>()
    };
    assert_eq!(on("here"), ["aks/c"]);
    assert_eq!(on("there"), ["eks/cluster"]);
}

/// A listener of somebody else's Kafka names secrets, and is in no folder itself.
#[test]
fn what_clients_of_foreign_kafka_log_in_with_is_fetched_beside_them() {
    let foreign = |more: &str| {
        format!(
            "\n  login: {{namespace: apps, keys: [p], source: {{externalSecret: {{store: store, remoteKey: r}}}}}}\n{more}\n\
             environments: {{test: {{kafka: {{far: {{provider: external, topics: {{t: {{}}}}, listeners: {{l: {{bootstrapServers: \
             [\"far.example:9093\"], tls: true, authentication: {{type: plain, username: u, password: {{secretRef: login/p}}}}}}}}}}}}}}}}\n"
        )
    };
    assert_eq!(folder(&compiled(&foreign("")), "ExternalSecret", "login"), "00-cluster");
    let app = "apps: {shop: {kind: Deployment, namespace: apps, image: \"shop:1\", connections: {c: {to: far/l, produces: [t]}}}}";
    assert_eq!(folder(&compiled(&foreign(app)), "ExternalSecret", "login"), "50-shop");
}
