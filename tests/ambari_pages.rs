//! What is written for an HDInsight cluster says, in each variant, what a person must know at night.

use streamwright::artifact::Artifacts;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

fn built(brokers: &str, listeners: &str, config: &str) -> Artifacts {
    let text = format!(
        "apiVersion: streamwright/v1alpha1\nkind: Blueprint\nmetadata: {{name: pages}}\nversions: {{hdinsight: \"5.1\"}}\n\
         networks:\n  hdi-vnet: {{addressSpace: [10.10.0.0/16], subnets: {{default: {{addressPrefix: 10.10.0.0/24}}}}}}\n\
         kafka:\n  legacy:\n    provider: hdinsight\n    clusterName: Kafka-Legacy\n    subnet: hdi-vnet/default\n    \
         brokers: {brokers}\n    listeners: {listeners}\n    config: {config}\n"
    );
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "b.yaml".into(), bytes: text.clone().into(), files: &files });
    compiled.artifacts.unwrap_or_else(|| panic!("{text}\n{:#?}", compiled.diagnostics))
}

fn text(artifacts: &Artifacts, path: &str) -> String {
    let file = artifacts.get(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(file.bytes.clone()).unwrap()
}

fn of(artifacts: &Artifacts, file: &str) -> String {
    text(artifacts, &format!("ambari/default/legacy/{file}"))
}

#[test]
fn tls_by_address_asks_for_the_address_in_the_certificate_and_never_gives_up_the_check() {
    let listeners =
        "{plaintext: {protocol: PLAINTEXT, port: 9092}, tls: {protocol: SSL, port: 9093, advertise: ip}}";
    let built = built("{wn0-kafka: 10.10.0.5, wn1-kafka: 10.10.0.6}", listeners, "{}");
    let runbook = of(&built, "RUNBOOK.md");
    for part in [
        "**TLS by address**",
        "-connect 10.10.0.6:9093",
        "must say IP Address:10.10.0.6",
        "`PLAINTEXT://10.10.0.5:9092,SSL://10.10.0.5:9093`",
        "`PLAINTEXT://0.0.0.0:9092,SSL://0.0.0.0:9093`",
    ] {
        assert!(runbook.contains(part), "{part} is not in\n{runbook}");
    }
    assert!(text(&built, "PLAN.md").contains("subject alternative name (`IP:10.10.0.5`, `IP:10.10.0.6`)"));
    for client in ["clients/plaintext/client.properties", "clients/tls/client.properties"] {
        let empty = |line: &str| line == "ssl.endpoint.identification.algorithm=";
        assert!(!of(&built, client).lines().any(empty), "{client}");
    }
    assert!(of(&built, "clients/tls/client.properties").contains("identification.algorithm=https\n"));
}

#[test]
fn kerberos_keeps_names_beside_a_listener_with_addresses() {
    let brokers = "{wn0-kafka.x.internal: 10.10.0.5, wn1-kafka.x.internal: 10.10.0.6}";
    let listeners = "{inside: {protocol: PLAINTEXT, port: 9092}, \
                     kerberos: {protocol: SASL_SSL, port: 9093, advertise: hostname}}";
    let built =
        built(brokers, listeners, "{security.inter.broker.protocol: SASL_SSL, log.retention.hours: 7d}");
    assert_eq!(
        of(&built, "kafka-broker.json"),
        "{\n  \"listeners\": \"PLAINTEXT://0.0.0.0:9092,SASL_SSL://localhost:9093\",\n  \
         \"log.retention.hours\": \"168\",\n  \"security.inter.broker.protocol\": \"SASL_SSL\"\n}\n"
    );
    let runbook = of(&built, "RUNBOOK.md");
    assert!(
        runbook.contains("`PLAINTEXT://10.10.0.5:9092,SASL_SSL://wn0-kafka.x.internal:9093`"),
        "{runbook}"
    );
    assert!(
        runbook.contains("Clients log in by Kerberos") && !runbook.contains("**TLS by address**"),
        "{runbook}"
    );
    assert!(of(&built, "clients/kerberos/client.properties").contains("sasl.mechanism=GSSAPI\n"));
    assert!(built.get("ambari/default/legacy/clients/kerberos/example.js").is_none());
    assert!(of(&built, "clients/hosts").contains("10.10.0.6 wn1-kafka.x.internal wn1-kafka\n"));
    // Nobody on Kubernetes, so no names for pods.
    assert!(built.get("ambari/default/legacy/coredns-custom.yaml").is_none());
}

#[test]
fn names_alone_leave_the_kafka_env_template_alone() {
    let brokers = "{wn0-kafka.x.internal: 10.10.0.5}";
    let built = built(brokers, "{plaintext: {protocol: PLAINTEXT, port: 9092, advertise: hostname}}", "{}");
    assert!(built.get("ambari/default/legacy/kafka-env.patch.sh").is_none());
    assert!(of(&built, "kafka-broker.json").contains("PLAINTEXT://localhost:9092"));
    let runbook = of(&built, "RUNBOOK.md");
    assert!(
        !runbook.contains("paste") && !runbook.contains("0.0.0.0") && runbook.contains("## Names"),
        "{runbook}"
    );
}
