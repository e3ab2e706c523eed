//! What PLAN.md says is true, also where the examples do not go.

use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const TOP: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: orders-platform}
profile: development
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1}
"#;

const KAFKA: &str = r#"kafka:
  streaming:
    provider: strimzi
    kubernetes: one
    namespace: kafka
    nodePools:
      dual: {roles: [controller, broker], replicas: 1, storage: {type: ephemeral}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: tls}
      out: {port: 9094, type: loadbalancer, tls: true, authentication: tls, bootstrapHost: kafka.example.com}
    topics: {orders: {}}
"#;

fn page_of(text: &str, files: &MemoryFiles) -> String {
    let compiled =
        compile(Input { name: "page.yaml".into(), bytes: format!("{TOP}{text}").into_bytes(), files });
    let said: Vec<_> = compiled.diagnostics.iter().map(|d| format!("{}: {}", d.code.id, d.message)).collect();
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{said:#?} {:?}", compiled.verified.bugs));
    let (_, page) = artifacts.iter().find(|(path, _)| path.as_str() == "PLAN.md").unwrap();
    String::from_utf8(page.bytes.clone()).unwrap()
}

fn page(text: &str) -> String {
    page_of(text, &MemoryFiles::new())
}

fn has(page: &str, wanted: &str) {
    assert!(page.contains(wanted), "`{wanted}` is not in\n{page}");
}

#[test]
fn a_client_with_a_certificate_is_not_handed_a_password() {
    let text = format!(
        "kubernetes:\n  one: {{provider: kind, namespaces: {{kafka: {{}}}}, operators: {{strimzi: {{}}}}}}\n{KAFKA}clients:\n  office: \
         {{to: streaming/out, consumes: {{topics: [orders], group: office}}}}\n"
    );
    let page = page(&text);
    has(&page, "jsonpath='{.data.user\\.crt}' | base64 -d`");
    has(&page, "jsonpath='{.data.user\\.key}' | base64 -d`");
    has(&page, "get secret streaming-cluster-ca-cert -o jsonpath='{.data.ca\\.crt}' | base64 -d`");
    assert!(!page.contains(".data.password"), "{page}");
    // Outside a table a backslash before the bar would be copied into the shell.
    assert!(!page.contains("\\| base64"), "{page}");
    // Ephemeral disks have no claims, and one broker is one broker.
    assert!(!page.contains("| claims |"), "{page}");
    has(&page, "| 1 broker |");
}

#[test]
fn secrets_for_another_kubernetes_cluster_are_copied_by_a_person() {
    let text = format!(
        "kubernetes:\n  one: {{provider: kind, namespaces: {{kafka: {{}}}}, operators: {{strimzi: {{}}}}}}\n  two: {{provider: gke, \
         namespaces: {{apps: {{}}}}}}\n{KAFKA}apps:\n  reader:\n    kind: Deployment\n    kubernetes: two\n    namespace: apps\n    image: \
         registry.example.com/reader:1.0.0\n    connections:\n      kafka: {{to: streaming/out, consumes: {{topics: [orders], \
         group: reader}}, env: {{BOOTSTRAP: bootstrapServers, TRUST: truststore, TRUST_TYPE: truststoreType, PROTOCOL: securityProtocol}}}}\n"
    );
    let page = page(&text);
    has(
        &page,
        "Copy the Secrets `reader-kafka`, `streaming-cluster-ca-cert` from the namespace `kafka` of the Kubernetes cluster `one` \
         into `apps` of `two`",
    );
    has(&page, "kubectl --context one ");
    has(&page, "kubectl --context two ");
    // Google's tool gives the context a name of its own.
    has(&page, "kubectl config rename-context gke_<project>_<location>_two two");
}

#[test]
fn topics_of_somebody_elses_kafka_are_made_by_somebody_who_may() {
    let page = page(
        "kubernetes:\n  one: {provider: kind, namespaces: {apps: {}}}\nsecrets:\n  events: {namespace: apps, source: existing, keys: \
         [password]}\nkafka:\n  events:\n    provider: external\n    listeners:\n      sasl: {bootstrapServers: \
         ['events.servicebus.windows.net:9093'], tls: true, authentication: {type: plain, username: $ConnectionString, password: \
         {secretRef: events/password}}}\n    topics: {orders: {partitions: 2}}\n",
    );
    has(&page, "--command-config ./client.properties --create --if-not-exists --topic orders --partitions 2");
    // The namespace a Secret goes into has to be there first.
    let namespace = page.find("apply --server-side -f manifests/default/one/00-cluster").unwrap();
    assert!(namespace < page.find("create secret generic events").unwrap(), "{page}");
}

#[test]
fn what_is_taken_down_includes_the_users_own_and_lets_topics_go_first() {
    let files = MemoryFiles::new().with(
        "extra.yaml",
        "apiVersion: v1\r\nkind: ConfigMap\r\nmetadata: {name: extra, namespace: kafka}\r\n---\r\napiVersion: v1\r\nkind: \
         ConfigMap\r\nmetadata: {name: more, namespace: kafka}\r\n",
    );
    let text = format!(
        "kubernetes:\n  one: {{provider: kind, namespaces: {{kafka: {{}}}}, operators: {{strimzi: {{}}}}}}\n{KAFKA}resources:\n  extra: \
         {{file: extra.yaml}}\n"
    );
    let page = page_of(&text, &files);
    has(&page, "| `90-extra` | 2 ConfigMap |");
    let at = |wanted: &str| page.find(wanted).unwrap_or_else(|| panic!("`{wanted}` is not in\n{page}"));
    let raw = at("delete --ignore-not-found -f manifests/default/one/90-extra");
    // Its finalizer is taken off by an operator that goes with the cluster.
    let topics = at("delete kafkatopic -l strimzi.io/cluster=streaming");
    let kafka = at("delete --ignore-not-found -f manifests/default/one/10-streaming");
    assert!(raw < topics && topics < kafka, "{page}");
}

#[test]
fn from_outside_a_node_answers_on_its_own_port() {
    let listener =
        "out: {port: 9094, type: nodeport, tls: true, nodePort: 30094, bootstrapHost: node.example.com}";
    let app = |name: &str, cluster: &str, namespace: &str| {
        format!(
            "  {name}: {{kind: Deployment, kubernetes: {cluster}, namespace: {namespace}, image: \"registry.example.com/a:1.0.0\", \
             connections: {{c: {{to: streaming/out, produces: [orders], env: {{B: bootstrapServers, P: securityProtocol, T: truststore, TT: truststoreType}}}}}}}}\n"
        )
    };
    let kafka = KAFKA
        .lines()
        .map(|line| if line.contains(" out: ") { format!("      {listener}") } else { line.to_owned() })
        .collect::<Vec<_>>()
        .join("\n");
    let text = format!(
        "kubernetes:\n  one: {{provider: kind, namespaces: {{kafka: {{}}}}, operators: {{strimzi: {{}}}}}}\n  two: {{provider: kind, \
         namespaces: {{apps: {{}}}}}}\n{kafka}\napps:\n{}{}",
        app("far", "two", "apps"),
        app("near", "one", "kafka")
    );
    let page = page(&text);
    has(&page, "`node.example.com:30094`");
    has(&page, "`streaming-kafka-out-bootstrap.kafka.svc:9094`");
    has(&page, "Copy the Secret `streaming-cluster-ca-cert` from");
    has(&page, "whenever the operator renews it.");
}
