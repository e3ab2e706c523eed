//! Comparisons through the command line: revisions of git, output that is kept there, and what somebody took note of.

use crate::process::{Done, Folder};
use std::process::Command;

const BLUEPRINT: &str = r#"apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: words}
versions: {kubernetes: "1.35", strimzi: "1.2", kafka: "4.3.1"}
kubernetes:
  aks:
    provider: aks
    namespaces: {streams: {podSecurity: restricted}}
    storageClasses: {managed-csi: {}}
kafka:
  words:
    provider: strimzi
    namespace: streams
    nodePools:
      node: {roles: [controller, broker], replicas: 3, storage: {size: 20Gi, class: managed-csi}}
    listeners:
      tls: {port: 9093, type: internal, tls: true, authentication: scram-sha-512}
    topics:
      lines: {partitions: 6, config: {retention.ms: 7d}}
"#;

fn git(folder: &Folder, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder.path())
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
}

/// A repository whose blueprint and output are committed.
fn repository() -> Folder {
    let folder = Folder::new()
        .with("words.yaml", BLUEPRINT)
        .with(".streamwright/config.yaml", "builds: [{blueprint: words.yaml, out: deploy}]\n");
    let built = folder.run(&["build"]);
    assert_eq!(built.code, 0, "{}", built.err);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "one"]);
    folder
}

fn change(folder: &Folder, from: &str, to: &str) {
    let text = folder.read("words.yaml");
    assert!(text.contains(from));
    folder.write("words.yaml", text.replace(from, to));
}

/// Without the breaks of lines.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn fingerprint(done: &Done) -> String {
    let document: serde_json::Value =
        serde_json::from_str(&done.out).unwrap_or_else(|e| panic!("{e}: {}", done.err));
    document["findings"][0]["fingerprint"].as_str().expect("a finding").to_owned()
}

#[test]
fn without_a_word_what_is_here_is_compared_with_what_was_committed() {
    let folder = repository();
    let same = folder.run(&["diff"]);
    assert_eq!((same.code, same.err.as_str()), (0, ""));
    assert!(same.out.starts_with("nothing changes"), "{}", same.out);
    change(&folder, "retention.ms: 7d", "retention.ms: 1d");
    let shorter = folder.run(&["diff"]);
    assert_eq!(shorter.code, 1, "{}", shorter.out);
    assert!(shorter.out.contains("words.yaml:19:53, was git:HEAD:words.yaml:19:53"), "{}", shorter.out);
    assert_eq!(folder.run(&["diff", "--fail-on", "never"]).code, 0);
    // Output of the revision beside output of this moment: the same, by other ways.
    let folders = folder.run(&["diff", "git:HEAD:deploy", "words.yaml", "--format", "json"]);
    assert_eq!(folders.code, 1, "{}", folders.err);
    assert!(folders.out.contains("\"IMP-T23\""), "{}", folders.out);
}

#[test]
fn what_git_does_not_have_is_said() {
    let folder = repository();
    for (revision, said) in [("git:nosuch", "git knows no revision `nosuch`"), ("git:--help", "--help")] {
        let done = folder.run(&["diff", revision]);
        assert_eq!(done.code, 2, "{revision}: {}", done.out);
        assert!(done.err.contains(said), "{revision}: {}", done.err);
    }
}

#[test]
fn what_somebody_took_note_of_no_longer_fails_until_its_day() {
    let folder = repository();
    change(&folder, "retention.ms: 7d", "retention.ms: 1d");
    let print = fingerprint(&folder.run(&["diff", "--format", "json"]));
    folder.write(
        ".streamwright/acks.yaml",
        format!(
            "acknowledged:\n  - fingerprint: \"{print}\"\n    reason: nobody reads older lines\n    author: a@example.com\n    until: 2030-06-30\n"
        ),
    );
    let noted = folder.run(&["diff", "--today", "2030-06-30"]);
    assert_eq!(noted.code, 0, "{}", noted.out);
    let said = flat(&noted.out);
    assert!(said.contains("1 acknowledged") && said.contains("nobody reads older lines"), "{said}");
    let over = folder.run(&["diff", "--today", "2030-07-01"]);
    assert_eq!(over.code, 1, "{}", over.out);
    let said = flat(&over.out);
    assert!(said.contains("ended on 2030-06-30"), "{said}");
    change(&folder, "retention.ms: 1d", "retention.ms: 7d");
    let unused = folder.run(&["diff", "--today", "2030-01-01"]);
    let said = flat(&unused.out);
    assert!(said.contains("take the entry out"), "{said}");
}

#[test]
fn output_in_git_is_held_against_the_blueprint() {
    let folder = repository();
    assert_eq!(folder.run(&["golden", "check"]).code, 0);
    change(&folder, "partitions: 6", "partitions: 9");
    let stale = folder.run(&[
        "golden",
        "check",
        "--base",
        "git:HEAD",
        "--fail-on",
        "critical",
        "--format",
        "markdown",
    ]);
    assert_eq!(stale.code, 1, "{}", stale.out);
    assert!(
        stale.out.starts_with("<!-- streamwright -->") && stale.out.contains("golden update"),
        "{}",
        stale.out
    );
    assert!(stale.err.contains("is not what the blueprint says now"), "{}", stale.err);
    let topic = "deploy/manifests/default/aks/10-words/34-kafkatopic-lines.yaml";
    let old = folder.read(topic);
    assert_eq!(folder.run(&["golden", "update"]).code, 0);
    assert_ne!(folder.read(topic), old);
    assert_eq!(folder.run(&["golden", "check", "--base", "git:HEAD", "--fail-on", "critical"]).code, 0);
}

#[test]
fn what_a_newer_program_makes_of_an_old_blueprint_is_told_apart() {
    let folder = repository();
    // As an older program would have left it.
    let topic = "deploy/manifests/default/aks/10-words/34-kafkatopic-lines.yaml";
    let text = folder.read(topic);
    assert!(text.contains("partitions: 6"));
    folder.write(topic, text.replace("partitions: 6", "partitions: 5"));
    git(&folder, &["commit", "-qam", "older"]);
    let done = folder.run(&["golden", "check", "--base", "git:HEAD"]);
    assert_eq!(done.code, 1, "{}", done.out);
    assert!(
        flat(&done.out).contains("this program makes it so, not the change to the blueprint"),
        "{}",
        done.out
    );
    assert!(done.out.starts_with("nothing changes"), "{}", done.out);
    // What the author changes at the same time is told as without it, places and all.
    change(&folder, "partitions: 6", "partitions: 9");
    let read = |done: Done| -> serde_json::Value {
        serde_json::from_str(&done.out).unwrap_or_else(|e| panic!("{e}: {}", done.err))
    };
    let both = read(folder.run(&["golden", "check", "--base", "git:HEAD", "--format", "json"]));
    let alone = read(folder.run(&["diff", "--format", "json"]));
    assert!(both["notes"].to_string().contains("this program makes it so"), "{}", both["notes"]);
    for told in ["findings", "resources"] {
        assert_eq!(both[told], alone[told]);
    }
    assert!(both["findings"].to_string().contains("\"line\":"), "{both}");
}

#[test]
fn the_first_run_has_no_base_and_passes() {
    let folder = repository();
    let zero = "git:0000000000000000000000000000000000000000";
    let done = folder.run(&["golden", "check", "--base", zero]);
    assert_eq!(done.code, 0, "{}{}", done.out, done.err);
    let said = flat(&done.out);
    assert!(said.contains("there is no commit to compare with"), "{said}");
}
