//! A disk on which one operation goes wrong.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use crate::artifact::disk::{Disk, Fs, Kind};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum How {
    /// The operation is refused, the next ones work.
    Refused,
    /// Half of the bytes are written, then it is refused; the next ones work.
    Half,
    /// From this operation on nothing can be created: a full disk.
    Full,
    /// The process dies before the operation.
    Killed,
    /// The process dies in the middle of a write, or just after anything else.
    KilledWithin,
}

pub(super) const WAYS: [How; 5] = [How::Refused, How::Half, How::Full, How::Killed, How::KilledWithin];

pub(super) struct Faulty {
    at: usize,
    how: How,
    count: AtomicUsize,
    dead: AtomicBool,
}

impl Faulty {
    pub(super) fn new(at: usize, how: How) -> Self {
        Self { at, how, count: AtomicUsize::new(0), dead: AtomicBool::new(false) }
    }

    /// How many operations were asked for.
    pub(super) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }

    pub(super) fn is_dead(&self) -> bool {
        self.dead.load(Ordering::SeqCst)
    }

    fn run<T>(&self, operation: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        let now = self.count.fetch_add(1, Ordering::SeqCst);
        if self.is_dead() {
            return Err(io::Error::other("dead"));
        }
        if now != self.at || self.how == How::Full {
            return operation();
        }
        match self.how {
            How::Refused | How::Half | How::Full => Err(ErrorKind::PermissionDenied.into()),
            How::Killed => {
                self.dead.store(true, Ordering::SeqCst);
                Err(io::Error::other("dead"))
            }
            How::KilledWithin => {
                let _ = operation();
                self.dead.store(true, Ordering::SeqCst);
                Err(io::Error::other("dead"))
            }
        }
    }
}

impl Fs for Faulty {
    fn kind(&self, path: &Path) -> io::Result<Option<Kind>> {
        self.run(|| Disk.kind(path))
    }

    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.run(|| Disk.read(path))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<OsString>> {
        self.run(|| Disk.names(folder))
    }

    fn create(&self, path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
        let now = self.count();
        if self.how == How::Full && now >= self.at {
            self.count.fetch_add(1, Ordering::SeqCst);
            Disk.create(path, &bytes[..bytes.len() / 2], executable)?;
            return Err(ErrorKind::StorageFull.into());
        }
        if now == self.at && matches!(self.how, How::Half | How::KilledWithin) && !self.is_dead() {
            Disk.create(path, &bytes[..bytes.len() / 2], executable)?;
            return self.run(|| Ok(()));
        }
        self.run(|| Disk.create(path, bytes, executable))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.run(|| Disk.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.run(|| Disk.remove(path))
    }

    fn create_folder(&self, path: &Path) -> io::Result<()> {
        self.run(|| Disk.create_folder(path))
    }

    fn remove_folder(&self, path: &Path) -> io::Result<()> {
        self.run(|| Disk.remove_folder(path))
    }
}
