//! `facts.sh` of an HDInsight cluster, run for real against stand-ins for `az` and `curl` that answer from a folder.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const BLUEPRINT: &str = r#"
apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: facts}
versions: {hdinsight: "5.1"}
networks:
  hdi-vnet: {location: westeurope, addressSpace: [10.10.0.0/16], subnets: {default: {addressPrefix: 10.10.0.0/24}}}
kafka:
  legacy:
    provider: hdinsight
    clusterName: kafka-legacy
    subnet: hdi-vnet/default
    brokers: {wn0-kafka: 10.10.0.5, wn1-kafka.x.internal: 10.10.0.6}
    listeners: {plaintext: {protocol: PLAINTEXT, port: 9092}}
    config: {num.io.threads: 16}
"#;

/// Answers by what it is asked for, and keeps its arguments.
const AZ: &str = r#"#!/bin/sh
here=$(dirname "$0")
case "$*" in
  *"resource list"*) echo /subscriptions/s/kafka-legacy ;;
  *clusterVersion*) echo 5.1.3000.0 ;;
  *componentVersion*) echo 3.2 ;;
  *location*) echo "West Europe" ;;
  *virtualNetworkProfile.subnet*) echo /subscriptions/s/subnet ;;
  *virtualNetworkProfile.id*) echo /subscriptions/s/network ;;
  *"subnet show"*) cat "$here/subnet" ;;
  *"vnet show"*) echo 10.10.0.0/16 ;;
  *) exit 9 ;;
esac
"#;

const CURL: &str = r#"#!/bin/sh
set -eu
here=$(dirname "$0")
printf '%s\n' "$@" >>"$here/arguments"
grep -qx 'user = "operator:p\\"w\\\\d $(id)"' || exit 9
while [ $# -gt 1 ]; do
  [ "$1" != --output ] || answer=$2
  shift
done
[ ! -e "$here/down" ] || exit 7
case $1 in
  https://kafka-legacy.azurehdinsight.net/api/v1/clusters/kafka-legacy/*KAFKA_BROKER*) cat "$here/names" ;;
  */clusters/kafka-legacy/hosts*) cat "$here/hosts" ;;
  *desired_configs) echo '{"Clusters": {"desired_configs": {"kafka-broker": {"tag": "v 7"}, "kafka-env": {"tag": "v8"}}}}' ;;
  *"type=kafka-broker&tag=v%207") cat "$here/broker" ;;
  *"type=kafka-env&tag=v8") printf '%s\n' '{"items": [{"properties": {"content": "a\n# >>> streamwright:advertise-ip v1 >>>\nb"}}]}' ;;
  *) printf 404; exit 0 ;;
esac >"$answer"
printf 200
"#;

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    let files = MemoryFiles::new();
    let compiled = compile(Input { name: "b.yaml".into(), bytes: BLUEPRINT.into(), files: &files });
    let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
    write(&here.join("facts.sh"), &artifacts.get("ambari/default/legacy/facts.sh").unwrap().bytes);
    write(&here.join("az"), AZ.as_bytes());
    write(&here.join("curl"), CURL.as_bytes());
    let keep = |name: &str, text: &str| std::fs::write(here.join(name), text).unwrap();
    keep("subnet", "10.10.0.0/24\n");
    keep(
        "names",
        r#"{"host_components": [{"HostRoles": {"host_name": "wn0-kafka.x.internal"}}, {"HostRoles": {"host_name": "wn1-kafka.x.internal"}}]}"#,
    );
    keep(
        "hosts",
        r#"{"items": [{"Hosts": {"host_name": "hn0.x.internal", "ip": "10.10.0.20"}}, {"Hosts": {"host_name": "wn0-kafka.x.internal", "ip": "10.10.0.5"}}, {"Hosts": {"host_name": "wn1-kafka.x.internal", "ip": "10.10.0.6"}}]}"#,
    );
    keep(
        "broker",
        r#"{"items": [{"properties": {"listeners": "PLAINTEXT://0.0.0.0:9092", "num.io.threads": "16", "ssl.key.password": "hidden"}}]}"#,
    );
    folder
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// Exit code and everything said.
fn run(here: &Path, trace: bool) -> (i32, String) {
    let path = format!("{}:{}", here.display(), std::env::var("PATH").unwrap());
    let mut command = Command::new("sh");
    let output = command
        .args(trace.then_some("-x"))
        .arg(here.join("facts.sh"))
        .env("PATH", path)
        .env("AMBARI_USER", "operator")
        .env("AMBARI_PASSWORD", "p\"w\\d $(id)")
        .env_remove("AMBARI_NETRC")
        .env_remove("AMBARI_URL")
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code().unwrap(), text(&output.stdout) + &text(&output.stderr))
}

fn has_jq() -> bool {
    let there = Command::new("jq").arg("--version").output().is_ok();
    if !there {
        assert!(std::env::var_os("CI").is_none(), "jq is not here, and this runs it");
        println!("skipped: no jq here");
    }
    there
}

#[test]
fn what_agrees_is_said_to_and_what_does_not_is_an_exit_of_its_own() {
    if !has_jq() {
        return;
    }
    let folder = folder();
    let here = folder.path();
    let (code, said) = run(here, false);
    assert_eq!(code, 0, "{said}");
    assert_eq!(said.matches("same  ").count(), 9, "{said}");
    assert!(said.contains("# >>> streamwright:advertise-ip v1 >>>") && !said.contains("hidden"), "{said}");
    std::fs::write(here.join("subnet"), "10.10.4.0/24\n").unwrap();
    let hosts = std::fs::read_to_string(here.join("hosts")).unwrap();
    std::fs::write(here.join("hosts"), hosts.replace("wn1-kafka", "wn7-kafka")).unwrap();
    let names = std::fs::read_to_string(here.join("names")).unwrap();
    std::fs::write(here.join("names"), names.replace("wn1-kafka", "wn7-kafka")).unwrap();
    let (code, said) = run(here, false);
    assert_eq!((code, said.matches("DIFFERS").count()), (1, 3), "{said}");
    assert!(said.contains("found     10.10.4.0/24"), "{said}");
    assert!(
        said.contains("no broker of that name") && said.contains("broker wn7-kafka.x.internal"),
        "{said}"
    );
}

#[test]
fn the_password_is_in_no_command_line_and_no_trace() {
    if !has_jq() {
        return;
    }
    let folder = folder();
    let (code, said) = run(folder.path(), true);
    let arguments = std::fs::read_to_string(folder.path().join("arguments")).unwrap();
    assert_eq!(code, 0, "{said}");
    assert!(arguments.contains("=https") && arguments.contains("X-Requested-By: ambari"), "{arguments}");
    for place in [&arguments, &said] {
        assert!(!place.contains("$(id)") && !place.contains("hidden"), "{place}");
    }
}

#[test]
fn what_cannot_be_asked_is_not_taken_for_the_same() {
    if !has_jq() {
        return;
    }
    let folder = folder();
    std::fs::write(folder.path().join("down"), "").unwrap();
    let (code, said) = run(folder.path(), false);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("not known     address of broker wn0-kafka") && said.contains("no answer from"),
        "{said}"
    );
}
