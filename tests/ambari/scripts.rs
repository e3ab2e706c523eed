//! `apply.sh` and `rollback.sh` of the example, on their good days.

use crate::stand_in::{SECRETS, Said, StandIn};
use serde_json::{Value, json};
use std::sync::OnceLock;
use streamwright::examples;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

/// A file of the example's folder.
pub fn emitted(name: &str) -> &'static str {
    static FILES: OnceLock<Vec<(String, String)>> = OnceLock::new();
    let files = FILES.get_or_init(|| {
        let example = examples::stories().find(|e| e.name == "hdinsight-peered-aks").unwrap();
        let files = MemoryFiles::new();
        let input = Input { name: example.name.into(), bytes: example.bytes.to_vec(), files: &files };
        let artifacts = compile(input).artifacts.unwrap();
        let inside = artifacts.iter().filter_map(|(path, artifact)| {
            let name = path.as_str().strip_prefix("ambari/default/hdi/")?.to_owned();
            Some((name, String::from_utf8(artifact.bytes.clone()).unwrap()))
        });
        inside.collect()
    });
    files.iter().find(|(file, _)| file == name).map(|(_, text)| text.as_str()).unwrap()
}

/// Runs `apply.sh` or `rollback.sh` of the example.
pub fn run(server: &StandIn, name: &str, arguments: &[&str]) -> Said {
    let script = server.script(name, emitted(name));
    let said: Said = server.command(&script, arguments).output().unwrap().into();
    told_nobody(server, &said);
    said
}

/// No secret was shown or stood on a command line, and nothing lies about.
pub fn told_nobody(server: &StandIn, said: &Said) {
    let arguments = std::fs::read_to_string(server.arguments()).unwrap_or_default();
    for secret in SECRETS {
        for (where_, text) in [("stdout", &said.out), ("stderr", &said.err), ("a command line", &arguments)] {
            assert!(!text.contains(secret), "`{secret}` in {where_}:\n{text}");
        }
    }
    assert_eq!(server.left_behind(), [""; 0]);
}

/// Requests that change something, one line each.
pub fn writes(look: &Value) -> Vec<String> {
    let log = look["log"].as_array().unwrap();
    let changing = log.iter().filter(|entry| entry["method"] != "GET");
    changing.map(|e| format!("{} {}", e["method"].as_str().unwrap(), e["path"].as_str().unwrap())).collect()
}

/// Everything Ambari had is there, and only what the blueprint wants has changed.
pub fn nothing_lost(before: &Value, after: &Value) {
    for kind in ["kafka-env", "kafka-broker", "kafka-log4j"] {
        let (was, is) = (&before["configurations"][kind], &after["configurations"][kind]);
        assert_eq!(was["properties_attributes"], is["properties_attributes"], "{kind}");
        for (key, value) in was["properties"].as_object().unwrap() {
            match (kind, key.as_str()) {
                ("kafka-env", "content") => {
                    let text = is["properties"][key].as_str().unwrap();
                    let kept = value.as_str().unwrap().lines().filter(|l| l.starts_with("export "));
                    assert!(kept.into_iter().all(|line| text.contains(line)), "{text}");
                }
                ("kafka-broker", "listeners") => assert!(is["properties"][key].is_string()),
                _ => assert_eq!(value, &is["properties"][key], "{kind}/{key}"),
            }
        }
    }
}

fn wanted_is_there(look: &Value) {
    let content = look["configurations"]["kafka-env"]["properties"]["content"].as_str().unwrap();
    assert!(content.ends_with(emitted("kafka-env.patch.sh")), "{content}");
    assert_eq!(look["configurations"]["kafka-broker"]["properties"]["listeners"], "PLAINTEXT://0.0.0.0:9092");
    for (host, broker) in look["brokers"].as_object().unwrap() {
        assert_eq!(broker, &json!({"state": "STARTED", "stale": false}), "{host}");
    }
}

/// Applied, with nothing left to do.
pub fn settled(server: &StandIn) {
    wanted_is_there(&server.look());
    server.tell(&json!({"clear": true}));
    let again = run(server, "apply.sh", &["--apply"]);
    assert_eq!((again.code, writes(&server.look())), (0, vec![]), "{}", again.err);
    assert!(again.err.contains("nothing to do"), "{}", again.err);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn applying_goes_broker_by_broker_and_comes_back_the_same_way() {
    let server = StandIn::new(&json!({"polls": 2, "sync": 2}));
    let before = server.look();
    let plan = run(&server, "apply.sh", &[]);
    assert_eq!((plan.code, writes(&server.look())), (0, vec![]), "{}", plan.err);
    assert!(plan.out.contains("+++ kafka-env/content wanted"), "{}", plan.out);
    assert!(plan.out.contains("-kafka-broker/listeners=PLAINTEXT://localhost:9092\n+kafka-broker/listeners=PLAINTEXT://0.0.0.0:9092\n"));
    let check = run(&server, "apply.sh", &["--check"]);
    assert_eq!((check.code, writes(&server.look())), (1, vec![]), "{}", check.err);

    let applied = run(&server, "apply.sh", &["--apply"]);
    assert_eq!(applied.code, 0, "{}", applied.err);
    let after = server.look();
    nothing_lost(&before, &after);
    assert_eq!(after["maintenance"], "OFF");
    assert_eq!(after["down"], json!([1, 1]), "one broker after the other");
    let cluster = "/api/v1/clusters/kafka-hdi";
    let (put, service, requests) = (
        format!("PUT {cluster}"),
        format!("PUT {cluster}/services/KAFKA"),
        format!("POST {cluster}/requests"),
    );
    assert_eq!(writes(&after), [put, service.clone(), requests.clone(), requests, service]);
    let asked = after["log"].as_array().unwrap().iter().find(|e| e["method"] == "POST").unwrap();
    let asked: Value = serde_json::from_str(asked["body"].as_str().unwrap()).unwrap();
    assert_eq!(asked["RequestInfo"]["operation_level"]["level"], "HOST_COMPONENT");
    assert_eq!(
        asked["Requests/resource_filters"][0]["hosts"], "wn0-kafka.internal",
        "in the order of their names"
    );
    settled(&server);
    assert_eq!(run(&server, "apply.sh", &["--check"]).code, 0);

    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(std::fs::metadata(server.state()).unwrap().permissions().mode() & 0o777, 0o600);
    }
    let state: Value = serde_json::from_str(&std::fs::read_to_string(server.state()).unwrap()).unwrap();
    assert_eq!((&state["before"]["version"], &state["after"]["version"]), (&json!(1), &json!(2)));
    assert!(!state.to_string().contains("keystore-secret-1"), "what did not change is not kept");

    let plan = run(&server, "rollback.sh", &[]);
    assert_eq!((plan.code, writes(&server.look())), (0, vec![]), "{}", plan.err);
    let back = run(&server, "rollback.sh", &["--apply"]);
    assert_eq!(back.code, 0, "{}", back.err);
    let last = server.look();
    assert_eq!(last["configurations"], before["configurations"]);
    assert_eq!((&last["maintenance"], &last["down"]), (&json!("OFF"), &json!([1, 1])));
    server.tell(&json!({"clear": true}));
    let again = run(&server, "rollback.sh", &["--apply"]);
    assert_eq!((again.code, writes(&server.look())), (0, vec![]), "{}", again.err);
    assert!(again.err.contains("nothing to do"), "{}", again.err);

    assert_eq!(run(&server, "apply.sh", &["--apply"]).code, 0, "and forth again");
    settled(&server);
}
