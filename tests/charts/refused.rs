//! Values that cannot be are refused before anything is installed, by a message that says where.

use crate::build::built;
use crate::engine::{Request, render};
use crate::helm::{HELMS, rendered};
use crate::law::cases;
use crate::readers::ask::{ask, oracle};
use serde_json::Value;
use std::collections::BTreeSet;

/// Every path of the values that leads to no further map, as `--set` has it, and what stands there.
fn leaves<'v>(path: &str, value: &'v Value, found: &mut Vec<(String, &'v Value)>) {
    match value {
        Value::Object(map) if !map.is_empty() => {
            for (key, value) in map {
                let key = key.replace('.', "\\.");
                leaves(&if path.is_empty() { key } else { format!("{path}.{key}") }, value, found);
            }
        }
        value => found.push((path.to_owned(), value)),
    }
}

/// Something of another kind than what stands there.
fn other_kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) | Value::Null => "{\"a\": [1]}",
        Value::Number(_) | Value::Bool(_) => "\"text\"",
        Value::Array(_) | Value::Object(_) => "\"text\"",
    }
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn values_of_another_kind_are_refused_by_name() {
    let built = built();
    let (mut requests, mut wrong, mut welcome) = (Vec::new(), Vec::new(), Vec::new());
    let mut seen = BTreeSet::new();
    for case in built.iter().flat_map(cases).filter(|case| seen.insert(case.folder.clone())) {
        let text = std::fs::read_to_string(case.folder.join("values.yaml")).expect("values");
        let values = ask(&mut oracle(), &[text]).remove(0).expect("YAML");
        let mut found = Vec::new();
        leaves("", &values, &mut found);
        let sets = found.iter().map(|(path, value)| (path.as_str(), other_kind(value)));
        for (path, value) in sets.chain([("replicsa", "1")]) {
            let set = format!("{path}={value}");
            let key = path.split('.').next().unwrap_or_default().trim_end_matches('\\').to_owned();
            requests.push(Request::of(&case).set_json(&set));
            wrong.push((format!("{} {set}", case.title), key));
        }
        welcome.push(Request::of(&case).set_json("global.anything=1"));
    }
    for variable in HELMS {
        for ((title, key), answer) in wrong.iter().zip(render(variable, &requests)) {
            let said = answer.expect_err(title);
            assert!(said.contains(key), "{variable} {title}: {said}");
        }
        for answer in render(variable, &welcome) {
            answer.expect("what a parent hands down");
        }
    }
    assert!(wrong.len() > 100, "{}", wrong.len());
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn values_outside_their_range_are_refused() {
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    for (chart, wrong, word) in [
        ("kstreams-count", "replicas=-1", "replicas"),
        ("kstreams-count", "replicas=1.5", "replicas"),
        ("kstreams-count", "image.repository=\"\"", "repository"),
        ("kstreams-count", "image.digest=\"latest\"", "digest"),
        ("kstreams-count", "persistence.count-store.size=\"1GB\"", "size"),
        ("kstreams-count", "persistence.count-store.storageClass=\"Managed CSI\"", "storageClass"),
        ("kstreams-count", "resources.requests.cpu=\"lots\"", "cpu"),
        ("kstreams-count", "resources.reqests={}", "reqests"),
        ("kstreams-count", "podLabels={\"a\": 1}", "podLabels"),
        ("kstreams-count", "tolerations=[1]", "tolerations"),
        ("kstreams-count", "env.LOG_LEVEL=null", "LOG_LEVEL"),
        ("kafka-aks-test", "service.type=\"Loadbalancer\"", "type"),
        ("kstreams-count", "image.tag=\"two words\"", "tag"),
        ("kstreams-count", "image.pullPolicy=\"Sometimes\"", "pullPolicy"),
        ("kstreams-count", "fullnameOverride=\"Upper\"", "fullnameOverride"),
        ("kstreams-count", "kafkaNamespace=\"a.b\"", "kafkaNamespace"),
        ("kstreams-count", "podLabels={\"app.kubernetes.io/name\": \"x\"}", "podLabels"),
        ("kstreams-count", "podLabels={\"a\": \"b c\"}", "podLabels"),
        ("kstreams-count", "tolerations=[{\"effect\": \"Never\"}]", "tolerations"),
        ("kstreams-count", "imagePullSecrets=[\"pull\"]", "imagePullSecrets"),
        ("camel", "podLabels={\"strimzi.io/cluster\": \"x\"}", "podLabels"),
        ("streaming", "nodePools.broker.roles=[\"leader\"]", "roles"),
        ("streaming", "profile.nodePools.broker.jvmOptions.-Xmx=\"2Gi\"", "-Xmx"),
        ("streaming", "profile.config.min\\.insync\\.replicas=0", "min.insync.replicas"),
        ("streaming", "nodePools.broker.replicas=0", "replicas"),
        ("streaming", "nodePools.broker.storage.size=\"\"", "size"),
    ] {
        let folder = platform.path().join("charts").join(chart);
        for variable in HELMS {
            let said = rendered(variable, chart, &folder, "apps", &["--set-json", wrong])
                .expect_err(&format!("{chart} {wrong}"));
            assert!(said.contains(word), "{chart} {wrong}: {said}");
        }
    }
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn what_cannot_work_is_refused_in_a_sentence() {
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    let streaming = platform.path().join("charts/streaming");
    for variable in HELMS {
        let refused = |release: &str, chart: &str, set: &str| {
            let folder = platform.path().join("charts").join(chart);
            rendered(variable, release, &folder, "kafka", &["--set-json", set]).expect_err(set)
        };
        let said = refused("streaming", "streaming", "nodePools.broker.replicas=2");
        assert!(said.contains("3 replicas, and there are only 2 brokers"), "{said}");
        let said = refused("streaming", "streaming", "profile.config.min\\.insync\\.replicas=4");
        assert!(
            said.contains("min.insync.replicas: 4 in sync, of only 3 (default.replication.factor)"),
            "{said}"
        );
        let said = refused("streaming", "streaming", "profile.topics.input-topic.replicas=1");
        assert!(said.contains("min.insync.replicas: 2 in sync, of only 1 (the topic input-topic)"), "{said}");
        let said = refused("another", "streaming", "global={}");
        assert!(said.contains("must be called streaming, not another"), "{said}");
        let said = refused("another", "camel", "global={}");
        assert!(said.contains("must be called camel, not another"), "{said}");
        let more = "nodePools.broker.replicas=5";
        rendered(variable, "streaming", &streaming, "kafka", &["--set", more])
            .expect("more brokers are welcome");
    }
}
