//! `--check`: every kind of difference is told, and nothing is written.

use std::fs;

use super::law::{build, files, found, put};
use crate::artifact::disk::Disk;
use crate::artifact::tests::faulty::{Faulty, How};
use crate::artifact::write::{compare_with, write_with};
use crate::artifact::{DifferenceKind, LOCK_FILE, Options, Reason, compare};

fn told(differences: &[crate::artifact::Difference]) -> Vec<(&str, DifferenceKind)> {
    differences.iter().map(|d| (d.path.as_str(), d.kind)).collect()
}

#[test]
fn each_difference_is_told_by_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    build(
        root,
        &files(&[
            ("changed", "1"),
            ("edited", "1"),
            ("mode", "1"),
            ("missing", "1"),
            ("same", "1"),
            ("stale", "1"),
        ]),
    )
    .unwrap();
    put(root, "edited", "by hand");
    put(root, "foreign", "mine");
    fs::create_dir(root.join("folder")).unwrap();
    fs::remove_file(root.join("missing")).unwrap();
    let wanted = files(&[
        ("changed", "2"),
        ("edited", "1"),
        ("folder", "1"),
        ("foreign", "1"),
        ("missing", "1"),
        ("mode!", "1"),
        ("new/deep", "1"),
        ("same", "1"),
    ]);
    let before = found(root);
    let differences = compare(root, &wanted, &Options::default()).unwrap();
    let mut expected = vec![
        (LOCK_FILE, DifferenceKind::Changed),
        ("changed", DifferenceKind::Changed),
        ("edited", DifferenceKind::Edited),
        ("folder", DifferenceKind::Blocked(Reason::Folder)),
        ("foreign", DifferenceKind::Blocked(Reason::Foreign)),
        ("missing", DifferenceKind::Missing),
        ("new/deep", DifferenceKind::New),
        ("stale", DifferenceKind::Stale),
    ];
    if cfg!(unix) {
        expected.insert(6, ("mode", DifferenceKind::Changed));
    }
    assert_eq!(told(&differences), expected);
    assert_eq!(differences[1].to_string(), "`changed` is not what the blueprint says now");
    assert_eq!(found(root), before);
}

#[test]
fn a_folder_that_is_not_there_is_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let differences =
        compare(&folder.path().join("x/y"), &files(&[("a/b", "1")]), &Options::default()).unwrap();
    assert_eq!(told(&differences), [(LOCK_FILE, DifferenceKind::New), ("a/b", DifferenceKind::New)]);
    assert!(!folder.path().join("x").exists());
}

#[test]
fn equal_files_without_a_lock_still_differ_by_the_lock() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a", "1");
    let differences = compare(folder.path(), &files(&[("a", "1")]), &Options::default()).unwrap();
    assert_eq!(told(&differences), [(LOCK_FILE, DifferenceKind::New)]);
}

#[test]
fn a_lock_left_by_a_killed_build_is_a_difference() {
    let folder = tempfile::tempdir().unwrap();
    let wanted = files(&[("a", "1"), ("b", "2")]);
    for at in 0.. {
        let faulty = Faulty::new(at, How::Killed);
        if write_with(&faulty, folder.path(), &wanted, &Options::default(), 1).is_ok() {
            break;
        }
        assert!(!compare(folder.path(), &wanted, &Options::default()).unwrap().is_empty(), "killed at {at}");
    }
    assert!(compare(folder.path(), &wanted, &Options::default()).unwrap().is_empty());
}

#[test]
fn a_comparison_changes_nothing_on_disk() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a", "1"), ("swap/b", "2")])).unwrap();
    let before = found(folder.path());
    compare_with(
        &Disk,
        folder.path(),
        &files(&[("a", "2"), ("swap", "3"), ("c/d", "4")]),
        &Options::default(),
        2,
    )
    .unwrap();
    assert_eq!(found(folder.path()), before);
}
