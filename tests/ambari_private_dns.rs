//! `private-dns.sh` of an HDInsight cluster, run for real against a stand-in for `az` that keeps zones in a folder.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use streamwright::examples::stories;
use streamwright::pipeline::{Input, compile};

const AZ: &str = r#"#!/bin/sh
set -eu
here=$(dirname "$0")
option() {
  wanted=$1
  shift
  while [ $# -gt 0 ]; do
    [ "$1" != "$wanted" ] || { printf '%s' "$2"; return; }
    shift
  done
}
zone=$(option --zone-name "$@") name=$(option --name "$@") query=$(option --query "$@")
case "$*" in
  "account show"*) ;;
  "network private-dns zone list"*) ls "$here/zones" ;;
  "network private-dns zone create"*) mkdir "$here/zones/$name"; echo "$*" >>"$here/writes" ;;
  "network private-dns record-set a list"*)
    query=${query#*\'} ; cat "$here/zones/$zone/record-${query%%\'*}" 2>/dev/null || : ;;
  "network private-dns record-set a add-record"*)
    echo "$*" >>"$here/writes"
    option --ipv4-address "$@" >"$here/zones/$zone/record-$(option --record-set-name "$@")" ;;
  "network private-dns record-set a delete"*) echo "$*" >>"$here/writes"; rm "$here/zones/$zone/record-$name" ;;
  "network vnet list"*) echo /subscriptions/s/aks-vnet ;;
  "network private-dns link vnet list"*) [ ! -e "$here/zones/$zone/link" ] || echo kafka-aks-vnet ;;
  "network private-dns link vnet create"*) echo "$*" >>"$here/writes"; : >"$here/zones/$zone/link" ;;
  *) echo "az: $*" >&2; exit 9 ;;
esac
"#;

fn run(here: &Path, arguments: &[&str]) -> (i32, String, Vec<String>) {
    let _ = std::fs::remove_file(here.join("writes"));
    let output = Command::new("sh")
        .arg(here.join("private-dns.sh"))
        .args(arguments)
        .env("PATH", format!("{}:{}", here.display(), std::env::var("PATH").unwrap()))
        .env("RESOURCE_GROUP", "dns")
        .output()
        .unwrap();
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let writes = std::fs::read_to_string(here.join("writes")).unwrap_or_default();
    let said = String::from_utf8(output.stdout).unwrap();
    (output.status.code().unwrap(), said, writes.lines().map(str::to_owned).collect())
}

#[test]
fn what_is_missing_is_made_once_and_a_record_that_is_old_is_replaced() {
    let story = stories().find(|story| story.name == "hdinsight-by-name").unwrap();
    let files = story.files();
    let compiled = compile(Input { name: "b.yaml".into(), bytes: story.bytes.to_vec(), files: &files });
    let artifacts = compiled.artifacts.unwrap();
    let script = artifacts.get("ambari/default/hdi/private-dns.sh").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path();
    for (name, bytes) in [("private-dns.sh", script.bytes.as_slice()), ("az", AZ.as_bytes())] {
        std::fs::write(here.join(name), bytes).unwrap();
        std::fs::set_permissions(here.join(name), std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    std::fs::create_dir(here.join("zones")).unwrap();

    let (code, said, writes) = run(here, &[]);
    assert_eq!((code, said.lines().count(), writes.len()), (1, 5, 0), "{said}");
    let (code, said, writes) = run(here, &["--apply"]);
    assert_eq!((code, writes.len()), (0, 5), "{said}");
    assert!(writes[0].contains("--name qf3xk2d0aebepb.ax.internal.cloudapp.net"), "{writes:#?}");
    assert!(writes[2].contains("--record-set-name wn1-kafka --ipv4-address 10.10.0.6"), "{writes:#?}");
    assert!(writes[4].contains("--virtual-network /subscriptions/s/aks-vnet --registration-enabled false"));
    assert_eq!(run(here, &["--apply"]), (0, String::new(), Vec::new()));

    let zone = here.join("zones/qf3xk2d0aebepb.ax.internal.cloudapp.net");
    std::fs::write(zone.join("record-wn2-kafka"), "10.10.0.99").unwrap();
    let (code, said, writes) = run(here, &[]);
    assert!(said.contains("is 10.10.0.99, goes"), "{said}");
    assert_eq!((code, writes.len()), (1, 0));
    let (code, _, writes) = run(here, &["--apply"]);
    assert_eq!((code, writes.len()), (0, 2), "{writes:#?}");
    assert_eq!(run(here, &[]), (0, String::new(), Vec::new()));
}
