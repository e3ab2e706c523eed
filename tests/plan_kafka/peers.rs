use crate::built::{Built, small};
use serde_json::{Value, json};

fn peers(built: &Built) -> Value {
    built.kafka("/listeners/0/networkPolicyPeers")
}

#[test]
fn a_listener_nobody_is_declared_for_is_closed() {
    let built = Built::with("");
    let own = json!({"strimzi.io/cluster": "c", "strimzi.io/kind": "Kafka", "strimzi.io/name": "c-kafka"});
    assert_eq!(peers(&built), json!([{"podSelector": {"matchLabels": own}}]));
    let at = "/spec/kafka/listeners/0/networkPolicyPeers/0";
    assert_eq!(built.origin("Kafka", "c", at), "#listener-closed");
}

#[test]
fn pods_namespaces_and_ranges_come_in_that_order_and_once() {
    let listener = "    listeners:\n      tls:\n        port: 9093\n        type: internal\n        tls: true\n        \
        allowFrom: [10.0.0.0/8, namespaces/tools, apps/far, apps/near]\n    topics: {t: {}}\n";
    let apps = "apps:\n  far: {kind: Deployment, image: a.b/c:1, namespace: apps, connections: {\n    one: {to: c/tls, consumes: [t]},\n    \
        two: {to: c/tls, produces: [t]}}}\n  near: {kind: Deployment, image: a.b/c:1, namespace: kafka}\n\
        bridges:\n  http: {to: c/tls, produces: [t]}\n";
    let built = Built::of(&small(listener, apps));
    let bridge = json!({"strimzi.io/cluster": "http", "strimzi.io/kind": "KafkaBridge", "strimzi.io/name": "http-bridge"});
    let app = |name: &str| json!({"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name});
    let namespace = |name: &str| json!({"matchLabels": {"kubernetes.io/metadata.name": name}});
    assert_eq!(
        peers(&built),
        json!([
            {"podSelector": {"matchLabels": bridge}},
            {"podSelector": {"matchLabels": app("near")}},
            {"namespaceSelector": namespace("apps"), "podSelector": {"matchLabels": app("far")}},
            {"namespaceSelector": namespace("tools")},
            {"ipBlock": {"cidr": "10.0.0.0/8"}},
        ])
    );
    let at = |place: &str| {
        built.origin("Kafka", "c", &format!("/spec/kafka/listeners/0/networkPolicyPeers/{place}"))
    };
    assert_eq!(at("0/podSelector"), "c/tls");
    assert_eq!(at("3/namespaceSelector"), "namespaces/tools");
}

#[test]
fn without_ranges_or_behind_node_addresses_outside_listeners_are_not_narrowed() {
    let with = |more: &str| {
        let listener =
            format!("    listeners:\n      out: {{port: 9094, type: loadbalancer, tls: true{more}}}\n");
        peers(&Built::with(&listener))
    };
    assert_eq!(with(""), Value::Null);
    assert_eq!(with(", allowFrom: [10.8.0.0/16], externalTrafficPolicy: Cluster"), Value::Null);
    assert_eq!(with(", allowFrom: [10.8.0.0/16]"), json!([{"ipBlock": {"cidr": "10.8.0.0/16"}}]));
}

#[test]
fn a_range_inside_another_is_not_said_twice() {
    let built = Built::with(
        "    listeners:\n      out: {port: 9094, type: loadbalancer, tls: true, \
         allowFrom: [10.8.0.0/24, 10.8.0.0/16, 10.8.0.0/16, 10.9.0.0/24]}\n",
    );
    let block = |cidr: &str| json!({"ipBlock": {"cidr": cidr}});
    assert_eq!(peers(&built), json!([block("10.8.0.0/16"), block("10.9.0.0/24")]));
    let ranges = built.kafka("/listeners/0/configuration/loadBalancerSourceRanges");
    assert_eq!(ranges, json!(["10.8.0.0/16", "10.9.0.0/24"]));
}
