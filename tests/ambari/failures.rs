//! Whatever fails, whenever: maintenance mode is as before or the script said how to put it back, no key is lost, and
//! the next run goes on.

use crate::exercised::{exercised, version};
use crate::scripts::{nothing_lost, run, told_nobody};
use crate::stand_in::{Said, StandIn};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

const FOR_EVER: usize = 1_000_000;

/// One failure of the stand-in.
#[derive(Clone)]
struct Failure {
    name: String,
    told: Value,
    /// A signal for the script while the request hangs.
    signal: Option<&'static str>,
}

/// Requests of a run by method, what their path and body hold, and which one of them.
type Step = (&'static str, &'static str, &'static str, usize);

/// What only `apply.sh` asks for.
const APPLY: [Step; 7] = [
    ("GET", "type=kafka-env", "", 1),
    ("GET", "type=kafka-broker", "", 1),
    ("GET", "desired_configs", "", 1),
    ("GET", "desired_configs", "", 2),
    ("GET", "desired_configs", "", 3),
    ("GET", "service_config_versions", "", 2),
    ("PUT", "/clusters/kafka-hdi", "desired_config\"", 1),
];

const ROLLBACK: [Step; 3] = [
    ("GET", "desired_configs", "", 2),
    ("GET", "service_config_versions", "", 1),
    ("PUT", "/clusters/kafka-hdi", "desired_service_config_versions", 1),
];

/// What both ask for.
const BOTH: [Step; 13] = [
    ("GET", "request_status=IN_PROGRESS", "", 1),
    ("GET", "host_components?", "", 1),
    ("GET", "host_components?", "", 2),
    ("GET", "host_components?", "", 3),
    ("GET", "UnderReplicatedPartitions", "", 1),
    ("GET", "UnderReplicatedPartitions", "", 3),
    ("GET", "maintenance_state", "", 1),
    ("GET", "maintenance_state", "", 2),
    ("PUT", "/services/KAFKA", "\"ON\"", 1),
    ("POST", "/requests", "", 1),
    ("POST", "/requests", "", 2),
    ("GET", "/requests/", "", 1),
    ("PUT", "/services/KAFKA", "\"OFF\"", 1),
];

fn failure(step: Step, when: &str, what: &str, times: usize) -> Failure {
    let (method, path, body, from) = step;
    let often = if times == FOR_EVER { "from then on".to_owned() } else { format!("{times}×") };
    Failure {
        name: format!("{method} {path} {body} #{from}: {what} {when}, {often}"),
        told: json!({"method": method, "path": path, "body": body, "from": from, "times": times, when: what}),
        signal: None,
    }
}

fn failures(own: &[Step]) -> Vec<Failure> {
    let mut all = Vec::new();
    for step in own.iter().chain(&BOTH) {
        let writes = step.0 != "GET";
        all.push(failure(*step, "before", "500", 1));
        all.push(failure(*step, "before", "500", FOR_EVER));
        if writes {
            all.push(failure(*step, "before", "cut", FOR_EVER));
            for what in ["cut", "500", "hang"] {
                all.push(failure(*step, "after", what, 1));
            }
            all.push(failure(*step, "before", "cut", 1));
            all.push(failure(*step, "before", "hang", 1));
        } else {
            all.push(failure(*step, "before", "garbage", 1));
        }
        if writes || step.3 == 1 {
            let mut stopped = failure(*step, "before", "hang", FOR_EVER);
            let signal = if writes { "INT" } else { "TERM" };
            stopped.name += &format!(", SIG{signal} meanwhile");
            stopped.signal = Some(signal);
            stopped.told["times"] = json!(1);
            all.push(stopped);
        }
    }
    for fate in ["FAILED", "ABORTED", "TIMEDOUT"] {
        all.push(failure(("GET", "/requests/", "", 1), "before", fate, 1));
    }
    let mut unknown = failure(("POST", "/requests", "", 1), "after", "cut", 1);
    unknown.name += ", and nobody says whether it was taken";
    unknown.told = json!([unknown.told, {"method": "GET", "path": "/requests?fields", "times": FOR_EVER, "before": "500"}]);
    all.push(unknown);
    // Everything, from some moment on: Ambari restarts, the network is gone.
    for from in [1, 5, 9, 12, 15, 18, 21, 24] {
        let what = if from % 2 == 0 { "500" } else { "cut" };
        let mut gone = failure(("GET", "", "", from), "before", what, FOR_EVER);
        gone.told = json!([
            {"method": "GET", "path": "", "from": from, "times": FOR_EVER, "before": what},
            {"method": "PUT", "path": "", "from": from.div_ceil(6), "times": FOR_EVER, "before": what},
            {"method": "POST", "path": "", "from": from.div_ceil(9), "times": FOR_EVER, "before": what},
        ]);
        gone.name = format!("everything fails from the {from}. question on: {what}");
        all.push(gone);
    }
    all
}

/// Runs a script while the stand-in fails.
fn failing(server: &StandIn, name: &str, failure: &Failure) -> Said {
    let told = if failure.told.is_array() { failure.told.clone() } else { json!([failure.told]) };
    server.tell(&json!({"failures": told, "clear": true}));
    let Some(signal) = failure.signal else { return run(server, name, &["--apply"]) };
    let script = server.script(name, crate::scripts::emitted(name));
    let child =
        server.command(&script, &["--apply"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while server.look()["hanging"] == 0 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
    let said: Said = child.wait_with_output().unwrap().into();
    told_nobody(server, &said);
    said
}

/// Both types changed, or none.
fn whole(look: &Value) -> bool {
    let kinds = &look["configurations"];
    let block =
        kinds["kafka-env"]["properties"]["content"].as_str().unwrap().contains("streamwright:advertise-ip");
    let listeners = kinds["kafka-broker"]["properties"]["listeners"] == "PLAINTEXT://0.0.0.0:9092";
    assert_eq!(block, listeners, "one type without the other");
    block
}

/// The command the script printed, run as it stands.
fn told_command(server: &StandIn, said: &Said) -> Said {
    let line = said.err.lines().find(|line| line.starts_with("  bash ") && line.contains("--maintenance"));
    let line = line.unwrap_or_else(|| panic!("no command was printed:\n{}", said.err));
    let mut command = Command::new("bash");
    command.args(["-c", line]);
    server.environment(&mut command);
    command.output().unwrap().into()
}

/// A cluster before `apply.sh` and after it, and what the script kept.
struct Applied {
    start: Value,
    whole: Value,
    kept: Vec<u8>,
}

/// It ends the same whenever it is not disturbed, so once is enough for all that is to be rolled back.
fn applied() -> &'static Applied {
    static ONCE: OnceLock<Applied> = OnceLock::new();
    ONCE.get_or_init(|| {
        let server = StandIn::new(&json!({}));
        let start = server.look();
        let said = run(&server, "apply.sh", &["--apply"]);
        assert_eq!(said.code, 0, "{}", said.err);
        Applied { start, whole: server.whole(), kept: std::fs::read(server.state()).unwrap() }
    })
}

fn survives(name: &str, failure: &Failure) {
    let (server, start) = if name == "rollback.sh" {
        let applied = applied();
        let server = StandIn::new(&json!({"hang": 3, "whole": applied.whole}));
        std::fs::create_dir_all(server.state().parent().unwrap()).unwrap();
        std::fs::write(server.state(), &applied.kept).unwrap();
        (server, applied.start.clone())
    } else {
        let server = StandIn::new(&json!({"hang": 3}));
        let start = server.look();
        (server, start)
    };
    let before = server.look();
    let said = failing(&server, name, failure);
    let after = server.tell(&json!({"failures": []}));
    let context = || format!("{name}, {}: exit {}\n{}", failure.name, said.code, said.err);

    nothing_lost(&start, &after);
    let on = whole(&after);
    assert!(
        after["down"].as_array().unwrap().iter().all(|n| n == 1),
        "several brokers at once: {}",
        context()
    );
    let wanted = if name == "apply.sh" { on } else { !on };
    let stale = after["brokers"].as_object().unwrap().values().any(|b| b["stale"] == true);
    assert!(said.code != 0 || (wanted && !stale), "it said that it was done: {}", context());
    if failure.signal == Some("TERM") {
        assert!([143, 3].contains(&said.code), "{}", context());
    }
    if said.code == 2 {
        assert_eq!(
            after["configurations"],
            before["configurations"],
            "nothing was changed, it said: {}",
            context()
        );
    }
    if after["maintenance"] != "OFF" || said.code == 3 {
        assert_eq!(said.code, 3, "maintenance mode is not as before: {}", context());
        let put_back = told_command(&server, &said);
        assert_eq!(put_back.code, 0, "{}\n{}", put_back.err, context());
    }
    assert_eq!(server.look()["maintenance"], "OFF", "{}", context());

    server.tell(&json!({"clear": true}));
    let again = run(&server, name, &["--apply"]);
    let last = server.look();
    let nothing_kept = name == "rollback.sh" && again.err.contains("somebody changed");
    assert!(again.code == 0 && !nothing_kept, "the next run: {}\n{}", again.err, context());
    assert_eq!(whole(&last), name == "apply.sh", "{}", context());
    assert_eq!(last["maintenance"], "OFF", "{}", context());
    for broker in last["brokers"].as_object().unwrap().values() {
        assert_eq!(broker, &json!({"state": "STARTED", "stale": false}), "{}\n{}", again.err, context());
    }
    nothing_lost(&start, &last);
}

/// All of them, several at once, and how many they were; what fails is told together.
fn all_survive(name: &'static str, own: &[Step]) {
    let began = Instant::now();
    let failures = failures(own);
    let next = AtomicUsize::new(0);
    let wrong = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                while let Some(failure) = failures.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let result = std::panic::catch_unwind(|| survives(name, failure));
                    if let Err(panic) = result {
                        let text =
                            panic.downcast_ref::<String>().cloned().unwrap_or_else(|| failure.name.clone());
                        wrong.lock().unwrap().push(text);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), failures.len(), wrong.join("\n\n"));
    println!("{} failures of {name} survived in {:.0} s", failures.len(), began.elapsed().as_secs_f64());
    let what = format!("failures and signals {name} survived, each with the run after it");
    exercised("the stand-in for Ambari", &version("bash"), &what, failures.len(), began.elapsed());
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn applying_survives_whatever_fails() {
    all_survive("apply.sh", &APPLY);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn rolling_back_survives_whatever_fails() {
    all_survive("rollback.sh", &ROLLBACK);
}
