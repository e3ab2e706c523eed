//! `kill -9` at any moment.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use sha2::{Digest as _, Sha256};
use streamwright::artifact::{Artifacts, LOCK_FILE, Options, compare, read, write};

use super::scene::{command, set};

const ROUNDS: u64 = 40;

#[test]
fn each_file_is_old_or_new_and_the_next_build_repairs() {
    let folder = tempfile::tempdir().unwrap();
    let sets = [set(0, 300), set(1, 300)];
    let mut in_the_middle = 0;
    // Spread over several updates by a fixed sequence, so that a failure can be run again.
    let mut spread: u64 = 1;
    for round in 0..ROUNDS {
        let mut child = command("build for ever", folder.path(), 0)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let started = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .any(|line| line.unwrap().ends_with("started"));
        assert!(started, "the process under test did not start");
        spread = spread.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        thread::sleep(Duration::from_micros(500 + (spread >> 33) % 60_000));
        child.kill().unwrap();
        child.wait().unwrap();
        in_the_middle += u64::from(is_unfinished(folder.path()));
        law(folder.path(), &sets).unwrap_or_else(|why| panic!("round {round}: {why}"));
        // Every third round the next process meets what this one left.
        if round % 3 != 0 {
            let wanted = &sets[usize::from(round % 2 == 0)];
            write(folder.path(), wanted, &Options::default()).unwrap();
            assert!(read(folder.path()).unwrap().iter().eq(wanted.iter()), "round {round}");
            assert_eq!(compare(folder.path(), wanted, &Options::default()).unwrap(), []);
            assert_eq!(passing_names(folder.path()), 0, "round {round}");
        }
    }
    println!("{in_the_middle} of {ROUNDS} processes were killed in the middle of an update");
    assert!(in_the_middle > 0, "no process was killed in the middle of an update: nothing was tried");
}

fn is_unfinished(folder: &Path) -> bool {
    fs::read(folder.join(LOCK_FILE)).is_ok_and(|lock| lock.starts_with(b"#"))
}

/// Every file is whole, of one set or the other, and its content is in the lock.
fn law(folder: &Path, sets: &[Artifacts]) -> Result<(), String> {
    let lock = fs::read_to_string(folder.join(LOCK_FILE)).unwrap_or_default();
    let mut known: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in lock.lines().filter(|line| !line.starts_with('#')) {
        let (digest, path) = line.split_once("  ").ok_or("the lock is torn")?;
        known.entry(path).or_default().push(digest);
    }
    let now = read(folder).map_err(|error| error.to_string())?;
    for (path, artifact) in now.iter() {
        let whole =
            sets.iter().any(|set| set.get(path.as_str()).is_some_and(|of| of.bytes == artifact.bytes));
        if !whole {
            return Err(format!("`{path}` is neither old nor new"));
        }
        let digest: String =
            Sha256::digest(&artifact.bytes).iter().map(|byte| format!("{byte:02x}")).collect();
        if !known.get(path.as_str()).is_some_and(|digests| digests.contains(&digest.as_str())) {
            return Err(format!("`{path}` is not known from the lock"));
        }
    }
    // After the first lock nothing that both sets hold may be missing.
    if !lock.is_empty() && !is_unfinished(folder) {
        let both = sets[0].iter().filter(|(path, _)| sets[1].get(path.as_str()).is_some());
        if let Some((path, _)) = both.into_iter().find(|(path, _)| now.get(path.as_str()).is_none()) {
            return Err(format!("`{path}` is lost"));
        }
    }
    Ok(())
}

fn passing_names(folder: &Path) -> usize {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|entry| {
            if entry.file_type().unwrap().is_dir() {
                passing_names(&entry.path())
            } else {
                usize::from(entry.file_name().to_string_lossy().ends_with(".tmp"))
            }
        })
        .sum()
}

#[test]
fn the_law_notices_a_torn_file() {
    let folder = tempfile::tempdir().unwrap();
    let sets = [set(0, 30), set(1, 30)];
    write(folder.path(), &sets[0], &Options::default()).unwrap();
    law(folder.path(), &sets).unwrap();
    let place = folder.path().join(sets[0].iter().next().unwrap().0.as_str());
    let content = fs::read(&place).unwrap();
    fs::write(&place, &content[..content.len() / 2]).unwrap();
    assert!(law(folder.path(), &sets).unwrap_err().contains("neither old nor new"));
    fs::write(&place, content).unwrap();
    law(folder.path(), &sets).unwrap();
    fs::remove_file(folder.path().join(LOCK_FILE)).unwrap();
    assert!(law(folder.path(), &sets).unwrap_err().contains("not known"));
}
