use crate::built::{Built, small};
use serde_json::{Value, json};

const OUTSIDE: &str = "    listeners:\n      out: {port: 9094, type: loadbalancer, tls: true, authentication: tls, \
    bootstrapHost: kafka.example.com, advertisedHostTemplate: 'b{nodeId}.example.com', class: nlb, allowFrom: [10.9.0.0/16, 10.8.0.0/16], \
    annotations: {example.com/name: kafka, example.com/each: 'b-{nodeId}'}}\n";

#[test]
fn a_load_balancer_is_internal_on_bootstrap_and_every_broker() {
    let built = Built::with(OUTSIDE);
    let configuration = built.kafka("/listeners/0/configuration");
    let internal = "service.beta.kubernetes.io/azure-load-balancer-internal";
    assert_eq!(
        configuration["bootstrap"]["annotations"],
        json!({internal: "true", "example.com/name": "kafka"})
    );
    let each = json!({internal: "true", "example.com/each": "b-{nodeId}", "example.com/name": "kafka"});
    assert_eq!(configuration["perBrokerAnnotationsTemplate"], each);
    assert_eq!(configuration["bootstrap"]["alternativeNames"], json!(["kafka.example.com"]));
    assert_eq!(configuration["bootstrap"]["host"], Value::Null);
    assert_eq!(configuration["class"], "nlb");
    assert_eq!(configuration["externalTrafficPolicy"], "Local");
    assert_eq!(configuration["loadBalancerSourceRanges"], json!(["10.8.0.0/16", "10.9.0.0/16"]));
    let blocks = json!([{"ipBlock": {"cidr": "10.8.0.0/16"}}, {"ipBlock": {"cidr": "10.9.0.0/16"}}]);
    assert_eq!(built.kafka("/listeners/0/networkPolicyPeers"), blocks);
    let origin = |at: &str| built.origin("Kafka", "c", &format!("/spec/kafka/listeners/0{at}"));
    assert_eq!(origin("/port"), "9094");
    assert_eq!(origin("/name"), "out");
    assert_eq!(origin("/configuration/externalTrafficPolicy"), "#traffic-policy");
    let key = internal.replace('/', "~1");
    assert_eq!(origin(&format!("/configuration/bootstrap/annotations/{key}")), "#load-balancer");
    assert_eq!(origin("/configuration/loadBalancerSourceRanges/0"), "10.8.0.0/16");
}

#[test]
fn each_provider_has_its_own_words() {
    let on = |provider: &str, reach: &str| {
        let listener = "    listeners:\n      out: {port: 9094, type: loadbalancer, tls: true, REACH allowFrom: [10.8.0.0/16]}\n";
        let text = small(&listener.replace("REACH", reach), "");
        Built::of(&text.replace("provider: aks", &format!("provider: {provider}")))
            .kafka("/listeners/0/configuration/perBrokerAnnotationsTemplate")
    };
    assert_eq!(on("gke", ""), json!({"networking.gke.io/load-balancer-type": "Internal"}));
    assert_eq!(on("eks", "")["service.beta.kubernetes.io/aws-load-balancer-scheme"], "internal");
    assert_eq!(
        on("eks", "loadBalancer: public,")["service.beta.kubernetes.io/aws-load-balancer-scheme"],
        "internet-facing"
    );
    assert_eq!(on("aks", "loadBalancer: public,"), Value::Null);
}

#[test]
fn node_ports_and_routes_have_their_fields() {
    let built = Built::with(
        "    listeners:\n      \
         node: {port: 9094, type: nodeport, tls: false, nodePort: 30094, preferredNodePortAddressType: InternalIP}\n      \
         gate: {port: 9095, type: tlsroute, tls: true, bootstrapHost: k.example.com, hostTemplate: 'k{nodeId}.example.com', \
         parentRefs: [{name: gw, namespace: net}]}\n      \
         own: {port: 9096, type: internal, tls: true, brokerCertChainAndKey: {secretName: s, certificate: c, key: k}}\n",
    );
    let gate = json!({
        "bootstrap": {"host": "k.example.com"}, "hostTemplate": "k{nodeId}.example.com",
        "parentRefs": [{"name": "gw", "namespace": "net"}],
    });
    assert_eq!(built.kafka("/listeners/0/configuration"), gate);
    assert_eq!(built.kafka("/listeners/0/networkPolicyPeers"), Value::Null);
    let node = json!({"bootstrap": {"nodePort": 30094}, "preferredNodePortAddressType": "InternalIP"});
    assert_eq!(built.kafka("/listeners/1/configuration"), node);
    assert_eq!(built.kafka("/listeners/1/authentication"), Value::Null);
    let own = json!({"brokerCertChainAndKey": {"secretName": "s", "certificate": "c", "key": "k"}});
    assert_eq!(built.kafka("/listeners/2/configuration"), own);
    assert_eq!(built.kafka("/template/initContainer/securityContext/runAsNonRoot"), true);
}

#[test]
fn strimzi_s_own_object_stands_as_it_was_written() {
    let built = Built::with(
        "    listeners:\n      own:\n        port: 9093\n        type: internal\n        tls: true\n        \
         authentication: {type: custom, sasl: true, listenerConfig: {a.b: c}}\n",
    );
    let object = json!({"type": "custom", "sasl": true, "listenerConfig": {"a.b": "c"}});
    assert_eq!(built.kafka("/listeners/0/authentication"), object);
    assert_eq!(built.origin("Kafka", "c", "/spec/kafka/listeners/0/authentication/sasl"), "true");
}

#[test]
fn a_client_beside_an_outside_listener_finds_its_name_in_the_certificate() {
    let of = |kind: &str, tls: bool| {
        let listener = format!(
            "    listeners: {{out: {{port: 9094, type: {kind}, tls: {tls}, bootstrapHost: k.example.com, class: io.example/nlb}}}}\n    topics: {{t: {{}}}}\n"
        );
        let app = "apps:\n  near: {kind: Deployment, image: a.b/c:1, namespace: kafka, connections: {one: {to: c/out, consumes: [t], env: {B: bootstrapServers}}}}\n";
        let built = Built::of(&small(&listener, app));
        (
            built.kafka("/listeners/0/configuration/bootstrap/alternativeNames"),
            built.kafka("/listeners/0/configuration/class"),
        )
    };
    let names = json!(["c-kafka-out-bootstrap.kafka.svc", "k.example.com"]);
    assert_eq!(of("loadbalancer", true), (names, json!("io.example/nlb")));
    assert_eq!(of("loadbalancer", false).0, json!(["k.example.com"]));
}
