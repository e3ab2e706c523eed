//! The few things done to a disk, behind a trait so that tests can make each of them fail.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// What stands at a path, symbolic links not followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    File {
        bytes: u64,
        executable: bool,
    },
    Folder,
    Symlink,
    /// A device, a socket, a pipe.
    Special,
}

/// Everything the writer asks of a disk.
pub(super) trait Fs: Sync {
    /// What is there; `None` when nothing is.
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>>;
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>>;
    /// Makes a file that was not there, never through a link.
    fn create(&self, path: &Path, bytes: &[u8], executable: bool) -> io::Result<()>;
    /// Puts a file in another's place in one step.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    fn remove(&self, path: &Path) -> io::Result<()>;
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Fails unless the folder is empty.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
}

/// The disk of this machine.
pub(super) struct Disk;

impl Fs for Disk {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        let found = match fs::symlink_metadata(path) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let kind = found.file_type();
        Ok(Some(if kind.is_file() {
            Kind::File { bytes: found.len(), executable: is_executable(&found) }
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_symlink() {
            Kind::Symlink
        } else {
            Kind::Special
        }))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name())).collect()
    }

    fn create(&self, path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(if executable { 0o755 } else { 0o644 });
        }
        #[cfg(not(unix))]
        let _ = executable;
        options.open(path)?.write_all(bytes)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        fs::rename(from, to)
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(path)
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(path)
    }
}

#[cfg(unix)]
fn is_executable(found: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    found.permissions().mode() & 0o100 != 0
}

/// Windows keeps no such bit, so nothing is ever missing it.
#[cfg(not(unix))]
fn is_executable(_: &fs::Metadata) -> bool {
    true
}
