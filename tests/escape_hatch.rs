//! What a patch or a raw manifest breaks is said at its line, and is never called a mistake of ours.

use streamwright::pipeline::{Compiled, Input, compile};
use streamwright::source::MemoryFiles;

const PLATFORM: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: orders-platform}
profile: development
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: 4.3.1}
kubernetes:
  aks: {provider: aks, namespaces: {apps: {}}}
apps:
  orders:
    kind: Deployment
    namespace: apps
    image: registry.example.com/orders:1.0.0
"#;

fn run(more: &str, raw: &str) -> Compiled {
    let files = MemoryFiles::new().with("raw.yaml", raw);
    let compiled = compile(Input {
        name: "hatch.yaml".into(),
        bytes: format!("{PLATFORM}{more}").into_bytes(),
        files: &files,
    });
    assert_eq!(compiled.verified.bugs, [""; 0], "{more}");
    compiled
}

/// What is said, each with its line.
fn said(more: &str, raw: &str) -> Vec<(&'static str, String, usize)> {
    let compiled = run(more, raw);
    let line = |d: &streamwright::diagnostic::Diagnostic| {
        d.labels.first().map_or(0, |label| compiled.sources.position(label.span).line)
    };
    compiled.diagnostics.iter().map(|d| (d.code.id, d.message.clone(), line(d))).collect()
}

#[test]
fn what_a_patch_takes_away_is_missed_at_the_patch() {
    for change in [
        "merge: {spec: {selector: null}}",
        "ops: [{op: remove, path: /spec/selector}]",
        "ops: [{op: move, from: /spec/selector, path: /spec/selects}]",
        "ops: [{op: remove, path: /spec/template/spec/containers/0/name}]",
        "ops: [{op: copy, from: /spec/selector, path: /spec/selects}]",
    ] {
        let more =
            format!("patches:\n  bad:\n    target: {{kind: Deployment}}\n    reason: to see\n    {change}\n");
        let said = said(&more, "");
        assert!(!said.is_empty(), "{change}");
        for (code, message, line) in said {
            assert_eq!((code, line), ("refused-by-schema", 17), "{change}: {message}");
        }
    }
}

#[test]
fn a_raw_object_that_lives_in_a_namespace_says_which() {
    let raw = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: deny}\nspec: {podSelector: {}}\n";
    let said = said("resources: {raw: {file: raw.yaml}}\n", raw);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].1, "NetworkPolicy deny has no namespace");
    let quiet = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata: {name: reader}\n";
    assert_eq!(self::said("resources: {raw: {file: raw.yaml}}\n", quiet), []);
}

#[test]
fn a_list_is_to_be_taken_apart() {
    let raw = "apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: ConfigMap, metadata: {name: a, namespace: apps}}\n";
    let said = said("resources: {raw: {file: raw.yaml}}\n", raw);
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].1, "a `List` stands for objects without being one");
}

#[test]
fn a_literal_secret_is_refused_wherever_kafka_is_configured() {
    let raw = "apiVersion: kafka.strimzi.io/v1\nkind: KafkaBridge\nmetadata: {name: b, namespace: apps}\nspec:\n  bootstrapServers: a:9092\n  \
               replicas: 1\n  consumer:\n    config: {ssl.keystore.password: hunter2}\n  template:\n    bridgeContainer:\n      env: [{name: \
               API_TOKEN, value: hunter2}]\n";
    let said = said("resources: {raw: {file: raw.yaml}}\n", raw);
    let codes: Vec<_> = said.iter().map(|(code, _, line)| (*code, *line)).collect();
    assert!(codes.contains(&("literal-secret", 8)), "{said:?}");
    assert!(codes.contains(&("literal-secret", 11)), "{said:?}");
}
