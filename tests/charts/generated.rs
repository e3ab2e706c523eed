//! Blueprints nobody wrote: a story with environments that differ from it in whatever may differ.

use crate::readers;
use crate::readers::random::Random;
use serde_json::{Map, Value, json};
use streamwright::examples::stories;
use streamwright::yaml::to_json;

/// The environments of a generated blueprint.
const ENVIRONMENTS: [&str; 3] = ["one", "two", "three"];

/// The blueprint of a seed: the text, and the story it comes from.
pub fn blueprint(seed: u64) -> (String, String) {
    let mut random = Random::new(seed);
    let all: Vec<_> = stories().filter(|story| story.name != "hdinsight-vpn-client").collect();
    let story = &all[random.below(all.len())];
    let text = std::str::from_utf8(story.bytes).expect("text");
    let (stream, _) = readers::read(text);
    let mut root = to_json(&stream.documents[0].root);
    let exposed = expose(&root, &mut random);
    let document = root.as_object_mut().expect("a blueprint");
    document.remove("patches");
    document.remove("lint");
    let mut environments = Map::new();
    for name in ENVIRONMENTS {
        let mut overlay = overlay(document, &mut random);
        apart(document, &mut overlay, name);
        environments.insert(name.into(), overlay);
    }
    document.insert("environments".into(), Value::Object(environments));
    document.insert("defaultEnvironment".into(), json!(ENVIRONMENTS[random.below(3)]));
    document.insert("outputs".into(), json!({"helm": {"version": "0.1.0", "expose": exposed}}));
    (serde_json::to_string_pretty(&root).expect("JSON"), story.name.to_owned())
}

/// No two environments write to the same cluster or push the same image.
fn apart(document: &Map<String, Value>, overlay: &mut Value, name: &str) {
    for key in keys(document.get("kubernetes")) {
        overlay["kubernetes"][&key]["clusterName"] = json!(format!("{key}-{name}"));
    }
    for key in keys(document.get("connect")) {
        if !overlay["connect"][&key].is_null() && document["connect"][&key].get("build").is_some() {
            overlay["connect"][&key]["build"]["image"] =
                json!(format!("myacr.azurecr.io/{key}-{name}:1.0.0"));
        }
    }
}

fn keys(section: Option<&Value>) -> Vec<String> {
    section.and_then(Value::as_object).map(|map| map.keys().cloned().collect()).unwrap_or_default()
}

/// What an environment has otherwise.
fn overlay(document: &Map<String, Value>, random: &mut Random) -> Value {
    let mut overlay =
        json!({"kubernetes": {}, "connect": {}, "apps": {}, "bridges": {}, "mirrors": {}, "kafka": {}});
    if random.below(3) == 0 {
        overlay["profile"] = json!(["production", "development"][random.below(2)]);
    }
    for (section, change) in [
        ("apps", app as fn(&Value, &mut Random) -> Value),
        ("connect", operand),
        ("bridges", operand),
        ("mirrors", operand),
        ("kafka", kafka),
    ] {
        for key in keys(document.get(section)) {
            let change = change(&document[section][&key], random);
            // What says nothing about it leaves it as it is.
            overlay[section][&key] = change;
        }
    }
    overlay
}

fn pick(random: &mut Random, of: &[Value]) -> Value {
    of[random.below(of.len())].clone()
}

/// Some of the changes, each or not: a map of keys to what each may be.
fn some(random: &mut Random, changes: &str) -> Map<String, Value> {
    let changes: Map<String, Value> = serde_json::from_str(changes).expect("changes");
    let mut chosen = Map::new();
    for (key, values) in &changes {
        if random.below(3) == 0 {
            chosen.insert(key.clone(), pick(random, values.as_array().expect("what it may be")));
        }
    }
    chosen
}

fn texts(random: &mut Random) -> Value {
    let mut map = Map::new();
    for key in ["a", "b.example.com/c", "d-e", "F"] {
        if random.below(2) == 0 {
            map.insert(
                key.into(),
                pick(random, &[json!("x"), json!("y"), json!("true"), json!("1e3"), json!("0")]),
            );
        }
    }
    Value::Object(map)
}

