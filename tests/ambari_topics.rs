//! `topics.sh` of an HDInsight cluster, run for real against a stand-in for Kafka's own tool that keeps topics in a file.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

const BLUEPRINT: &str = r#"
apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: topics}
versions: {hdinsight: "5.1"}
networks:
  hdi-vnet: {addressSpace: [10.10.0.0/16], subnets: {default: {addressPrefix: 10.10.0.0/24}}}
kafka:
  legacy:
    provider: hdinsight
    clusterName: kafka-legacy
    subnet: hdi-vnet/default
    brokers: {wn0-kafka: 10.10.0.5, wn1-kafka: 10.10.0.6}
    listeners: {plaintext: {protocol: PLAINTEXT, port: 9092}}
    topics:
      orders: {partitions: 12, replicas: 3, config: {retention.ms: 7d, cleanup.policy: "compact,delete"}}
      plain: {}
"#;

/// Says what a real `kafka-topics.sh` of 3.2 says; a topic it is to create becomes a line of its file.
const STAND_IN: &str = r#"#!/bin/sh
set -eu
here=$(dirname "$0")
printf '%s\n' "$*" >>"$here/calls"
[ "$1 $2" = "--bootstrap-server 10.10.0.5:9092,10.10.0.6:9092" ] || exit 9
shift 2
[ "$1" != --alter ] || exit 9
if [ "$1" = --describe ]; then
  [ ! -e "$here/down" ] || { echo 'Timed out' >&2; exit 1; }
  cat "$here/topics"
  exit 0
fi
partitions=1 factor=1 configs=
while [ $# -gt 0 ]; do
  case $1 in
    --topic) name=$2; shift ;;
    --partitions) partitions=$2; shift ;;
    --replication-factor) factor=$2; shift ;;
    --config) configs="$configs${configs:+,}$2"; shift ;;
  esac
  shift
done
printf 'Topic: %s\tTopicId: x\tPartitionCount: %s\tReplicationFactor: %s\tConfigs: %s\n\tTopic: %s\tPartition: 0\tLeader: 1001\tReplicas: 1001\tIsr: 1001\n' \
  "$name" "$partitions" "$factor" "$configs" "$name" >>"$here/topics"
"#;

struct Run {
    folder: tempfile::TempDir,
    shell: &'static str,
}

impl Run {
    fn new(shell: &'static str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let files = MemoryFiles::new();
        let compiled = compile(Input { name: "b.yaml".into(), bytes: BLUEPRINT.into(), files: &files });
        let artifacts = compiled.artifacts.unwrap_or_else(|| panic!("{:#?}", compiled.diagnostics));
        let script = artifacts.get("ambari/default/legacy/topics.sh").unwrap();
        assert!(script.executable);
        write(&folder.path().join("topics.sh"), &script.bytes);
        write(&folder.path().join("kafka-topics.sh"), STAND_IN.as_bytes());
        std::fs::write(folder.path().join("topics"), "").unwrap();
        Self { folder, shell }
    }

    /// Exit code, stdout, and how often the tool was called.
    fn run(&self, arguments: &[&str]) -> (i32, String, usize) {
        let here = self.folder.path();
        let _ = std::fs::remove_file(here.join("calls"));
        let output = Command::new(self.shell)
            .arg(here.join("topics.sh"))
            .args(arguments)
            .env("KAFKA_BIN", here)
            .env_remove("BOOTSTRAP_SERVERS")
            .env_remove("COMMAND_CONFIG")
            .output()
            .unwrap();
        let calls = std::fs::read_to_string(here.join("calls")).unwrap_or_default().lines().count();
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap(), calls)
    }

    fn has(&self, topics: &str) {
        std::fs::write(self.folder.path().join("topics"), topics).unwrap();
    }
}

fn write(path: &Path, bytes: &[u8]) {
    std::fs::write(path, bytes).unwrap();
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).unwrap();
}

/// `sh`, and the others where they are.
fn each(test: impl Fn(&Run)) {
    for shell in ["sh", "dash", "bash"] {
        if Command::new(shell).args(["-c", "exit"]).status().is_ok() {
            test(&Run::new(shell));
        }
    }
}

fn line(name: &str, partitions: u32, factor: u32, configs: &str) -> String {
    format!(
        "Topic: {name}\tTopicId: x\tPartitionCount: {partitions}\tReplicationFactor: {factor}\tConfigs: {configs}\n"
    )
}

#[test]
fn what_is_missing_is_told_then_made_and_then_found() {
    each(|run| {
        let (code, said, calls) = run.run(&[]);
        assert_eq!((code, calls), (1, 1), "{said}");
        assert!(said.contains("orders: is missing\n  --apply runs: "), "{said}");
        assert!(
            said.contains("--config cleanup.policy=compact,delete --config retention.ms=604800000"),
            "{said}"
        );
        let (code, said, calls) = run.run(&["--apply"]);
        assert_eq!((code, said.as_str(), calls), (0, "orders: created\nplain: created\n", 3));
        for arguments in [&[][..], &["--apply"]] {
            let (code, said, calls) = run.run(arguments);
            assert_eq!(
                (code, said.as_str(), calls),
                (0, "orders: is there as declared\nplain: is there as declared\n", 1)
            );
        }
    });
}

#[test]
fn what_differs_is_told_with_the_command_and_never_changed() {
    each(|run| {
        let there =
            line("plain", 1, 1, "") + &line("orders", 6, 2, "cleanup.policy=compact,retention.ms=604800000");
        run.has(&there);
        let (code, said, calls) = run.run(&["--apply"]);
        assert_eq!((code, calls), (1, 1), "{said}");
        for part in [
            "orders: has 6 partitions, declared are 12\n",
            "--alter --topic orders --partitions 12\n",
            "orders: has 2 copies of each partition, declared are 3\n",
            "orders: cleanup.policy=compact,delete is declared and not set\n",
            "--entity-name orders --add-config 'cleanup.policy=[compact,delete]'\n",
            "plain: is there as declared\n",
        ] {
            assert!(said.contains(part), "{part} is not in\n{said}");
        }
        assert!(!said.contains("retention.ms"), "{said}");
        run.has(&line("orders", 24, 3, "retention.ms=604800000,cleanup.policy=compact,delete"));
        let (_, said, _) = run.run(&[]);
        assert!(said.contains("Kafka takes no partition away: declare 24"), "{said}");
        assert!(!said.contains("cleanup.policy"), "{said}");
        run.has(&line("orders", 12, 3, "cleanup.policy=compact,delete,retention.ms=6048000009"));
        let (_, said, _) = run.run(&[]);
        assert!(said.contains("orders: retention.ms=604800000 is declared and not set"), "{said}");
    });
}

#[test]
fn brokers_that_do_not_answer_and_words_it_does_not_know_are_another_exit() {
    each(|run| {
        std::fs::write(run.folder.path().join("down"), "").unwrap();
        assert_eq!(run.run(&["--apply"]).0, 2);
        assert_eq!(run.run(&["--aply"]), (2, String::new(), 0));
    });
}
