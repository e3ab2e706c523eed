use crate::platform::compiled;
use streamwright::schema::{KUBERNETES, Outcome, STRIMZI, Versions, check};
use streamwright::source::Origin;
use streamwright::topology::decisions;
use streamwright::yaml::Value;

const EVERYTHING: &str = r#"
  bot: {namespace: kafka, keys: [token], source: {externalSecret: {store: store, remoteKey: bot}}}
  push: {namespace: kafka, type: dockerconfigjson, source: {externalSecret: {store: store, remoteKey: registry}}}
connect:
  camel:
    to: main/tls
    build: {image: "registry.example/camel:1", pushSecret: push}
    plugins: {camel-telegram: {maven: "org.apache.camel.kafkaconnector:camel-telegram-source-kafka-connector:4.18.0"}}
    connectors:
      in:
        class: org.apache.camel.kafkaconnector.telegramsource.CamelTelegramsourceSourceConnector
        produces: [a]
        config: {camel.kamelet.telegram-source.authorizationToken: {secretRef: bot/token}}
  far: {to: main/mtls, namespace: apps, nodeSelector: {a: b}, tolerations: [{operator: Exists}]}
  out: {to: hubs/public, kubernetes: aks, namespace: kafka}
bridges:
  b: {to: main/tls, consumes: [a], allowFrom: [networks/hub, namespaces/apps], service: {type: LoadBalancer}}
mirrors:
  m: {from: hubs/own, to: main/tls, topics: [a], groupsPattern: ".*", syncGroupOffsets: true}
"#;

#[test]
fn every_supported_version_takes_what_we_write() {
    let compiled = compiled(EVERYTHING);
    let mut checked = 0;
    for strimzi in STRIMZI {
        for kubernetes in KUBERNETES {
            let versions = Versions::new(kubernetes, strimzi).unwrap();
            for (_, _, placed) in compiled.plans[0].objects() {
                let outcome = check(&placed.object.node, &versions);
                let Outcome::Checked(found) = outcome else {
                    panic!("{} is not known", placed.object.title())
                };
                let said: Vec<String> = found.iter().map(ToString::to_string).collect();
                assert!(
                    said.is_empty(),
                    "{} on {kubernetes} with {strimzi}: {said:?}",
                    placed.object.title()
                );
                checked += 1;
            }
        }
    }
    assert!(checked >= 20 * STRIMZI.len() * KUBERNETES.len(), "{checked}");
}

#[test]
fn every_default_has_its_row() {
    fn walk(node: &streamwright::object::Node, found: &mut std::collections::BTreeSet<&'static str>) {
        if let Origin::Default(row) = node.origin {
            found.insert(row);
        }
        match &node.value {
            Value::Map(map) => map.entries.iter().for_each(|entry| walk(&entry.value, found)),
            Value::List(items) => items.iter().for_each(|item| walk(item, found)),
            _ => {}
        }
    }
    let compiled = compiled(EVERYTHING);
    let mut found = std::collections::BTreeSet::new();
    for (_, _, placed) in compiled.plans[0].objects() {
        walk(&placed.object.node, &mut found);
    }
    for row in [
        "bridge-callers",
        "build-output",
        "maven-scope",
        "metrics-reporter",
        "mirror-replication",
        "secret-provider",
    ] {
        assert!(found.contains(row), "nothing comes from `{row}`");
    }
    for row in found {
        assert!(decisions().iter().any(|decision| decision.id == row), "no row `{row}`");
    }
}
