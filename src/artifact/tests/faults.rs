//! Every operation of an update goes wrong once in every way; the law holds and the next build repairs.

use std::path::Path;

use super::faulty::{Faulty, How, WAYS};
use super::law::{Foreign, build, exact, files, found, put, scratch, whole};
use crate::artifact::disk::Disk;
use crate::artifact::write::write_with;
use crate::artifact::{Action, Artifacts, LOCK_FILE, Options, Scope, WriteError};

struct Story {
    old: Artifacts,
    new: Artifacts,
    foreign: Foreign,
    /// A file a person put there with the very content the build wants.
    adopted: Option<(&'static str, &'static str)>,
}

/// Every kind of change at once.
fn update() -> Story {
    Story {
        old: files(&[
            ("PLAN.md", "old plan"),
            ("change/a.yaml", "old a"),
            ("change/run.sh", "echo"),
            ("fold/b.yaml", "b"),
            ("fold/in/a.yaml", "a"),
            ("gone/deep/er/x.yaml", "x"),
            ("gone/y.yaml", "y"),
            ("keep/same.yaml", "same"),
            ("swap", "a file"),
        ]),
        new: files(&[
            ("PLAN.md", "new plan, longer"),
            ("change/a.yaml", "new a"),
            ("change/run.sh!", "echo"),
            ("fold", "no folder any more"),
            ("fresh/deep/z.yaml", "z"),
            ("keep/same.yaml", "same"),
            ("swap/inner.yaml", "a folder"),
        ]),
        foreign: Foreign::from([("gone/notes.txt", "mine"), ("keep/mine.yaml", "mine too"), ("own/", "")]),
        adopted: None,
    }
}

/// Nothing moves between file and folder: what a full disk must leave exactly as it was.
fn plain_update() -> Story {
    let Story { foreign, .. } = update();
    Story {
        old: files(&[("PLAN.md", "old"), ("a/x.yaml", "1"), ("a/y.yaml", "2"), ("gone/z.yaml", "3")]),
        new: files(&[("PLAN.md", "new"), ("a/x.yaml", "one"), ("a/y.yaml", "2"), ("b/c/d.yaml", "4")]),
        foreign,
        adopted: None,
    }
}

fn adopting() -> Story {
    Story { adopted: Some(("b/c/d.yaml", "4")), ..plain_update() }
}

fn first_build() -> Story {
    Story { old: Artifacts::new(), ..update() }
}

fn everything_goes() -> Story {
    Story { new: Artifacts::new(), ..update() }
}

fn prepare(root: &Path, story: &Story) {
    for (path, content) in &story.foreign {
        if path.ends_with('/') {
            std::fs::create_dir_all(root.join(path)).unwrap();
        } else {
            put(root, path, content);
        }
    }
    build(root, &story.old).unwrap();
    if let Some((path, content)) = story.adopted {
        put(root, path, content);
    }
}

/// Runs one update with one fault.
fn strike(
    root: &Path,
    story: &Story,
    at: usize,
    how: How,
    threads: usize,
) -> (Faulty, Result<(), WriteError>) {
    prepare(root, story);
    let faulty = Faulty::new(at, how);
    let result = write_with(&faulty, root, &story.new, &Options::default(), threads).map(|_| ());
    (faulty, result)
}

fn only(environment: &str) -> Options<'static> {
    let environments = Some([environment.to_owned()].into());
    Options { scope: Scope { environments, ..Scope::default() }, ..Options::default() }
}

fn every_fault(story: &Story, threads: usize) -> usize {
    let mut operations = 0;
    for how in WAYS {
        for at in 0.. {
            let folder = scratch();
            let root = folder.path();
            let (faulty, result) = strike(root, story, at, how, threads);
            let reached = faulty.count() > at;
            operations = operations.max(at);
            let context = format!("{how:?} at operation {at}, {result:?}");
            if let Err(error) = &result {
                assert!(!error.to_string().is_empty());
                if matches!(error, WriteError::Io { action: Action::Replace, .. }) && !faulty.is_dead() {
                    let passing = found(root).into_keys().find(|path| path.ends_with(".tmp"));
                    assert_eq!(passing, None, "{context}");
                }
                let untouched = matches!(error, WriteError::Io { partial: false, .. });
                if untouched && !faulty.is_dead() && how != How::Refused {
                    as_before(root, story).unwrap_or_else(|why| panic!("{context}: {why}"));
                }
            }
            if result.is_ok() && reached {
                // The one thing that may be refused without an error: removing a folder that is empty.
                remove_empty_folders(root, story);
            }
            let mut foreign = story.foreign.clone();
            foreign.extend(story.adopted);
            whole(root, &story.old, &story.new, &foreign).unwrap_or_else(|why| panic!("{context}: {why}"));
            // Odd operations go back, even ones go on: a repair need not be towards the same build. Going back
            // would remove the adopted file, or not, since it became the tool's somewhere on the way.
            let target = if at % 2 == 0 || story.adopted.is_some() { &story.new } else { &story.old };
            build(root, target).unwrap_or_else(|error| panic!("{context}: the next build says {error}"));
            exact(root, target, &story.foreign).unwrap_or_else(|why| panic!("{context}: {why}"));
            if !reached {
                assert!(result.is_ok(), "{context}");
                break;
            }
        }
    }
    operations
}

