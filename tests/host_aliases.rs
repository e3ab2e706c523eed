//! Pods that are told names of HDInsight brokers know their addresses; no other pod has them.

use streamwright::object::Node;
use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;

const PLATFORM: &str = r#"
apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: names}
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: "4.3.1", hdinsight: "5.1"}
networks:
  hdi-vnet: {addressSpace: [10.10.0.0/16], subnets: {default: {addressPrefix: 10.10.0.0/24}}}
kubernetes:
  aks:
    provider: aks
    namespaces: {kafka: {}, apps: {}}
    operators: {strimzi: {version: 1.2.0, watchNamespaces: [kafka]}, strimzi-access: {version: 0.3.0}}
kafka:
  one:
    provider: hdinsight
    subnet: hdi-vnet/default
    brokers: {wn0-kafka.one.internal: 10.10.0.5, wn1-one.one.internal: 10.10.0.6}
    listeners: {names: {protocol: PLAINTEXT, port: 9092, advertise: hostname}}
    topics: {orders: {partitions: 1}}
  two:
    provider: hdinsight
    subnet: hdi-vnet/default
    brokers: {wn0-kafka.two.internal: 10.10.0.7}
    listeners: {names: {protocol: PLAINTEXT, port: 9092, advertise: hostname}}
  addresses:
    provider: hdinsight
    subnet: hdi-vnet/default
    brokers: {wn0-kafka.three.internal: 10.10.0.8}
    listeners: {addresses: {protocol: PLAINTEXT, port: 9092, advertise: ip}}
  target:
    provider: strimzi
    namespace: kafka
    nodePools: {dual: {roles: [controller, broker], replicas: 3, storage: {size: 20Gi}}}
    listeners: {tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}}
connect:
  worker: {to: one/names, kubernetes: aks, namespace: kafka, image: "quay.io/example/connect:1.0"}
bridges:
  http: {to: two/names, kubernetes: aks, namespace: kafka}
mirrors:
  moved: {from: one/names, to: target/tls, topics: [orders]}
apps:
  both:
    kind: Deployment
    kubernetes: aks
    namespace: apps
    image: example.azurecr.io/both:1.0
    ports: {http: 8080}
    connections: {a: {to: one/names, produces: [orders], env: {A: bootstrapServers}}, b: {to: two/names, env: {B: bootstrapServers}}}
  neither:
    kind: Deployment
    kubernetes: aks
    namespace: apps
    image: example.azurecr.io/neither:1.0
    ports: {http: 8080}
    connections: {a: {to: addresses/addresses, env: {A: bootstrapServers}}}
"#;

fn compiled() -> Compiled {
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "b.yaml".into(), bytes: PLATFORM.into(), files: &files });
    assert!(compiled.artifacts.is_some(), "{:#?}", compiled.diagnostics);
    compiled
}

/// The aliases of an object's pods: `address name name`.
fn aliases(compiled: &Compiled, kind: &str, name: &str) -> Vec<String> {
    let objects = compiled.plans[0].clusters["aks"].components.values();
    let end = format!("-{kind}-{name}.yaml");
    let (_, placed) = objects
        .flat_map(|component| component.objects.iter())
        .find(|(file, _)| file.ends_with(&end))
        .unwrap_or_else(|| panic!("no {end}"));
    let spec = placed.object.node.get("spec").unwrap().get("template").unwrap();
    let pod = spec.get("pod").or(spec.get("spec")).unwrap();
    let text = |node: &Node| node.as_str().unwrap().to_owned();
    list(pod.get("hostAliases"))
        .into_iter()
        .map(|alias| {
            let names: Vec<String> = list(alias.get("hostnames")).into_iter().map(text).collect();
            format!("{} {}", text(alias.get("ip").unwrap()), names.join(" "))
        })
        .collect()
}

fn list(node: Option<&Node>) -> Vec<&Node> {
    node.and_then(|node| node.as_list()).map_or_else(Vec::new, |list| list.iter().collect())
}

#[test]
fn every_sort_of_pod_knows_the_brokers_it_is_told_of() {
    let compiled = compiled();
    let one = ["10.10.0.5 wn0-kafka.one.internal wn0-kafka", "10.10.0.6 wn1-one.one.internal wn1-one"];
    assert_eq!(aliases(&compiled, "kafkaconnect", "worker"), one);
    assert_eq!(aliases(&compiled, "kafkamirrormaker2", "moved"), one);
    assert_eq!(aliases(&compiled, "kafkabridge", "http"), ["10.10.0.7 wn0-kafka.two.internal wn0-kafka"]);
}

#[test]
fn a_short_name_of_two_clusters_is_nobodys_and_addresses_need_no_alias() {
    let compiled = compiled();
    assert_eq!(
        aliases(&compiled, "deployment", "both"),
        [
            "10.10.0.5 wn0-kafka.one.internal",
            "10.10.0.6 wn1-one.one.internal wn1-one",
            "10.10.0.7 wn0-kafka.two.internal"
        ]
    );
    assert_eq!(aliases(&compiled, "deployment", "neither"), [""; 0]);
}
