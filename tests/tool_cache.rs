//! The cache of outside tools: a tool is there whole or not at all, whoever is killed and however many install it at once.
#![cfg(unix)]

use std::{fs, path::Path, process::Command};

/// Runs `ensure tool make` in a fresh bash; `make` is a shell function that gets the folder to fill as its last argument.
fn ensure(cache: &Path, make: &str) -> Command {
    let script = format!(
        "set -euo pipefail; source tests/tools/cache.sh; make() {{ {make}; }}; ensure tool-1 make; cat \"$STREAMWRIGHT_TOOLS/tool-1/tool\""
    );
    let mut command = Command::new("bash");
    command.args(["-c", &script]).env("STREAMWRIGHT_TOOLS", cache).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn said(command: &mut Command) -> (bool, String, String) {
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.success(), text(output.stdout), text(output.stderr))
}

fn names(cache: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_tool_is_made_once_and_found_afterwards() {
    let cache = tempfile::tempdir().unwrap();
    let (ok, out, err) = said(&mut ensure(cache.path(), "echo first >\"$1/tool\""));
    assert!(ok && out == "first\n" && err.contains("installing tool-1"), "{err}");
    let (ok, out, err) = said(&mut ensure(cache.path(), "echo second >\"$1/tool\""));
    assert_eq!((ok, out.as_str(), err.as_str()), (true, "first\n", ""));
    assert_eq!(names(cache.path()), ["log", "tool-1"]);
}

#[test]
fn a_failed_installation_leaves_no_tool_and_shows_its_last_words() {
    let cache = tempfile::tempdir().unwrap();
    let (ok, _, err) =
        said(&mut ensure(cache.path(), "echo half >\"$1/tool\"; echo no such module >&2; return 1"));
    assert!(!ok && err.contains("installing tool-1 failed") && err.contains("no such module"), "{err}");
    assert_eq!(names(cache.path()), ["log"]);
    assert!(said(&mut ensure(cache.path(), "echo whole >\"$1/tool\"")).0);
}

#[test]
fn a_killed_installation_is_not_taken_for_a_tool() {
    let cache = tempfile::tempdir().unwrap();
    // Half a tool, then the whole run is gone, as when a machine is taken away.
    let (ok, ..) = said(&mut ensure(cache.path(), "echo half >\"$1/tool\"; kill -9 $BASHPID $$"));
    assert!(!ok);
    assert!(!cache.path().join("tool-1").exists());
    let (ok, out, err) = said(&mut ensure(cache.path(), "echo whole >\"$1/tool\""));
    assert!(ok && out == "whole\n", "{err}");
    assert_eq!(names(cache.path()), ["log", "tool-1"], "what the killed run left is still there");
}

#[test]
fn two_at_once_both_end_with_the_one_tool() {
    let cache = tempfile::tempdir().unwrap();
    let make = "echo x >>\"$STREAMWRIGHT_TOOLS/made\"; sleep 0.3; echo whole >\"$1/tool\"";
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(|| said(&mut ensure(cache.path(), make)))).collect();
        for run in runs {
            let (ok, out, err) = run.join().unwrap();
            assert!(ok && out == "whole\n", "{err}");
        }
    });
    assert_eq!(names(cache.path()), ["log", "made", "tool-1"]);
    let waits = Command::new("flock").arg("--version").output().is_ok_and(|output| output.status.success());
    if waits {
        assert_eq!(
            fs::read_to_string(cache.path().join("made")).unwrap(),
            "x\n",
            "the others waited instead of making it again"
        );
    }
}

#[test]
fn every_variable_a_tool_is_found_by_is_told() {
    let read = |path: &str| fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let script = read("tests/tools/install.sh");
    let set: Vec<&str> = script
        .lines()
        .filter_map(|line| line.strip_prefix("export ")?.split_once('='))
        .map(|(name, _)| name)
        .filter(|name| name.starts_with("STREAMWRIGHT_"))
        .collect();
    assert!(set.len() > 15, "{set:?}");
    let page = read("tests/README.md");
    let told: Vec<&str> = page.lines().filter(|line| line.starts_with("| `STREAMWRIGHT_")).collect();
    let missing = set.iter().filter(|name| !told.iter().any(|row| row.contains(&format!("`{name}`"))));
    assert_eq!(missing.collect::<Vec<_>>(), [&""; 0], "tests/README.md has a table of them");
    // `tests/run env` prints what the script exports, so that none is forgotten there.
    let run = read("tests/run");
    let names = run.split("declare -px $(").nth(1).and_then(|rest| rest.split(") | ").next()).unwrap();
    let mut command = Command::new("sh");
    command.args(["-c", names]).env("HERE", "tests").current_dir(env!("CARGO_MANIFEST_DIR"));
    let (_, printed, _) = said(&mut command);
    assert_eq!(printed.lines().collect::<Vec<_>>(), set);
}