fn remove_empty_folders(root: &Path, story: &Story) {
    let is_empty = |path: &String| path.ends_with('/') && !story.foreign.contains_key(path.as_str());
    while let Some(path) = found(root).into_keys().find(is_empty) {
        std::fs::remove_dir(root.join(path)).unwrap();
    }
}

/// The files exactly as before the update, nothing beside them.
fn as_before(root: &Path, story: &Story) -> Result<(), String> {
    let mut now = found(root);
    let fresh = scratch();
    prepare(fresh.path(), story);
    let mut before = found(fresh.path());
    let lock = (now.remove(LOCK_FILE), before.remove(LOCK_FILE));
    if now != before {
        return Err(format!("files are {:?} and were {:?}", now.keys(), before.keys()));
    }
    if lock.0 != lock.1 && !lock.0.unwrap_or_default().starts_with(b"#") {
        return Err("the lock is neither the old one nor one that holds both".into());
    }
    Ok(())
}

#[test]
fn an_update_of_every_kind_survives_every_fault() {
    let operations = every_fault(&update(), 1);
    assert!(operations > 60, "only {operations} operations were made to fail");
}

#[test]
fn taking_over_a_file_survives_every_fault() {
    let operations = every_fault(&adopting(), 1);
    assert!(operations > 20, "only {operations} operations were made to fail");
}

#[test]
fn an_update_survives_every_fault_with_two_threads() {
    every_fault(&update(), 2);
}

#[test]
fn a_first_build_survives_every_fault() {
    let operations = every_fault(&first_build(), 1);
    assert!(operations > 30, "only {operations} operations were made to fail");
}

#[test]
fn removing_everything_survives_every_fault() {
    let operations = every_fault(&everything_goes(), 1);
    assert!(operations > 30, "only {operations} operations were made to fail");
}

#[test]
fn a_full_disk_leaves_everything_as_it_was() {
    let story = plain_update();
    let mut full = 0;
    for at in 0.. {
        let folder = scratch();
        let (_, result) = strike(folder.path(), &story, at, How::Full, 1);
        let Err(error) = result else { break };
        let WriteError::Io { partial, .. } = &error else { panic!("{error}") };
        if !partial {
            full += 1;
            as_before(folder.path(), &story).unwrap();
            assert!(error.to_string().contains("Make room"), "{error}");
        }
        build(folder.path(), &story.new).unwrap();
        exact(folder.path(), &story.new, &story.foreign).unwrap();
    }
    assert!(full > 10, "the disk was full {full} times before the first file was replaced");
}

#[test]
fn a_build_killed_while_it_repairs_is_repaired_by_the_next() {
    let story = update();
    for first in 0.. {
        let folder = scratch();
        let (faulty, _) = strike(folder.path(), &story, first, How::KilledWithin, 1);
        if !faulty.is_dead() {
            break;
        }
        // Each further kill comes a little later, until the repair is through.
        for second in (first % 7..).step_by(7) {
            let faulty = Faulty::new(second, How::KilledWithin);
            let repaired = write_with(&faulty, folder.path(), &story.new, &Options::default(), 1);
            if !faulty.is_dead() {
                repaired.unwrap();
                break;
            }
        }
        exact(folder.path(), &story.new, &story.foreign).unwrap_or_else(|why| panic!("{first}: {why}"));
    }
}

