//! Several builds of different files into one folder at once.

use std::process::Stdio;

use streamwright::artifact::{Options, compare, read};

use super::scene::{END, command, set};

#[test]
fn builds_at_once_take_turns_and_the_last_one_stands_whole() {
    let folder = tempfile::tempdir().unwrap();
    let out = folder.path().join("made/by/whoever/is/first");
    let start = |number| {
        command("build many times", &out, number)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let children: Vec<_> = (0..4).map(start).collect();
    for child in children {
        let run = child.wait_with_output().unwrap();
        assert!(
            String::from_utf8_lossy(&run.stdout).contains(END),
            "{}",
            String::from_utf8_lossy(&run.stderr)
        );
    }
    let now = read(&out).unwrap();
    let sets: Vec<_> = (0..4).map(|number| set(number, 60)).collect();
    let standing: Vec<_> = sets.iter().filter(|set| set.iter().eq(now.iter())).collect();
    assert_eq!(standing.len(), 1, "the folder holds exactly one of the sets");
    assert_eq!(compare(&out, standing[0], &Options::default()).unwrap(), []);
}
