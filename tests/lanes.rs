//! Rows of parts beside each other, as `tests/run` has them: what a part said stands together, a failure is not lost, and
//! what ends the run ends all of it.
#![cfg(unix)]

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, path::Path};

/// Two rows of parts that are shell functions; `FOLDER` is the test's.
const RUN: &str = r#"
set -euo pipefail
PARTS=(first one two three four last) failed=() HERE=$PWD/tests STREAMWRIGHT_EXERCISED=$FOLDER/rows
source tests/tools/rows.sh
source tests/tools/lanes.sh
tools_of() { [[ $1 != one ]] || echo late; }
home_of() { echo "$FOLDER/$1"; }
run_part() {
  mktemp >/dev/null
  echo "$1 begins"
  "$1" || return 1
  row "$1" tool 1 things 1 1
  echo "$1 ends"
}
first() { :; }
last() { :; }
"#;

fn bash(folder: &Path, more: &str) -> Command {
    let mut command = Command::new("bash");
    command
        .args(["-c", &format!("{RUN}\n{more}")])
        .env("FOLDER", folder)
        .env("TMPDIR", folder)
        .env_remove("STREAMWRIGHT_KEEP")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// What is left in the folder of the test, but for what its own parts wrote there on purpose.
fn left(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.contains('.')).collect()
}

#[test]
fn what_a_part_says_stands_together_and_a_failure_is_not_lost() {
    let folder = tempfile::tempdir().unwrap();
    // Each of the first two waits for the other: one row alone would never end.
    let parts = r#"
wait_for() { for ((i = 0; i < 300; i++)); do [[ ! -e $FOLDER/$1 ]] || return 0; sleep 0.1; done; return 1; }
two() { touch "$FOLDER/two"; wait_for three; }
three() { touch "$FOLDER/three"; wait_for two; }
one() { return 1; }
four() { kill -9 $BASHPID; }
begin_run
alone first
lanes "one two" "three four"
alone last
echo "failed: ${failed[*]}"
"#;
    let output = bash(folder.path(), parts).output().unwrap();
    let (out, err) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success(), "{out}{err}");
    for part in ["first", "two", "three", "last"] {
        assert!(out.contains(&format!("{part} begins\n{part} ends\n")), "{out}{err}");
    }
    let at = |text: &str| out.find(text).unwrap_or_else(|| panic!("no {text:?} in {out}{err}"));
    assert!(at("first ends") < at("== two: started") && at("four: FAILED") < at("last begins"), "{out}");
    assert!(at("== two: started") < at("== one: started"), "its tool is not there yet: {out}");
    assert!(out.contains("one begins\n== one: FAILED after "), "{out}");
    let failed: Vec<&str> = out.lines().last().unwrap().split(' ').skip(1).collect();
    assert!(failed.len() == 2 && failed.contains(&"one") && failed.contains(&"four"), "{out}");
    assert_eq!(left(folder.path()), [""; 0], "of its own folder nothing stays");
}

/// A run whose parts all sleep, once it does.
fn asleep(folder: &Path) -> Child {
    let parts = r#"
for part in one two three four; do eval "$part() { echo \$BASHPID >>\"\$FOLDER/asleep\"; sleep 300; }"; done
begin_run
beside sleep 300
echo "${groups[0]}" >>"$FOLDER/asleep"
lanes "one two" "three four"
"#;
    let mut child = bash(folder, parts).spawn().unwrap();
    let until = Instant::now() + Duration::from_secs(60);
    while fs::read_to_string(folder.join("asleep")).unwrap_or_default().lines().count() < 3 {
        assert!(Instant::now() < until && child.try_wait().unwrap().is_none(), "nothing began");
        std::thread::sleep(Duration::from_millis(20));
    }
    child
}

fn is_there(process: &str) -> bool {
    Command::new("kill").args(["-0", process]).stderr(Stdio::null()).status().unwrap().success()
}

/// Whether this run was started by something that ignores Ctrl-C, as shells do in the background: what it starts can
/// neither hear nor trap it then.
fn is_deaf(signal: &str) -> bool {
    let trap = format!("trap : {signal}; trap -p {signal}");
    let said = Command::new("bash").args(["-c", &trap]).output().unwrap();
    String::from_utf8(said.stdout).unwrap().contains("-- ''")
}

fn ended(child: &mut Child, within: Duration) -> Option<i32> {
    let until = Instant::now() + within;
    while Instant::now() < until {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code();
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    None
}

#[test]
fn what_ends_the_run_ends_all_of_it() {
    for (signal, code) in [("INT", 130), ("TERM", 143)] {
        if is_deaf(signal) {
            println!("skipped: this run ignores {signal}, and so does all it starts");
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let mut child = asleep(folder.path());
        Command::new("kill").args(["-s", signal, &child.id().to_string()]).status().unwrap();
        // Where the parts are deaf to the one signal, they are sent the other after ten seconds.
        assert_eq!(ended(&mut child, Duration::from_secs(30)), Some(code), "{signal} was not heard in time");
        let started = fs::read_to_string(folder.path().join("asleep")).unwrap();
        assert_eq!(started.lines().count(), 3, "another part began: {started}");
        for process in started.lines() {
            assert!(!is_there(process), "{process} is left after {signal}");
        }
        assert_eq!(left(folder.path()), [""; 0], "a folder is left after {signal}");
        let mut err = String::new();
        BufReader::new(child.stderr.take().unwrap()).read_to_string(&mut err).unwrap();
        assert!(err.contains("ending what was started"), "{err}");
        let out = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        assert_eq!(out.filter(|line| line.ends_with(": started")).count(), 2);
    }
}