#[test]
fn a_killed_build_of_everything_is_repaired_one_environment_after_the_other() {
    let old =
        [("PLAN.md", "1"), ("manifests/dev/a", "1"), ("manifests/dev/b", "1"), ("manifests/prod/a", "1")];
    let new =
        [("PLAN.md", "2"), ("manifests/dev/a", "2"), ("manifests/prod/a", "2"), ("manifests/prod/c/d", "2")];
    let story = Story { old: files(&old), new: files(&new), foreign: Foreign::new(), adopted: None };
    let mut left_unfinished = 0;
    for at in 0.. {
        let folder = scratch();
        let (faulty, _) = strike(folder.path(), &story, at, How::KilledWithin, 1);
        let root = folder.path();
        write_with(&Disk, root, &story.new, &only("dev"), 1).unwrap_or_else(|error| panic!("{at}: {error}"));
        assert!(
            std::fs::read(root.join("manifests/dev/a")).unwrap() == b"2"
                && !root.join("manifests/dev/b").exists()
        );
        whole(root, &story.old, &story.new, &story.foreign).unwrap_or_else(|why| panic!("{at}: {why}"));
        assert!(!found(root).keys().any(|path| path.ends_with(".tmp")), "{at}");
        left_unfinished += usize::from(std::fs::read(root.join(LOCK_FILE)).unwrap().starts_with(b"#"));
        write_with(&Disk, root, &story.new, &only("prod"), 1).unwrap_or_else(|error| panic!("{at}: {error}"));
        build(root, &story.new).unwrap_or_else(|error| panic!("{at}: {error}"));
        exact(root, &story.new, &story.foreign).unwrap_or_else(|why| panic!("{at}: {why}"));
        if !faulty.is_dead() {
            break;
        }
    }
    assert!(left_unfinished > 5);
}

#[cfg(unix)]
#[test]
fn what_a_killed_build_left_is_not_looked_for_behind_a_link() {
    let story = Story {
        old: files(&[("manifests/dev/a", "1"), ("manifests/prod/a", "1")]),
        new: files(&[("manifests/dev/a", "2"), ("manifests/prod/a", "2")]),
        foreign: Foreign::new(),
        adopted: None,
    };
    let mut tried = 0;
    for at in 0.. {
        let folder = scratch();
        let root = folder.path().join("out");
        std::fs::create_dir(&root).unwrap();
        let (faulty, _) = strike(&root, &story, at, How::Killed, 1);
        let (prod, outside) = (root.join("manifests/prod"), folder.path().join("outside"));
        std::fs::rename(&prod, &outside).unwrap();
        std::os::unix::fs::symlink(&outside, &prod).unwrap();
        let before = found(&outside);
        tried += usize::from(before.keys().any(|path| path.ends_with(".tmp")));
        write_with(&Disk, &root, &story.new, &only("dev"), 1).unwrap();
        assert_eq!(found(&outside), before);
        if !faulty.is_dead() {
            break;
        }
    }
    assert!(tried > 0, "no build was killed while a file had a passing name");
}

#[test]
fn the_law_notices_when_it_is_broken() {
    let story = update();
    let torn = |damage: &dyn Fn(&Path)| {
        let folder = scratch();
        prepare(folder.path(), &story);
        assert_eq!(whole(folder.path(), &story.old, &story.new, &story.foreign), Ok(()));
        damage(folder.path());
        let verdict = whole(folder.path(), &story.old, &story.new, &story.foreign);
        (verdict.expect_err("the law must notice"), exact(folder.path(), &story.old, &story.foreign).is_err())
    };
    let all = [
        torn(&|root| put(root, "change/a.yaml", "new")),
        torn(&|root| put(root, "fresh/deep/z.yaml", "z")),
        torn(&|root| std::fs::remove_file(root.join("PLAN.md")).unwrap()),
        torn(&|root| std::fs::remove_file(root.join("keep/mine.yaml")).unwrap()),
        torn(&|root| put(root, LOCK_FILE, "half a li")),
        torn(&|root| put(root, "stray", "from nowhere")),
    ];
    let words =
        ["neither old nor new", "not known", "lost", "a person's", "cut short", "neither old nor new"];
    for ((why, exact_failed), word) in all.iter().zip(words) {
        assert!(why.contains(word), "{why}");
        assert!(exact_failed, "{why}");
    }
}

#[test]
fn a_writer_that_saves_no_lock_first_is_caught() {
    let story = plain_update();
    let folder = scratch();
    prepare(folder.path(), &story);
    put(folder.path(), "a/x.yaml", "one");
    assert!(whole(folder.path(), &story.old, &story.new, &story.foreign).is_err());
    assert!(matches!(write_with(&Disk, folder.path(), &story.old, &Options::default(), 1),
        Err(WriteError::Refused { refusals, .. }) if refusals[0].path == "a/x.yaml"));
}
