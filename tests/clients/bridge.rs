use crate::platform::{at, compiled, compiled_with_second, find, object, origin, written};
use serde_json::{Value as Json, json};
use streamwright::source::Origin;

#[test]
fn nobody_calls_who_is_not_declared() {
    let compiled = compiled("bridges: {b: {to: main/tls, produces: [a], metrics: false}}");
    let policy = object(&compiled, "NetworkPolicy", "b-clients");
    assert_eq!(at(policy, "/spec/ingress"), json!([]));
    assert_eq!(*origin(policy, "/spec/ingress"), Origin::Default("bridge-callers"));
    assert_eq!(at(policy, "/spec/policyTypes"), json!(["Ingress"]));
    assert!(find(&compiled, "Service", "b-sticky").is_none(), "it consumes nothing");
    assert!(find(&compiled, "Service", "b-external").is_none());
    assert!(find(&compiled, "PodMonitor", "b-bridge").is_none());
}

const CALLED: &str = r#"
apps:
  near: {kind: Deployment, image: "i.example/a:1", namespace: kafka, kubernetes: aks}
  far: {kind: Deployment, image: "i.example/a:1", namespace: apps, kubernetes: aks}
bridges:
  b:
    to: main/tls
    consumes: [a]
    http: {port: 8088, cors: {allowedOrigins: ["https://x.example"], allowedMethods: [GET, POST]}}
    allowFrom: [10.10.3.0/24, networks/hub, networks/hub/people, networks/hub/pointToSite, namespaces/apps, apps/far, apps/near]
    service: {type: LoadBalancer, port: 80, annotations: {team: x}}
    consumer: {auto.offset.reset: earliest}
    producer: {acks: all}
    adminClient: {retries: 3}
"#;

#[test]
fn peers_are_sorted_and_stand_once() {
    let compiled = compiled(CALLED);
    let policy = object(&compiled, "NetworkPolicy", "b-clients");
    let namespace = |name| json!({"matchLabels": {"kubernetes.io/metadata.name": name}});
    let pods =
        |name| json!({"matchLabels": {"app.kubernetes.io/name": name, "app.kubernetes.io/instance": name}});
    let from = json!([
        {"podSelector": pods("near")},
        {"namespaceSelector": namespace("apps"), "podSelector": pods("far")},
        {"namespaceSelector": namespace("apps")},
        {"ipBlock": {"cidr": "10.10.0.0/16"}},
        {"ipBlock": {"cidr": "10.20.0.0/16"}},
        {"ipBlock": {"cidr": "172.16.0.0/24"}},
    ]);
    assert_eq!(at(policy, "/spec/ingress/0/from"), from);
    assert_eq!(at(policy, "/spec/ingress/0/ports"), json!([{"port": 8088, "protocol": "TCP"}]));
    assert_eq!(written(&compiled, policy, "/spec/ingress/0/from/0"), "apps/near");
    assert_eq!(written(&compiled, policy, "/spec/ingress/0/from/5/ipBlock/cidr"), "networks/hub/pointToSite");
    let scraping = json!({
        "from": [{"namespaceSelector": namespace("monitoring")}],
        "ports": [{"port": 8081, "protocol": "TCP"}],
    });
    assert_eq!(at(policy, "/spec/ingress/1"), scraping);
    assert_eq!(
        at(object(&compiled, "PodMonitor", "b-bridge"), "/spec/podMetricsEndpoints/0/port"),
        "rest-api-mgmt"
    );
}

#[test]
fn what_it_serves_and_how_it_is_reached() {
    let compiled = compiled(CALLED);
    let bridge = object(&compiled, "KafkaBridge", "b");
    let cors = json!({"allowedOrigins": ["https://x.example"], "allowedMethods": ["GET", "POST"]});
    assert_eq!(at(bridge, "/spec/http"), json!({"port": 8088, "cors": cors}));
    assert_eq!(at(bridge, "/spec/consumer/config"), json!({"auto.offset.reset": "earliest"}));
    assert_eq!(at(bridge, "/spec/producer/config"), json!({"acks": "all"}));
    assert_eq!(at(bridge, "/spec/adminClient/config"), json!({"retries": 3}));
    let sticky = object(&compiled, "Service", "b-sticky");
    assert_eq!(at(sticky, "/spec/sessionAffinity"), "ClientIP");
    assert_eq!(at(sticky, "/spec/ports/0/port"), 8088);
    let external = object(&compiled, "Service", "b-external");
    assert_eq!(at(external, "/spec/type"), "LoadBalancer");
    assert_eq!(at(external, "/spec/externalTrafficPolicy"), "Local");
    let ranges = json!(["10.10.0.0/16", "10.20.0.0/16", "172.16.0.0/24"]);
    assert_eq!(at(external, "/spec/loadBalancerSourceRanges"), ranges);
    assert_eq!(
        at(external, "/spec/ports"),
        json!([{"name": "rest-api", "port": 80, "targetPort": "rest-api"}])
    );
    let internal = "/metadata/annotations/service.beta.kubernetes.io~1azure-load-balancer-internal";
    assert_eq!(at(external, internal), "true");
    assert_eq!(*origin(external, internal), Origin::Default("load-balancer"));
    assert_eq!(at(external, "/metadata/annotations/team"), "x");
}

#[test]
fn a_load_balancer_without_ranges_is_for_whoever_reaches_it() {
    let compiled = compiled(
        "bridges: {b: {to: main/tls, produces: [a], metrics: false, service: {type: LoadBalancer}}}",
    );
    let policy = object(&compiled, "NetworkPolicy", "b-clients");
    assert_eq!(at(policy, "/spec/ingress"), json!([{"ports": [{"port": 8080, "protocol": "TCP"}]}]));
    let external = object(&compiled, "Service", "b-external");
    assert_eq!(at(external, "/spec/loadBalancerSourceRanges"), Json::Null);
    assert_eq!(at(external, "/spec/externalTrafficPolicy"), Json::Null);
    assert_eq!(at(external, "/spec/sessionAffinity"), Json::Null);
}

#[test]
fn pods_of_another_cluster_come_with_an_address_of_its_nodes() {
    let compiled = compiled_with_second(
        r#"
apps: {far: {kind: Deployment, image: "i.example/a:1", namespace: apps, kubernetes: eks}}
bridges: {b: {to: main/tls, produces: [a], metrics: false, allowFrom: [apps/far]}}
"#,
    );
    let policy = object(&compiled, "NetworkPolicy", "b-clients");
    assert_eq!(at(policy, "/spec/ingress/0/from"), json!([{"ipBlock": {"cidr": "10.10.3.0/24"}}]));
}
