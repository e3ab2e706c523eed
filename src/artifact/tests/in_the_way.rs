//! Things in the folder that a build may not touch, each refused by name with nothing changed.

use std::fs;
use std::path::Path;

use super::law::{build, exact, files, found, put};
use crate::artifact::tests::law::Foreign;
use crate::artifact::{Artifacts, Options, ReadError, Reason, WriteError, compare, read, write};

/// Builds and expects one refusal, the folder being as it was.
#[track_caller]
fn refused(root: &Path, wanted: &Artifacts, reason: Reason, path: &str) {
    let before = found(root);
    for overwrite in [false, true] {
        let error =
            write(root, wanted, &Options { overwrite, ..Options::default() }).expect_err("must be refused");
        let WriteError::Refused { refusals, .. } = &error else { panic!("{error}") };
        let all: Vec<_> = refusals.iter().map(|r| (r.reason, r.path.as_str())).collect();
        assert_eq!(all, [(reason, path)]);
        assert!(error.to_string().contains(path), "{error}");
    }
    assert_eq!(found(root), before);
}

#[test]
fn a_folder_where_a_file_should_be() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("a")).unwrap();
    refused(folder.path(), &files(&[("a", "1"), ("b", "2")]), Reason::Folder, "a");
    put(folder.path(), "a/mine", "mine");
    refused(folder.path(), &files(&[("a", "1"), ("b", "2")]), Reason::Folder, "a");
}

#[test]
fn a_folder_of_ours_with_something_of_others_in_it() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a/b/c", "1")])).unwrap();
    put(folder.path(), "a/b/mine", "mine");
    refused(folder.path(), &files(&[("a", "1")]), Reason::Folder, "a");
    fs::remove_file(folder.path().join("a/b/mine")).unwrap();
    fs::create_dir(folder.path().join("a/mine")).unwrap();
    refused(folder.path(), &files(&[("a", "1")]), Reason::Folder, "a");
}

#[test]
fn a_file_where_a_folder_should_be() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a", "mine");
    refused(folder.path(), &files(&[("a/b/1", "1"), ("a/2", "2"), ("z", "3")]), Reason::File, "a");
}

#[test]
fn a_file_of_ours_that_somebody_replaced_by_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    build(folder.path(), &files(&[("a", "1"), ("b", "2")])).unwrap();
    fs::remove_file(folder.path().join("a")).unwrap();
    put(folder.path(), "a/mine", "mine");
    refused(folder.path(), &files(&[("a", "1")]), Reason::Folder, "a");
    // No longer wanted, so nothing needs the name and the person's folder stays.
    let wanted = files(&[("b", "2")]);
    build(folder.path(), &wanted).unwrap();
    exact(folder.path(), &wanted, &Foreign::from([("a/mine", "mine")])).unwrap();
}

#[test]
fn an_output_path_that_is_a_file_or_below_one() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "a", "mine");
    let wanted = files(&[("x", "1")]);
    let at_file = write(&folder.path().join("a"), &wanted, &Options::default()).unwrap_err();
    assert!(matches!(at_file, WriteError::NotAFolder { .. }));
    let below_file = write(&folder.path().join("a/b"), &wanted, &Options::default()).unwrap_err();
    assert!(matches!(below_file, WriteError::Io { partial: false, .. }), "{below_file}");
    let compared = compare(&folder.path().join("a"), &wanted, &Options::default()).unwrap_err();
    assert!(matches!(compared, WriteError::NotAFolder { .. }));
    assert_eq!(found(folder.path()).len(), 1);
}

#[test]
fn a_lock_that_is_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join(".streamwright.lock")).unwrap();
    refused(folder.path(), &files(&[("a", "1")]), Reason::Folder, ".streamwright.lock");
}

#[cfg(unix)]
mod unix {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;
    use crate::artifact::digest::Digest;
    use crate::artifact::path::passing_name;

