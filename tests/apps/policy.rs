use super::{app, at, blueprint, clean, object, origin};
use serde_json::{Value as Json, json};
use streamwright::source::Origin;

fn policy(keys: &str, pointer: &str) -> Json {
    at(object(&app(keys), "NetworkPolicy", "shop"), pointer)
}

#[test]
fn nothing_is_open_without_ports() {
    let compiled = app("");
    let policy = object(&compiled, "NetworkPolicy", "shop");
    assert_eq!(at(policy, "/spec/policyTypes"), json!(["Ingress"]));
    assert_eq!(at(policy, "/spec/ingress"), json!(null));
    assert_eq!(origin(policy, "/spec/policyTypes/0"), Origin::Default("policy-ingress"));
}

#[test]
fn declared_ports_are_open_to_whom_is_stated() {
    let ports = json!([{"port": "http", "protocol": "TCP"}]);
    assert_eq!(policy("ports: {http: 8080}\n", "/spec/ingress"), json!([{"ports": ports}]));
    let stated = "ports: {http: 8080}\nnetworkPolicy: {allowFrom: [networks/hub, namespaces/apps]}\n";
    let name = "kubernetes.io/metadata.name";
    let from = json!([{"namespaceSelector": {"matchLabels": {name: "apps"}}},
                      {"ipBlock": {"cidr": "10.20.0.0/16"}}]);
    assert_eq!(policy(stated, "/spec/ingress"), json!([{"from": from, "ports": ports}]));
    // A load balancer that takes anybody is not closed again behind its back.
    let open = format!("{stated}service: {{type: LoadBalancer, port: 80}}\n");
    assert_eq!(policy(&open, "/spec/ingress"), json!([{"ports": ports}]));
}

#[test]
fn a_load_balancer_is_internal_and_keeps_to_its_ranges() {
    let compiled = app(
        "ports: {http: 8080, admin: 9090}\nservice: {type: LoadBalancer, port: 80, allowFrom: [networks/hub], \
         annotations: {note: mine}}\n",
    );
    let service = object(&compiled, "Service", "shop");
    let annotations =
        json!({"service.beta.kubernetes.io/azure-load-balancer-internal": "true", "note": "mine"});
    assert_eq!(at(service, "/metadata/annotations"), annotations);
    assert_eq!(at(service, "/spec/type"), json!("LoadBalancer"));
    assert_eq!(at(service, "/spec/loadBalancerSourceRanges"), json!(["10.20.0.0/16"]));
    assert_eq!(at(service, "/spec/externalTrafficPolicy"), json!("Local"));
    assert_eq!(origin(service, "/spec/externalTrafficPolicy"), Origin::Default("traffic-policy"));
    assert_eq!(
        at(service, "/spec/ports"),
        json!([{"name": "admin", "port": 9090, "targetPort": "admin"},
               {"name": "http", "port": 80, "targetPort": "http"}])
    );
    let compiled = app("ports: {api: 8080}\nservice: {port: 80}\n");
    let service = object(&compiled, "Service", "shop");
    assert_eq!(at(service, "/spec/ports"), json!([{"name": "api", "port": 80, "targetPort": "api"}]));
    assert_eq!(at(service, "/metadata/annotations"), json!(null));
}

#[test]
fn declared_egress_is_dns_the_connections_and_what_is_added() {
    let compiled = app(
        "networkPolicy:\n  egress: declared\n  egressRules: [{ports: [{port: 5432, protocol: TCP}]}]\nconnections:\n  \
         a: {to: streaming/tls, produces: [orders]}\n  b: {to: legacy/plaintext, produces: [orders]}\n  \
         c: {to: hubs/sasl, produces: [orders]}\n  d: {to: hubs/cert, produces: [orders]}\n",
    );
    let policy = object(&compiled, "NetworkPolicy", "shop");
    assert_eq!(at(policy, "/spec/policyTypes"), json!(["Ingress", "Egress"]));
    let tcp = |port: u16| json!([{"port": port, "protocol": "TCP"}]);
    let brokers = json!({
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": "kafka"}},
        "podSelector": {"matchLabels": {"strimzi.io/cluster": "streaming", "strimzi.io/kind": "Kafka",
                                        "strimzi.io/name": "streaming-kafka"}},
    });
    let block = |cidr: &str| json!({"ipBlock": {"cidr": cidr}});
    assert_eq!(
        at(policy, "/spec/egress"),
        json!([
            {"ports": [{"port": 53, "protocol": "UDP"}, {"port": 53, "protocol": "TCP"}]},
            {"to": [brokers], "ports": tcp(9093)},
            {"to": [block("10.20.16.5/32"), block("10.20.16.6/32")], "ports": tcp(9092)},
            {"ports": tcp(9093)},
            {"to": [block("10.30.0.4/32")], "ports": tcp(9093)},
            {"ports": tcp(5432)},
        ])
    );
}

#[test]
fn each_platform_has_its_word_for_internal() {
    let annotations = |provider: &str| {
        let keys = "kind: Deployment\nnamespace: apps\nimage: shop:1\nports: {http: 8080}\nservice: {type: LoadBalancer}\n";
        let text = blueprint("", keys).replace("provider: aks\n", &format!("provider: {provider}\n"));
        at(object(&clean(&text), "Service", "shop"), "/metadata/annotations")
    };
    assert_eq!(annotations("gke"), json!({"networking.gke.io/load-balancer-type": "Internal"}));
    let eks = annotations("eks");
    assert_eq!(eks["service.beta.kubernetes.io/aws-load-balancer-scheme"], json!("internal"));
    assert_eq!(annotations("kind"), json!(null));
}

#[test]
fn a_node_port_keeps_the_addresses_its_ranges_are_about() {
    let compiled = app("ports: {http: 8080}\nservice: {type: NodePort, allowFrom: [networks/hub]}\n");
    let service = object(&compiled, "Service", "shop");
    assert_eq!(at(service, "/spec/externalTrafficPolicy"), json!("Local"));
    assert_eq!(at(service, "/spec/loadBalancerSourceRanges"), json!(null), "only load balancers have them");
    let inside = app("ports: {http: 8080}\nservice: {allowFrom: [networks/hub]}\n");
    assert_eq!(at(object(&inside, "Service", "shop"), "/spec/externalTrafficPolicy"), json!(null));
}
