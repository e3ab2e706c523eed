//! What the umask decides and what it does not.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use streamwright::artifact::{Artifact, Artifacts, LOCK_FILE, Options, compare, read};

use super::scene::{command_behind, run};

pub fn with_a_program() -> Artifacts {
    let mut artifacts = Artifacts::new();
    artifacts.insert("a/plain.yaml", Artifact::new("a: 1\n")).unwrap();
    artifacts.insert("a/run.sh", Artifact { executable: true, ..Artifact::new("#!/bin/sh\n") }).unwrap();
    artifacts
}

#[test]
fn the_umask_takes_from_the_mode_and_never_changes_a_byte() {
    for (umask, plain, program) in
        [("000", 0o644, 0o755), ("022", 0o644, 0o755), ("027", 0o640, 0o750), ("077", 0o600, 0o700)]
    {
        let folder = tempfile::tempdir().unwrap();
        let shell = format!("umask {umask}; exec \"$@\"");
        run(command_behind(&["sh", "-c", &shell], "build with a program", folder.path(), 0));
        let mode = |path: &str| fs::metadata(folder.path().join(path)).unwrap().permissions().mode() & 0o7777;
        assert_eq!(
            (mode("a/plain.yaml"), mode("a/run.sh"), mode(LOCK_FILE)),
            (plain, program, plain),
            "umask {umask}"
        );
        assert!(read(folder.path()).unwrap().iter().eq(with_a_program().iter()));
        assert_eq!(compare(folder.path(), &with_a_program(), &Options::default()).unwrap(), []);
    }
}
