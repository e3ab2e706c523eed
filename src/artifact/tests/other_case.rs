//! A disk that takes `A` and `a` for one name, as macOS and Windows do.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};

use super::law::files;
use crate::artifact::disk::{Disk, Fs, Kind};
use crate::artifact::write::{compare_with, write_with};
use crate::artifact::{Artifacts, Options, read};

struct Folding {
    root: PathBuf,
}

impl Folding {
    /// The path as the disk spells it, as far as it exists.
    fn real(&self, path: &Path) -> PathBuf {
        let Ok(rest) = path.strip_prefix(&self.root) else { return path.to_path_buf() };
        rest.iter().fold(self.root.clone(), |folder, name| {
            let names = Disk.names(&folder).unwrap_or_default();
            let there = names.into_iter().find(|there| there.eq_ignore_ascii_case(name));
            folder.join(there.unwrap_or_else(|| name.to_owned()))
        })
    }
}

impl Fs for Folding {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        Disk.kind(&self.real(path))
    }
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        Disk.read(&self.real(path))
    }
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        Disk.names(&self.real(folder))
    }
    fn create(&self, path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
        Disk.create(&self.real(path), bytes, executable)
    }
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        Disk.rename(&self.real(from), &self.real(to))
    }
    fn remove(&self, path: &Path) -> io::Result<()> {
        Disk.remove(&self.real(path))
    }
    fn create_folder(&self, path: &Path) -> io::Result<()> {
        Disk.create_folder(&self.real(path))
    }
    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        Disk.remove_folder(&self.real(path))
    }
}

fn changes_case(old: &Artifacts, new: &Artifacts) {
    let folder = tempfile::tempdir().unwrap();
    let disk = Folding { root: folder.path().to_path_buf() };
    let build = |wanted| write_with(&disk, folder.path(), wanted, &Options::default(), 1).unwrap();
    build(old);
    build(new);
    assert!(read(folder.path()).unwrap().iter().eq(new.iter()));
    assert_eq!(compare_with(&disk, folder.path(), new, &Options::default(), 1).unwrap(), []);
    assert!(build(new).written.is_empty());
}

#[test]
fn a_name_that_changes_case_only_is_not_lost() {
    changes_case(&files(&[("A.yaml", "1"), ("b", "2")]), &files(&[("a.yaml", "1"), ("b", "2")]));
    changes_case(&files(&[("A.yaml", "1"), ("b", "2")]), &files(&[("a.yaml", "one"), ("b", "2")]));
    changes_case(&files(&[("Dev/x/a", "1"), ("b", "2")]), &files(&[("dev/x/a", "1"), ("b", "2")]));
}

#[test]
fn names_that_differ_by_case_are_two_files_where_the_disk_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let old = files(&[("A.yaml", "1"), ("b", "2")]);
    write_with(&Disk, folder.path(), &old, &Options::default(), 1).unwrap();
    let new = files(&[("a.yaml", "1"), ("b", "2")]);
    write_with(&Disk, folder.path(), &new, &Options::default(), 1).unwrap();
    assert!(read(folder.path()).unwrap().iter().eq(new.iter()));
}
