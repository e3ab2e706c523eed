//! Values no blueprint should have, put into the script: what bash reads is what went in, and nothing else happens.

use crate::exercised::{exercised, version};
use crate::generated::wanted;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use std::process::Command;
use std::time::Instant;
use streamwright::emit::apply_script;
use streamwright::emit::merge::Wanted;

const CASES: usize = 10_000;

/// The script up to its first function that needs Ambari, without the jq program, which is the same in each.
fn head(wanted: &Wanted) -> String {
    let text = apply_script(wanted).unwrap();
    let (head, _) = text.split_once("\nlogin() {").unwrap();
    let (before, rest) = head.split_once("IFS= read -r -d '' merge <<'STREAMWRIGHT' || :\n").unwrap();
    let (_, after) = rest.split_once("\nSTREAMWRIGHT\n").unwrap();
    format!("(\n{before}{after}\nprintf '%s\\0' \"$wanted\" \"$ambari_url\" \"$ambari_cluster\"\n)\n")
}

/// What goes in, as it must come out: the text of the data, and the two that stand in the script as words.
fn expected(wanted: &Wanted) -> [String; 3] {
    let mut json = wanted.json();
    if let Some(block) = &wanted.block {
        json["block"] = block.split('\n').collect();
    }
    let escaped: String = wanted
        .cluster
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(b).to_string(),
            _ => format!("%{b:02X}"),
        })
        .collect();
    [
        serde_json::to_string_pretty(&json).unwrap() + "\n",
        format!("https://{escaped}.azurehdinsight.net"),
        format!("/clusters/{escaped}"),
    ]
}

#[test]
#[ignore = "needs bash; run tests/run ambari"]
fn no_value_breaks_out_of_the_script() {
    let began = Instant::now();
    let mut runner = TestRunner::deterministic();
    let strategy = wanted();
    let folder = tempfile::tempdir().unwrap();
    for _ in 0..CASES / 500 {
        let all: Vec<Wanted> = (0..500).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect();
        let script: String = all.iter().map(head).collect();
        // From a file: from a pipe, bash reads a byte at a time.
        let file = folder.path().join("heads.sh");
        std::fs::write(&file, script).unwrap();
        let mut bash = Command::new("bash");
        bash.arg(&file).env_remove("AMBARI_URL").current_dir(folder.path());
        let output = bash.output().unwrap_or_else(|e| panic!("bash: {e}"));
        assert_eq!(String::from_utf8_lossy(&output.stderr), "");
        let out = String::from_utf8(output.stdout).unwrap();
        let read: Vec<&str> = out.split_terminator('\0').collect();
        assert_eq!(read.len(), all.len() * 3);
        for (wanted, read) in all.iter().zip(read.chunks(3)) {
            assert_eq!(read, expected(wanted), "{wanted:?}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "a file was made");
    }
    exercised("bash", &version("bash"), "hostile clusters read as they were written", CASES, began.elapsed());
}