/// What applications may have otherwise.
const APP: &str = r#"{
    "replicas": [0, 1, 7],
    "image": ["busybox", "host:5000/a/b:v2", "myacr.azurecr.io/c:1"],
    "args": [["--a"], ["{{ .Values.x }}", "b: c", "\u007f"], ["--a", "2"]],
    "command": [["sh", "-c", "echo \"$HOME\"\n"]],
    "resources": [
        {"requests": {"cpu": "100m", "memory": "1Gi"}, "limits": {"memory": "4Gi"}},
        {"requests": {"cpu": "1", "memory": "4Gi"}, "limits": {"cpu": "2", "memory": "8Gi"}},
        {"requests": {"memory": "1Gi"}}
    ],
    "tolerations": [
        [{"key": "kafka", "operator": "Exists", "effect": "NoSchedule"}],
        [{"key": "a", "value": "{{ b }}"}, {"operator": "Exists"}]
    ],
    "antiAffinity": ["required", "preferred", "none"],
    "terminationGracePeriodSeconds": [1, 3600],
    "strategy": [{"type": "RollingUpdate"}],
    "serviceAccount": [{"automountToken": true}, {"annotations": {"a.b/c": "d"}}],
    "networkPolicy": [{"egress": "declared"}, {"egress": "open"}],
    "imagePullSecrets": [["one"], ["one", "two"]],
    "probes": [{"liveness": {"exec": {"command": ["true"]}}}, {"readiness": {"exec": {"command": ["a"]}}}]
}"#;

/// What the workers of an operator may have otherwise.
const OPERAND: &str = r#"{
    "replicas": [1, 2, 5],
    "resources": [{"requests": {"cpu": "1", "memory": "4Gi"}, "limits": {"cpu": "2", "memory": "8Gi"}}],
    "tolerations": [[{"key": "kafka", "operator": "Exists"}]],
    "nodeSelector": [{"pool": "kafka"}, {"pool": "x", "disk": "ssd"}]
}"#;

/// What a Kafka cluster may have otherwise.
const KAFKA: &str = r#"{
    "config": [{"message.max.bytes": 2097152}, {"num.partitions": 12, "compression.type": "zstd"}],
    "topics": [
        {"extra": {"partitions": 1}, "Other_one": {"config": {"retention.ms": "90d"}}},
        {"extra": {"partitions": 24, "config": {"cleanup.policy": "compact"}}}
    ],
    "maintenanceTimeWindows": [["* * 0-1 ? * SUN,MON,TUE,WED,THU,FRI,SAT *"]]
}"#;

/// What a pool of nodes may have otherwise.
const POOL: &str = r#"{
    "resources": [{"requests": {"cpu": "1", "memory": "8Gi"}, "limits": {"cpu": "2", "memory": "8Gi"}}],
    "tolerations": [[{"key": "kafka", "operator": "Exists"}]],
    "nodeSelector": [{"pool": "kafka"}],
    "priorityClassName": ["system-cluster-critical"],
    "antiAffinity": ["required", "none"]
}"#;

fn app(own: &Value, random: &mut Random) -> Value {
    let mut changes = some(random, APP);
    for key in ["podLabels", "podAnnotations", "nodeSelector"] {
        if random.below(3) == 0 {
            changes.insert(key.into(), texts(random));
        }
    }
    if random.below(2) == 0 {
        changes.insert("env".into(), json!({"A": pick(random, &[json!("1"), json!("{{"), json!("x\n\n"), json!(" y")]), "LOG_LEVEL": "debug"}));
    }
    if let Some(Value::Object(volumes)) = own.get("volumes") {
        for (name, volume) in volumes {
            if volume.get("size").is_some() && random.below(2) == 0 {
                changes.insert(
                    "volumes".into(),
                    json!({name: {"size": pick(random, &[json!("2Gi"), json!("100Gi")])}}),
                );
            }
        }
    }
    Value::Object(changes)
}

fn operand(_: &Value, random: &mut Random) -> Value {
    Value::Object(some(random, OPERAND))
}

fn kafka(own: &Value, random: &mut Random) -> Value {
    if own.get("provider") != Some(&json!("strimzi")) {
        return json!({});
    }
    let mut changes = some(random, KAFKA);
    let pools = keys(own.get("nodePools")).into_iter().map(|pool| (pool, Value::Object(some(random, POOL))));
    changes.insert("nodePools".into(), Value::Object(pools.collect()));
    Value::Object(changes)
}

/// Paths to become values: whatever the applications have.
fn expose(root: &Value, random: &mut Random) -> Vec<String> {
    let mut paths = Vec::new();
    for name in keys(root.get("apps")) {
        for key in ["image", "kind", "env", "ports", "args"] {
            let there = root["apps"][&name].get(key).is_some();
            if there && random.below(4) == 0 {
                paths.push(format!("apps/{name}/{key}"));
            }
        }
    }
    paths
}
