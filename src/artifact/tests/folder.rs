//! What a build does to a folder when nothing goes wrong.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, SystemTime};

use super::law::{Foreign, build, exact, files, found, put};
use crate::artifact::disk::Disk;
use crate::artifact::write::write_with;
use crate::artifact::{LOCK_FILE, LockProblem, Options, Reason, Scope, WriteError, read, write};

fn only<'a>(environments: &[&str]) -> Options<'a> {
    let environments = Some(environments.iter().map(|&e| e.to_owned()).collect::<BTreeSet<_>>());
    Options { scope: Scope { environments, ..Scope::default() }, ..Options::default() }
}

#[test]
fn a_first_build_makes_the_folder_and_the_second_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("not/yet/there/.");
    let wanted = files(&[
        ("PLAN.md", "plan"),
        ("ambari/dev/hdi/apply.sh!", "#!/bin/sh\n"),
        ("manifests/dev/a/b.yaml", "b"),
    ]);
    let report = write(&root, &wanted, &Options::default()).unwrap();
    assert_eq!((report.written.len(), report.unchanged.len(), report.removed.len()), (3, 0, 0));
    exact(&root, &wanted, &Foreign::new()).unwrap();
    let before = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in found(&root).keys() {
        fs::File::options().write(true).open(root.join(path)).unwrap().set_modified(before).unwrap();
    }
    let report = write(&root, &wanted, &Options::default()).unwrap();
    assert_eq!((report.written.len(), report.unchanged.len(), report.removed.len()), (0, 3, 0));
    for path in found(&root).keys() {
        assert_eq!(
            fs::metadata(root.join(path)).unwrap().modified().unwrap(),
            before,
            "`{path}` was rewritten"
        );
    }
}

#[test]
fn the_report_says_what_was_written_and_gives_back_what_was_removed() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a/1", "one"), ("a/2", "two"), ("b/3", "three"), ("b/4", "four")]))
        .unwrap();
    fs::remove_file(folder.path().join("b/4")).unwrap();
    let report = build(folder.path(), &files(&[("a/1", "one"), ("a/2", "zwei"), ("c", "new")])).unwrap();
    assert_eq!(report.written.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["a/2", "c"]);
    assert_eq!(report.unchanged.iter().map(|p| p.as_str()).collect::<Vec<_>>(), ["a/1"]);
    let removed: Vec<_> = report.removed.iter().map(|r| (r.path.as_str(), r.bytes.as_deref())).collect();
    assert_eq!(removed, [("b/3", Some(&b"three"[..])), ("b/4", None)]);
    assert!(!folder.path().join("b").exists(), "a folder that we emptied goes");
}

#[test]
fn folders_with_anything_else_in_them_stay() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a/b/1", "one"), ("c", "2")])).unwrap();
    put(folder.path(), "a/notes.txt", "mine");
    fs::create_dir(folder.path().join("empty")).unwrap();
    let wanted = files(&[("c", "2")]);
    build(folder.path(), &wanted).unwrap();
    exact(folder.path(), &wanted, &Foreign::from([("a/notes.txt", "mine"), ("empty/", "")])).unwrap();
}

#[test]
fn one_environment_is_written_and_the_others_keep_files_and_lines() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let old = files(&[
        ("PLAN.md", "1"),
        ("manifests/dev/k/a", "1"),
        ("manifests/dev/k/b", "1"),
        ("manifests/prod/k/a", "1"),
    ]);
    build(root, &old).unwrap();
    put(root, "manifests/prod/k/a", "edited, and nobody's business now");
    let new = files(&[
        ("PLAN.md", "2"),
        ("manifests/dev/k/a", "2"),
        ("manifests/prod/k/a", "2"),
        ("manifests/test/k/a", "2"),
    ]);
    let report = write(root, &new, &only(&["dev"])).unwrap();
    assert_eq!(
        report.written.iter().map(|p| p.as_str()).collect::<Vec<_>>(),
        ["PLAN.md", "manifests/dev/k/a"]
    );
    assert_eq!(report.removed.len(), 1);
    let now = found(root);
    assert_eq!(now["manifests/prod/k/a"], b"edited, and nobody's business now");
    assert!(!now.contains_key("manifests/dev/k/b") && !now.contains_key("manifests/test/k/a"));
    assert_eq!(String::from_utf8_lossy(&now[LOCK_FILE]).lines().count(), 3);
    // An environment that is gone from the blueprint keeps its files until a build is about it.
    let without = files(&[("PLAN.md", "2"), ("manifests/dev/k/a", "2")]);
    write(root, &without, &only(&["dev"])).unwrap();
    assert!(root.join("manifests/prod/k/a").exists());
    let refused = write(root, &without, &Options::default()).unwrap_err().to_string();
    assert!(refused.contains("manifests/prod/k/a"), "{refused}");
}

