//! Reports on what changed only, as git tells it.

use crate::process::{Done, Folder};
use std::process::Command;

const WRONG: &str = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nspek: {}\n";

fn lint(folder: &Folder, arguments: &[&str]) -> Done {
    folder.run(&[&["lint", "--format", "line"], arguments].concat())
}

/// Files with a finding.
fn files(done: &Done) -> Vec<&str> {
    done.out.lines().filter_map(|line| line.split(':').next()).collect()
}

/// A repository, where git is there.
fn repository() -> Option<Folder> {
    let folder = Folder::new().with("a.yaml", WRONG).with("k8s/b.yaml", WRONG);
    let done = git(&folder, &["init", "-q", "-b", "main"]);
    if !done {
        println!("skipped: git cannot be run");
        return None;
    }
    assert!(git(&folder, &["add", "."]) && git(&folder, &["commit", "-qm", "first"]));
    Some(folder)
}

fn git(folder: &Folder, arguments: &[&str]) -> bool {
    let who = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
    let mut command = Command::new("git");
    command.args(who).args(arguments).current_dir(folder.path());
    command.env_remove("GIT_DIR").env_remove("GIT_INDEX_FILE");
    command.status().is_ok_and(|status| status.success())
}

#[test]
fn only_files_that_changed_are_reported_on() {
    let Some(folder) = repository() else { return };
    let done = lint(&folder, &["--since", "main"]);
    assert_eq!((done.code, done.out.as_str()), (0, ""), "{}", done.err);
    folder.write("k8s/b.yaml", format!("# touched\n{WRONG}"));
    folder.write("new ä.yaml", WRONG.replace("name: a", "name: c"));
    let done = lint(&folder, &["--since", "HEAD"]);
    assert_eq!(files(&done), ["k8s/b.yaml", "new ä.yaml"]);
    assert!(git(&folder, &["checkout", "-qb", "work"]) && git(&folder, &["commit", "-qam", "second"]));
    assert_eq!(files(&lint(&folder, &["--since", "main", "k8s"])), ["k8s/b.yaml"]);
    assert!(git(&folder, &["checkout", "-q", "main"]));
    folder.write("a.yaml", format!("# on the other side\n{WRONG}"));
    assert!(git(&folder, &["commit", "-qam", "third"]) && git(&folder, &["checkout", "-q", "work"]));
    // What happened over there meanwhile is not this side's change.
    assert_eq!(files(&lint(&folder, &["--since", "main"])), ["k8s/b.yaml", "new ä.yaml"]);
}

#[test]
fn what_git_cannot_tell_is_said() {
    let Some(folder) = repository() else { return };
    let done = lint(&folder, &["--since", "mian"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("git knows no revision `mian` here"), "{}", done.err);
    assert!(lint(&folder, &["--since=--output=x"]).err.contains("is not a revision"));
    let clone = Folder::new();
    let from = format!("file://{}", folder.path().display());
    assert!(git(&folder, &["commit", "-q", "--allow-empty", "-m", "second"]));
    assert!(git(&clone, &["clone", "-q", "--depth", "1", &from, "."]));
    let done = lint(&clone, &["--since", "HEAD~1"]);
    assert_eq!(done.code, 2);
    assert!(done.err.contains("this clone is shallow"), "{}", done.err);
    let outside = Folder::new().with("a.yaml", WRONG);
    let mut command = outside.command(&["lint", "--since", "main"]);
    command.env("GIT_CEILING_DIRECTORIES", outside.path().parent().expect("a parent"));
    let done = command.output().expect("it runs");
    assert_eq!(done.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&done.stderr).contains("needs a git repository"));
    let mut command = folder.command(&["lint", "--since", "main"]);
    let done = command.env("PATH", outside.path()).output().expect("it runs");
    assert!(String::from_utf8_lossy(&done.stderr).contains("git cannot be run"));
}
