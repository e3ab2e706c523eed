//! What people ask of the scripts besides the plain way, and what the scripts refuse.

use crate::scripts::{emitted, nothing_lost, run, settled, told_nobody, writes};
use crate::stand_in::{LOGIN, Said, StandIn};
use serde_json::{Value, json};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

fn levels(look: &Value) -> Vec<String> {
    let log = look["log"].as_array().unwrap().iter().filter(|e| e["method"] == "POST");
    let body = |e: &Value| serde_json::from_str::<Value>(e["body"].as_str().unwrap()).unwrap();
    log.map(|e| body(e)["RequestInfo"]["operation_level"]["level"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn all_brokers_at_once_or_none() {
    let server = StandIn::new(&json!({"figure": null}));
    let none = run(&server, "apply.sh", &["--apply", "--restart", "none"]);
    let look = server.look();
    assert_eq!(
        (none.code, &look["maintenance"], &look["down"]),
        (0, &json!("OFF"), &json!([])),
        "{}",
        none.err
    );
    assert!(none.err.contains("leaves to you: wn0-kafka.internal wn1-kafka.internal"), "{}", none.err);
    let check = run(&server, "apply.sh", &["--check"]);
    assert_eq!(check.code, 1);
    assert!(
        check.err.contains("run with an older configuration: wn0-kafka.internal wn1-kafka.internal"),
        "{}",
        check.err
    );
    let all = run(&server, "apply.sh", &["--apply", "--restart", "all"]);
    let look = server.look();
    assert_eq!(
        (all.code, &look["maintenance"], &look["down"]),
        (0, &json!("OFF"), &json!([2])),
        "{}",
        all.err
    );
    assert_eq!(levels(&look), ["SERVICE"]);
    settled(&server);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn under_replicated_partitions_stop_a_rolling_restart() {
    let server = StandIn::new(&json!({"figure": 4}));
    let before = server.look();
    let said = run(&server, "apply.sh", &["--apply"]);
    assert_eq!((said.code, writes(&server.look())), (1, vec![]), "{}", said.err);
    server.tell(&json!({"figure": null}));
    let said = run(&server, "apply.sh", &["--apply"]);
    assert_eq!((said.code, writes(&server.look())), (2, vec![]), "{}", said.err);
    assert!(said.err.contains("--urp-command"), "{}", said.err);
    for (command, code) in [("echo orders-3", 1), ("exit 7", 2)] {
        let said = run(&server, "apply.sh", &["--apply", "--urp-command", command]);
        assert_eq!((said.code, writes(&server.look())), (code, vec![]), "{command}: {}", said.err);
    }
    assert_eq!(server.look()["configurations"], before["configurations"]);
    let said = run(&server, "apply.sh", &["--apply", "--urp-command", "echo"]);
    assert_eq!(said.code, 0, "{}", said.err);
    settled(&server);

    let slow = StandIn::new(&json!({"sync": 1000}));
    let said = run(&slow, "apply.sh", &["--apply"]);
    let look = slow.look();
    assert_eq!(
        (said.code, &look["down"], &look["maintenance"]),
        (1, &json!([1]), &json!("OFF")),
        "{}",
        said.err
    );
    assert!(said.err.contains("before the restart of wn1-kafka.internal"), "{}", said.err);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn maintenance_mode_that_was_on_stays_on_and_a_killed_run_is_made_up_for() {
    let server = StandIn::new(&json!({"maintenance": "ON"}));
    assert_eq!(run(&server, "apply.sh", &["--apply"]).code, 0);
    assert!(
        server.look()["maintenance"] == "ON" && !writes(&server.look()).iter().any(|w| w.ends_with("/KAFKA"))
    );
    settled(&server);

    let server =
        StandIn::new(&json!({"failures": [{"method": "POST", "path": "/requests", "before": "hang"}]}));
    let script = server.script("apply.sh", emitted("apply.sh"));
    let mut child =
        server.command(&script, &["--apply"]).stderr(Stdio::null()).stdout(Stdio::null()).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while server.look()["hanging"] == 0 && Instant::now() < until {
        std::thread::sleep(Duration::from_millis(20));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(server.look()["maintenance"], "ON", "nobody could put it back");
    for left in server.left_behind() {
        std::fs::remove_dir_all(script.parent().unwrap().join(left)).unwrap();
    }
    let check = run(&server, "apply.sh", &["--check"]);
    assert!(check.code == 1 && check.err.contains("--maintenance OFF"), "{}", check.err);
    let again = run(&server, "apply.sh", &["--apply"]);
    assert_eq!((again.code, &server.look()["maintenance"]), (0, &json!("OFF")), "{}", again.err);
    settled(&server);
    assert_eq!(run(&server, "apply.sh", &["--maintenance", "ON"]).code, 0);
    assert_eq!(server.look()["maintenance"], "ON");
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn a_broker_that_is_down_comes_first() {
    let server = StandIn::new(&json!({"brokers": {"wn0": "STARTED", "wn1": "INSTALLED", "wn2": "STARTED"}}));
    let said = run(&server, "apply.sh", &["--apply"]);
    assert_eq!(said.code, 0, "{}", said.err);
    let order: Vec<&str> =
        said.err.lines().filter_map(|l| l.strip_prefix("restart of ")?.split(' ').next()).collect();
    assert_eq!(order, ["wn1", "wn0", "wn2"], "{}", said.err);
    settled(&server);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn what_others_changed_is_not_rolled_back_by_accident() {
    let server = StandIn::new(&json!({}));
    let before = server.look();
    let nothing = run(&server, "rollback.sh", &["--apply"]);
    assert_eq!((nothing.code, writes(&server.look())), (2, vec![]), "{}", nothing.err);
    assert_eq!(run(&server, "apply.sh", &["--apply"]).code, 0);
    let mut log4j = before["configurations"]["kafka-log4j"]["properties"].clone();
    log4j["content"] = json!("log4j.rootLogger=WARN");
    server.tell(&json!({"edit": ["kafka-log4j", log4j], "clear": true}));
    let refused = run(&server, "rollback.sh", &["--apply"]);
    assert_eq!((refused.code, writes(&server.look())), (1, vec![]), "{}", refused.err);
    assert!(refused.err.contains("--force"), "{}", refused.err);
    let forced = run(&server, "rollback.sh", &["--apply", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.err);
    assert_eq!(server.look()["configurations"], before["configurations"]);
    let to = run(&server, "rollback.sh", &["--apply", "--force", "--to", "2"]);
    assert_eq!(to.code, 0, "{}", to.err);
    settled(&server);
    let nowhere = run(&server, "rollback.sh", &["--apply", "--force", "--to", "99"]);
    assert_eq!((nowhere.code, &server.look()["maintenance"]), (1, &json!("OFF")), "{}", nowhere.err);
    settled(&server);
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn templates_of_others_are_replaced_refused_and_never_shown() {
    let five = "IP_ADDRESS=$(hostname -i)\necho advertised.listeners=$IP_ADDRESS\n\
        sed -i.bak -e '/advertised/{/advertised@/!d;}' /usr/hdp/current/kafka-broker/conf/server.properties\n\
        echo \"advertised.listeners=PLAINTEXT://$IP_ADDRESS:9092\" >> /usr/hdp/current/kafka-broker/conf/server.properties\n\
        echo \"ssl.key.password=MyServerPassword123\" >> /usr/hdp/current/kafka-broker/conf/server.properties\n";
    let server = StandIn::new(
        &json!({"kafka-env": {"content": format!("export A=\u{1b}[2J\n{five}"), "kafka_user": "kafka"}}),
    );
    let plan = run(&server, "apply.sh", &[]);
    assert!(
        plan.out.contains("-IP_ADDRESS=$(hostname -i)\n") && plan.out.contains("ssl.key.password=(hidden)\n"),
        "{}",
        plan.out
    );
    assert!(!plan.out.contains('\u{1b}') && plan.err.contains("lines that set TLS up stay"), "{}", plan.err);
    assert_eq!(run(&server, "apply.sh", &["--apply"]).code, 0);
    settled(&server);

    for content in
        ["echo advertised.listeners=x | tee -a server.properties", "n=${#list}", "# >>> streamwright:x"]
    {
        let server = StandIn::new(&json!({"kafka-env": {"content": content, "kafka_user": "kafka"}}));
        let said = run(&server, "apply.sh", &["--apply"]);
        assert_eq!((said.code, writes(&server.look())), (2, vec![]), "{content}: {}", said.err);
        assert!(said.err.contains("kafka-env template"), "{}", said.err);
        nothing_lost(&server.look(), &server.look());
    }
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn a_login_comes_from_a_netrc_file_too_and_shows_nowhere() {
    let server = StandIn::new(&json!({"login": "admin:Netrc-Secret-1"}));
    let script = server.script("apply.sh", emitted("apply.sh"));
    let netrc = server.script("netrc file", "machine localhost login admin password Netrc-Secret-1\n");
    let mut command = server.command(&script, &["--check"]);
    command.env_remove("AMBARI_PASSWORD").env_remove("AMBARI_USER").env("AMBARI_NETRC", &netrc);
    let said: Said = command.output().unwrap().into();
    assert_eq!(said.code, 1, "{}", said.err);
    assert!(
        said.err.contains("streamwright") || said.out.contains("kafka-env/content wanted"),
        "{}",
        said.out
    );

    let server = StandIn::new(&json!({}));
    let script = server.script("apply.sh", emitted("apply.sh"));
    let mut traced = Command::new("bash");
    traced.arg("-x").arg(&script).args(["--check", "--state"]).arg(server.state());
    server.environment(&mut traced);
    let said: Said = traced.output().unwrap().into();
    assert_eq!(said.code, 1, "{}", said.err);
    told_nobody(&server, &said);
    assert!(!said.err.contains(LOGIN.split_once(':').unwrap().1), "a trace shows the password");
}

#[test]
#[ignore = "needs jq, curl, openssl and python3; run tests/run ambari"]
fn wrong_usage_and_nobody_there_change_nothing() {
    let server = StandIn::new(&json!({}));
    for arguments in [
        &["--aply"][..],
        &["--restart", "some"],
        &["--timeout", "-1"],
        &["--poll"],
        &["--maintenance", "off"],
        &["--restart"],
    ] {
        let said = run(&server, "apply.sh", arguments);
        assert_eq!((said.code, said.out.as_str()), (2, ""), "{arguments:?}: {}", said.err);
    }
    let with = |name: &str, value: &str| {
        let script = server.script("apply.sh", emitted("apply.sh"));
        let mut command = server.command(&script, &["--apply"]);
        command.env(name, value);
        let said: Said = command.output().unwrap().into();
        told_nobody(&server, &said);
        said
    };
    assert_eq!(with("AMBARI_URL", "http://localhost:1").code, 2, "a password goes over https only");
    assert_eq!(with("AMBARI_URL", "https://localhost:1").code, 2, "nobody there");
    assert_eq!(with("AMBARI_PASSWORD", "wrong").code, 2, "403");
    assert_eq!(with("AMBARI_PASSWORD", "").code, 2, "no login");
    assert_eq!(with("AMBARI_NETRC", "/nowhere").code, 2, "no such file");
    assert_eq!(with("CURL_CA_BUNDLE", "/dev/null").code, 2, "a certificate nobody vouches for");
    let other = StandIn::new(&json!({"cluster": "kafka-hdi-2"}));
    assert_eq!(run(&other, "apply.sh", &["--apply"]).code, 2, "another cluster");
    assert_eq!((writes(&server.look()), writes(&other.look())), (vec![], vec![]));
    let help = run(&server, "rollback.sh", &["--help"]);
    assert!(help.code == 0 && help.out.starts_with("usage: rollback.sh"), "{}", help.out);
}
