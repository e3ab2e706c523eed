//! A disk that is full, limited or read-only.
//!
//! The disks are small ones in memory, mounted in a namespace of the process's own; where the system does not let
//! a user do that, these tests say so and skip.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::Command;

use streamwright::artifact::{
    Action, Artifact, Artifacts, Options, Report, WriteError, compare, read, write,
};

use super::scene::{command_behind, run};

/// Three files in three folders; `number` changes their content, and one of the paths.
pub fn small(number: usize) -> Artifacts {
    let mut artifacts = Artifacts::new();
    artifacts.insert("PLAN.md", Artifact::new(format!("plan {number}\n"))).unwrap();
    artifacts.insert("manifests/dev/k/a.yaml", Artifact::new(format!("a: {number}\n"))).unwrap();
    artifacts.insert(&format!("part/{number}.yaml"), Artifact::new(format!("b: {number}\n"))).unwrap();
    artifacts
}

fn with_a_large_file(bytes: usize) -> Artifacts {
    let mut artifacts = small(7);
    artifacts.insert("zoo/large.yaml", Artifact::new(vec![b'x'; bytes])).unwrap();
    artifacts
}

fn build(folder: &Path, artifacts: &Artifacts) -> Result<Report, WriteError> {
    write(folder, artifacts, &Options::default())
}

#[track_caller]
fn stands(folder: &Path, wanted: &Artifacts) {
    assert_eq!(compare(folder, wanted, &Options::default()).unwrap(), []);
    let now = read(folder).unwrap();
    assert!(wanted.iter().all(|(path, artifact)| now.get(path.as_str()) == Some(artifact)));
}

/// The disk refused for this reason, and nothing is changed.
#[track_caller]
fn refused(result: Result<Report, WriteError>, kind: ErrorKind) -> String {
    let error = result.expect_err("the disk must refuse");
    let WriteError::Io { source, partial: false, .. } = &error else { panic!("{error}") };
    assert_eq!(source.kind(), kind, "{error}");
    error.to_string()
}

/// Runs a scene below a fresh disk in memory; `script` prepares it, with `$0` being the folder.
fn on_a_small_disk(size: &str, script: &str, scene: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mount = format!("mount -t tmpfs -o size={size} tmpfs '{}'", folder.path().display());
    let probe = Command::new("unshare").args(["-rm", "sh", "-c", &mount]).output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        println!("skipped: this system lets nobody mount a disk in memory in a namespace (unshare -rm)");
        return;
    }
    let shell = format!("{mount} && {script} exec \"$@\"");
    run(command_behind(&["unshare", "-rm", "sh", "-c", &shell], scene, folder.path(), 0));
}

#[test]
fn a_full_disk_changes_nothing() {
    on_a_small_disk("256k", "", "run out of room");
}

pub fn run_out_of_room(folder: &Path) {
    build(folder, &small(1)).unwrap();
    let said = refused(build(folder, &with_a_large_file(1 << 20)), ErrorKind::StorageFull);
    assert!(said.contains("large.yaml") && said.contains("Make room"), "{said}");
    stands(folder, &small(1));
    assert_eq!(read(folder).unwrap().len(), 3);
    // Not a byte left: not even the lock can be written.
    let mut rest = fs::File::create(folder.join("mine")).unwrap();
    let filled = loop {
        if let Err(error) = std::io::Write::write_all(&mut rest, &[0; 512]) {
            break error;
        }
    };
    assert_eq!(filled.kind(), ErrorKind::StorageFull);
    refused(build(folder, &small(2)), ErrorKind::StorageFull);
    stands(folder, &small(1));
    drop(rest);
    fs::remove_file(folder.join("mine")).unwrap();
    build(folder, &small(2)).unwrap();
    stands(folder, &small(2));
    assert_eq!(read(folder).unwrap().len(), 3);
}

#[test]
fn a_limit_on_the_size_of_files_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    // Ignored, the signal becomes an error of the write.
    let shell = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    run(command_behind(&["sh", "-c", shell], "meet the size limit", folder.path(), 0));
}

pub fn meet_the_size_limit(folder: &Path) {
    build(folder, &small(1)).unwrap();
    refused(build(folder, &with_a_large_file(100_000)), ErrorKind::FileTooLarge);
    stands(folder, &small(1));
    assert_eq!(read(folder).unwrap().len(), 3);
    refused(build(&folder.join("new/out"), &with_a_large_file(100_000)), ErrorKind::FileTooLarge);
    assert!(!folder.join("new").exists(), "folders made for a build that failed go with it");
}

#[test]
fn a_read_only_folder_can_be_compared_and_keeps_its_files() {
    let build =
        "STREAMWRIGHT_SCENE='build once' \"$@\" >&2 && mount -o remount,ro \"$STREAMWRIGHT_SCENE_FOLDER\" &&";
    on_a_small_disk("1m", build, "find the folder read-only");
}

pub fn find_the_folder_read_only(folder: &Path) {
    let said = refused(build(folder, &small(1)), ErrorKind::ReadOnlyFilesystem);
    assert!(said.contains("Allow writing there"), "{said}");
    stands(folder, &small(0));
    assert!(!compare(folder, &small(1), &Options::default()).unwrap().is_empty());
    let report = build(folder, &small(0)).expect("nothing has to be written");
    assert_eq!((report.written.len(), report.unchanged.len()), (0, 3));
    let said =
        refused(write(&folder.join("below"), &small(1), &Options::default()), ErrorKind::ReadOnlyFilesystem);
    assert!(said.contains("below"), "{said}");
}

#[test]
fn a_part_that_is_read_only_stops_the_build_before_the_first_file() {
    let build = "STREAMWRIGHT_SCENE='build once' \"$@\" >&2 && cd \"$STREAMWRIGHT_SCENE_FOLDER\" && \
                 mount --bind part part && mount -o remount,bind,ro part &&";
    on_a_small_disk("1m", build, "find a part read-only");
}

pub fn find_a_part_read_only(folder: &Path) {
    refused(build(folder, &small(1)), ErrorKind::ReadOnlyFilesystem);
    stands(folder, &small(0));
    assert_eq!(read(folder).unwrap().len(), 3);
    // Only a removal is left to fail: what is new is in place, what could not go is still known.
    let mut without = Artifacts::new();
    without.insert("PLAN.md", Artifact::new("plan 5\n")).unwrap();
    let error = build(folder, &without).expect_err("the file in the read-only part cannot be removed");
    let WriteError::Io { action: Action::Remove, partial: true, path, .. } = &error else {
        panic!("{error}")
    };
    assert!(path.ends_with("part/0.yaml"), "{error}");
    assert_eq!(read(folder).unwrap().get("PLAN.md"), without.get("PLAN.md"));
    let status = Command::new("umount").arg(folder.join("part")).status().unwrap();
    assert!(status.success());
    build(folder, &without).unwrap();
    stands(folder, &without);
    assert_eq!(read(folder).unwrap().len(), 1);
}