    #[test]
    fn links_out_of_the_folder_are_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (root, outside) = (folder.path().join("out"), folder.path().join("outside"));
        put(&outside, "b", "1");
        fs::create_dir(&root).unwrap();
        let wanted = files(&[("a/b", "1"), ("a/c/d", "2"), ("z", "3")]);
        symlink(&outside, root.join("a")).unwrap();
        let error = write(&root, &wanted, &Options::default()).unwrap_err().to_string();
        assert!(error.contains("symbolic link") && error.contains("\n  a\n"), "{error}");
        assert_eq!((found(&outside).len(), fs::read_dir(&root).unwrap().count()), (1, 1));
        // Also within the folder: what a link means is the person's business.
        fs::remove_file(root.join("a")).unwrap();
        put(&root, "real/b", "1");
        symlink("real", root.join("a")).unwrap();
        assert!(write(&root, &wanted, &Options::default()).is_err());
        assert_eq!(found(&root.join("real")).len(), 1);
    }

    #[test]
    fn a_link_in_place_of_a_file_is_neither_followed_nor_replaced_nor_removed() {
        let folder = tempfile::tempdir().unwrap();
        let (root, outside) = (folder.path().join("out"), folder.path().join("outside"));
        put(&outside, "file", "1");
        let wanted = files(&[("a/b", "1"), ("z", "2")]);
        build_in(&root, &wanted);
        fs::remove_file(root.join("a/b")).unwrap();
        symlink(outside.join("file"), root.join("a/b")).unwrap();
        refused(&root, &wanted, Reason::Symlink, "a/b");
        refused(&root, &files(&[("a/b", "other"), ("z", "2")]), Reason::Symlink, "a/b");
        refused(&root, &files(&[("z", "2")]), Reason::Symlink, "a/b");
        // Leading nowhere.
        fs::remove_file(outside.join("file")).unwrap();
        let error = write(&root, &wanted, &Options::default()).unwrap_err().to_string();
        assert!(error.contains("symbolic link"), "{error}");
        assert!(root.join("a/b").is_symlink() && !outside.join("file").exists());
        assert!(matches!(read(&root), Err(ReadError::NotAFile { path }) if path.ends_with("a/b")));
    }

    #[test]
    fn a_link_under_a_passing_name_is_not_written_through() {
        let folder = tempfile::tempdir().unwrap();
        let (root, outside) = (folder.path().join("out"), folder.path().join("outside"));
        put(&outside, "file", "mine");
        fs::create_dir(&root).unwrap();
        let passing = passing_name(&Digest::of(b"plan.yaml").to_string()[..16]);
        for link in [passing.as_str(), ".streamwright.lock.tmp"] {
            symlink(outside.join("file"), root.join(link)).unwrap();
        }
        let wanted = files(&[("plan.yaml", "1")]);
        build_in(&root, &wanted);
        exact(&root, &wanted, &Foreign::new()).unwrap();
        assert_eq!(found(&outside)["file"], b"mine");
    }

    #[test]
    fn a_folder_of_ours_moved_away_behind_a_link_keeps_its_files() {
        let folder = tempfile::tempdir().unwrap();
        let (root, outside) = (folder.path().join("out"), folder.path().join("outside"));
        build_in(&root, &files(&[("a/b", "1"), ("z", "2")]));
        fs::rename(root.join("a"), &outside).unwrap();
        symlink(&outside, root.join("a")).unwrap();
        refused(&root, &files(&[("z", "2")]), Reason::Symlink, "a");
        assert_eq!(found(&outside).len(), 1);
    }

    #[test]
    fn a_lock_that_is_a_link() {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "elsewhere", "");
        symlink("elsewhere", folder.path().join(".streamwright.lock")).unwrap();
        refused(folder.path(), &files(&[("a", "1")]), Reason::Symlink, ".streamwright.lock");
    }

    #[test]
    fn the_output_path_itself_may_be_a_link_to_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        let wanted = files(&[("a/b", "1")]);
        fs::create_dir(folder.path().join("real")).unwrap();
        symlink("real", folder.path().join("out")).unwrap();
        write(&folder.path().join("out"), &wanted, &Options::default()).unwrap();
        exact(&folder.path().join("real"), &wanted, &Foreign::new()).unwrap();
        symlink("nowhere", folder.path().join("dangling")).unwrap();
        let error = write(&folder.path().join("dangling"), &wanted, &Options::default()).unwrap_err();
        assert!(matches!(error, WriteError::NotAFolder { .. }), "{error}");
        assert!(!folder.path().join("nowhere").exists());
    }

    #[test]
    fn a_socket_is_refused_and_not_opened() {
        let folder = tempfile::tempdir().unwrap();
        let _socket = UnixListener::bind(folder.path().join("a")).unwrap();
        for wanted in [files(&[("a", "1")]), files(&[("a/b", "1")])] {
            let error = write(folder.path(), &wanted, &Options::default()).unwrap_err();
            assert!(matches!(&error, WriteError::Refused { refusals, .. }
                if refusals[0].reason == Reason::Special && refusals[0].path == "a"));
        }
    }

    #[test]
    fn names_that_are_not_utf8_are_left_alone_by_a_build_and_named_by_a_reader() {
        let folder = tempfile::tempdir().unwrap();
        build(folder.path(), &files(&[("a/b", "1"), ("c", "1")])).unwrap();
        let strange = folder.path().join("a").join(OsStr::from_bytes(b"\xff\xfe"));
        if fs::write(&strange, "mine").is_err() {
            println!("skipped: this file system takes UTF-8 names only");
            return;
        }
        // Removing ours from the folder leaves it standing; putting a file in its place is refused.
        let error = build(folder.path(), &files(&[("a", "1"), ("c", "1")])).unwrap_err();
        assert!(
            matches!(&error, WriteError::Refused { refusals, .. } if refusals[0].reason == Reason::Folder)
        );
        build(folder.path(), &files(&[("c", "1")])).unwrap();
        assert_eq!(fs::read(&strange).unwrap(), b"mine");
        assert!(matches!(read(folder.path()), Err(ReadError::NotUtf8 { .. })));
        // The output folder itself may have any name.
        write(&folder.path().join(OsStr::from_bytes(b"out\xff")), &files(&[("c", "1")]), &Options::default())
            .unwrap();
    }

    fn build_in(root: &Path, wanted: &Artifacts) {
        write(root, wanted, &Options::default()).unwrap();
    }
}