#[test]
fn edited_files_stop_the_build_all_of_them_listed_unless_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(root, &files(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")])).unwrap();
    for path in ["a", "c", "d"] {
        put(root, path, "edited");
    }
    let before = found(root);
    let wanted = files(&[("a", "1"), ("b", "2"), ("d", "edited")]);
    let Err(WriteError::Refused { refusals, .. }) = build(root, &wanted) else { panic!("must be refused") };
    assert!(refusals.iter().all(|r| r.reason == Reason::Edited));
    assert_eq!(
        refusals.iter().map(|r| r.path.as_str()).collect::<Vec<_>>(),
        ["a", "c"],
        "d was edited to what is wanted"
    );
    assert_eq!(found(root), before);
    let options = Options { overwrite: true, ..Options::default() };
    let report = write_with(&Disk, root, &wanted, &options, 1).unwrap();
    assert_eq!(report.removed[0].bytes.as_deref(), Some(&b"edited"[..]));
    exact(root, &wanted, &Foreign::new()).unwrap();
}

#[test]
fn files_of_others_are_never_replaced_but_equal_ones_are_taken_over() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    put(root, "a/mine", "mine");
    put(root, "a/same", "same");
    let wanted = files(&[("a/mine", "theirs"), ("a/same", "same")]);
    let overwrite = || Options { overwrite: true, ..Options::default() };
    let error = write(root, &wanted, &overwrite()).unwrap_err();
    assert!(matches!(&error, WriteError::Refused { refusals, .. }
        if refusals.len() == 1 && refusals[0].reason == Reason::Foreign && refusals[0].path == "a/mine"));
    assert_eq!(found(root).len(), 2, "no lock is left by a build that was refused");
    // Of the same length, so that only the content tells.
    put(root, "a/mine", "thairs");
    write(root, &wanted, &overwrite()).unwrap_err();
    put(root, "a/mine", "theirs");
    let report = write(root, &wanted, &overwrite()).unwrap();
    assert_eq!((report.written.len(), report.unchanged.len()), (0, 2));
    exact(root, &wanted, &Foreign::new()).unwrap();
    build(root, &files(&[("a/same", "same")])).unwrap();
    assert!(!root.join("a/mine").exists(), "taken over, so it is removed like any other");
}

#[test]
fn a_damaged_lock_stops_everything_and_names_its_line() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    let wanted = files(&[("a", "1"), ("b", "2")]);
    build(root, &wanted).unwrap();
    let lock = fs::read_to_string(root.join(LOCK_FILE)).unwrap();
    put(root, LOCK_FILE, &lock.replacen("  b", "  ../b", 1));
    let error = build(root, &wanted).unwrap_err();
    assert!(matches!(&error, WriteError::Lock { error, .. }
        if error.line == 2 && matches!(error.problem, LockProblem::Path(_))));
    assert!(error.to_string().contains(LOCK_FILE) && error.to_string().contains("line 2"), "{error}");
}

#[test]
fn the_last_file_takes_the_lock_with_it() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a/b", "1")])).unwrap();
    build(folder.path(), &files(&[])).unwrap();
    assert_eq!(found(folder.path()).len(), 0);
}

#[test]
fn what_a_killed_build_left_under_a_passing_name_does_not_stay() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = files(&[("a", "1")]);
    build(folder.path(), &wanted).unwrap();
    put(folder.path(), ".streamwright.lock.tmp", "half");
    build(folder.path(), &wanted).unwrap();
    exact(folder.path(), &wanted, &Foreign::new()).unwrap();
}

#[test]
fn sha256sum_agrees_with_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a/b c", "1"), ("d", "")])).unwrap();
    let run =
        std::process::Command::new("sha256sum").args(["-c", LOCK_FILE]).current_dir(folder.path()).output();
    let Ok(run) = run else {
        println!("skipped: sha256sum is not on this machine");
        return;
    };
    assert!(run.status.success(), "{run:?}");
    assert_eq!(String::from_utf8_lossy(&run.stdout), "a/b c: OK\nd: OK\n");
}

#[test]
fn a_folder_is_read_back_as_it_was_written() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = files(&[("a/b", "1"), ("a/run.sh!", "2"), ("c", "")]);
    build(folder.path(), &wanted).unwrap();
    let back = read(folder.path()).unwrap();
    assert!(back.iter().eq(wanted.iter()));
    fs::write(folder.path().join("caf\u{e9}"), "").unwrap();
    assert!(read(folder.path()).unwrap_err().to_string().contains("ASCII"));
}

#[test]
fn many_files_on_many_threads_give_the_folder_of_one_thread() {
    let list: Vec<(String, String)> =
        (0..500).map(|n| (format!("d{}/f{n}", n % 7), format!("content {n}"))).collect();
    let pairs: Vec<(&str, &str)> = list.iter().map(|(p, c)| (p.as_str(), c.as_str())).collect();
    let wanted = files(&pairs);
    let (one, many) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let first = write_with(&Disk, one.path(), &wanted, &Options::default(), 1).unwrap();
    let second = write_with(&Disk, many.path(), &wanted, &Options::default(), 8).unwrap();
    assert_eq!(first, second);
    assert_eq!(found(one.path()), found(many.path()));
    exact(many.path(), &wanted, &Foreign::new()).unwrap();
}
