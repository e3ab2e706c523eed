//! One build at a time in a folder.
//!
//! The lock is the system's own, taken on the folder itself where the system allows that: it leaves nothing behind
//! and goes away with the process, however that ends. Windows locks no folders and NFS none that are open for
//! reading, so there an empty file stands in for it and stays: removing it would let two builds each lock a file of
//! that name.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use super::error::{Action, WriteError};

/// The file that is locked where the folder itself cannot be.
const BUSY_FILE: &str = ".streamwright.busy";

/// How often one looks whether the other build has ended.
const INTERVAL: Duration = Duration::from_millis(20);

/// Holds the folder until dropped.
pub(super) struct Guard {
    _locked: File,
}

/// How long to wait for another build, and whom to tell that one waits.
pub(super) struct Patience<'a> {
    pub(super) limit: Duration,
    pub(super) waiting: Option<&'a dyn Fn()>,
}

impl Guard {
    /// Takes the folder for one build that writes.
    pub(super) fn alone(folder: &Path, patience: &Patience<'_>) -> Result<Self, WriteError> {
        let refuse = || WriteError::io(folder, Action::Reserve);
        match acquire(folder, patience, open_folder, File::try_lock) {
            Ok(Some(guard)) => Ok(guard),
            Ok(None) => Err(WriteError::Busy { folder: folder.into() }),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(refuse()(error)),
            Err(_) => match acquire(folder, patience, open_busy_file, File::try_lock).map_err(refuse())? {
                Some(guard) => Ok(guard),
                None => Err(WriteError::Busy { folder: folder.into() }),
            },
        }
    }

    /// Keeps builds out while a folder is read. Where the folder cannot be locked there is no guard, since a
    /// reader makes no file.
    pub(super) fn shared(folder: &Path, patience: &Patience<'_>) -> Result<Option<Self>, WriteError> {
        match acquire(folder, patience, open_folder, File::try_lock_shared) {
            Ok(Some(guard)) => Ok(Some(guard)),
            Ok(None) => Err(WriteError::Busy { folder: folder.into() }),
            Err(_) => Ok(None),
        }
    }
}

/// `None` when the other build outlasted the patience.
fn acquire(
    folder: &Path,
    patience: &Patience<'_>,
    open: fn(&Path) -> io::Result<File>,
    lock: fn(&File) -> Result<(), TryLockError>,
) -> io::Result<Option<Guard>> {
    let mut waited = Duration::ZERO;
    loop {
        let file = open(folder)?;
        match lock(&file) {
            // A build that failed removes the folder it had made: then the lock is on something that is gone.
            Ok(()) if is_still_there(&file, folder)? => return Ok(Some(Guard { _locked: file })),
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) => {
                if waited >= patience.limit {
                    return Ok(None);
                }
                if waited.is_zero()
                    && let Some(tell) = patience.waiting
                {
                    tell();
                }
                thread::sleep(INTERVAL);
                waited += INTERVAL;
            }
        }
    }
}

#[cfg(unix)]
fn open_folder(folder: &Path) -> io::Result<File> {
    File::open(folder)
}

#[cfg(not(unix))]
fn open_folder(_: &Path) -> io::Result<File> {
    Err(io::ErrorKind::Unsupported.into())
}

fn open_busy_file(folder: &Path) -> io::Result<File> {
    let path = folder.join(BUSY_FILE);
    if fs::symlink_metadata(&path).is_ok_and(|found| !found.is_file()) {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            format!("`{BUSY_FILE}` there is not a file"),
        ));
    }
    File::options().write(true).create(true).truncate(false).open(path)
}

#[cfg(unix)]
fn is_still_there(file: &File, folder: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let locked = file.metadata()?;
    if !locked.is_dir() {
        return Ok(true);
    }
    let there = fs::metadata(folder)?;
    Ok((locked.dev(), locked.ino()) == (there.dev(), there.ino()))
}

#[cfg(not(unix))]
fn is_still_there(_: &File, _: &Path) -> io::Result<bool> {
    Ok(true)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_second_build_waits_says_so_once_and_gives_up() {
        let folder = tempfile::tempdir().unwrap();
        let said = Cell::new(0);
        let tell = || said.set(said.get() + 1);
        let patience = Patience { limit: INTERVAL * 3, waiting: Some(&tell) };
        let first = Guard::alone(folder.path(), &patience).unwrap();
        assert!(matches!(Guard::alone(folder.path(), &patience), Err(WriteError::Busy { .. })));
        assert_eq!(said.get(), 1);
        assert!(matches!(Guard::shared(folder.path(), &patience), Err(WriteError::Busy { .. })));
        drop(first);
        let readers = [Guard::shared(folder.path(), &patience), Guard::shared(folder.path(), &patience)];
        assert!(readers.iter().all(Result::is_ok), "two readers do not keep each other out");
        assert!(matches!(Guard::alone(folder.path(), &patience), Err(WriteError::Busy { .. })));
        drop(readers);
        Guard::alone(folder.path(), &patience).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0, "the lock leaves nothing behind");
    }

    #[test]
    fn a_file_stands_in_where_the_folder_cannot_be_locked() {
        let folder = tempfile::tempdir().unwrap();
        let patience = Patience { limit: Duration::ZERO, waiting: None };
        let take = || acquire(folder.path(), &patience, open_busy_file, File::try_lock).unwrap();
        let first = take().expect("nobody else is there");
        assert!(take().is_none());
        drop(first);
        assert!(take().is_some());
    }

    #[cfg(unix)]
    #[test]
    fn a_build_that_waited_for_a_folder_since_replaced_takes_the_new_one() {
        let above = tempfile::tempdir().unwrap();
        let folder = above.path().join("out");
        fs::create_dir(&folder).unwrap();
        let at_once = Patience { limit: Duration::ZERO, waiting: None };
        let first = Guard::alone(&folder, &at_once).unwrap();
        thread::scope(|scope| {
            let (tell, told) = std::sync::mpsc::channel();
            let folder = &folder;
            let second = scope.spawn(move || {
                let tell = || tell.send(()).unwrap();
                Guard::alone(folder, &Patience { limit: Duration::from_secs(60), waiting: Some(&tell) })
            });
            told.recv().unwrap();
            let opened = open_folder(folder).unwrap();
            assert!(is_still_there(&opened, folder).unwrap());
            fs::remove_dir(folder).unwrap();
            fs::create_dir(folder).unwrap();
            assert!(!is_still_there(&opened, folder).unwrap());
            drop(first);
            let _second = second.join().unwrap().unwrap();
            assert!(matches!(Guard::alone(folder, &at_once), Err(WriteError::Busy { .. })));
        });
    }
}
