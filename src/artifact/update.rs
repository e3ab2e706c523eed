//! Carrying out what a survey found, so that an end at any moment leaves each file whole and known.
//!
//! The order is the safety. First the lock, with the old and the new lines together: from here on each file is
//! recognised whether or not it was reached. Then every new file under a passing name beside its place: a full disk
//! shows here, while nothing is replaced, and all of it is taken back. Then the renames, each in one step. Then the
//! files that are no longer wanted, and last the lock with the new lines alone.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::digest::Digest;
use super::disk::{Fs, Kind};
use super::error::{Action, WriteError};
use super::lock::Lock;
use super::path::{ArtifactPath, LOCK_FILE, passing_name};
use super::survey::{Line, Survey, Verdict};
use crate::source::workers;

/// The lock's passing name.
const LOCK_BESIDE: &str = ".streamwright.lock.tmp";

/// One update of one folder.
pub(super) struct Update<'a, F> {
    pub(super) fs: &'a F,
    pub(super) root: &'a Path,
    pub(super) survey: &'a Survey<'a>,
    pub(super) old: &'a Lock,
    /// The lock's bytes as they are on disk; `None` when there is no lock.
    pub(super) saved: Option<&'a [u8]>,
    pub(super) threads: usize,
}

impl<F: Fs> Update<'_, F> {
    /// Brings the folder to what is wanted.
    ///
    /// # Errors
    /// When the disk refuses; the error says whether any file was changed.
    pub(super) fn run(&self) -> Result<(), WriteError> {
        self.sweep()?;
        let written: Vec<&Line<'_>> = self.lines().filter(|line| line.is_written()).collect();
        let removed: Vec<&Line<'_>> = self.lines().filter(|line| line.is_removed()).collect();
        let (first, last): (Vec<_>, Vec<_>) = removed.into_iter().partition(|line| line.in_the_way);
        if !written.is_empty() || !first.is_empty() || !last.is_empty() {
            self.save(&self.during())?;
            self.remove(&first).map_err(WriteError::after_changes)?;
            // A killed build may have emptied a folder that has to give way without removing it.
            let gone = self.lines().filter(|line| line.verdict == Verdict::Gone);
            self.remove_emptied_folders(gone.chain(first.iter().copied()));
            let mut made = Vec::new();
            let staged = self.make_folders(&written, &mut made).and_then(|()| self.stage(&written));
            if let Err(error) = staged {
                self.take_back(&written, &made);
                if !first.is_empty() {
                    return Err(error.after_changes());
                }
                self.restore_lock();
                return Err(error);
            }
            if let Err(error) = self.put_in_place(&written) {
                self.take_back(&written, &[]);
                return Err(error.after_changes());
            }
            self.remove(&last).map_err(WriteError::after_changes)?;
        }
        let gone = self.lines().filter(|line| line.is_removed() || line.verdict == Verdict::Gone);
        self.remove_emptied_folders(gone);
        self.save(&self.after()).map_err(WriteError::after_changes)
    }

    /// Whether the lock on disk says what is so.
    pub(super) fn lock_is_current(&self) -> bool {
        self.saved.unwrap_or_default() == self.after().to_bytes()
    }

    fn lines(&self) -> impl Iterator<Item = &Line<'_>> {
        self.survey.lines.iter()
    }

    /// The lock while files change: the old lines and the new ones together.
    fn during(&self) -> Lock {
        let mut during = Lock { files: self.old.files.clone(), unfinished: true };
        for line in self.lines() {
            if let Some(digest) = line.digest {
                during.files.entry(line.path.clone()).or_default().insert(digest);
            }
        }
        during
    }

    /// The lock when all is done.
    fn after(&self) -> Lock {
        let mut after = Lock::default();
        for (path, known) in &self.survey.kept {
            // A build of all environments that was killed: this one cannot say which of the two contents is there.
            after.unfinished |= self.old.unfinished;
            after.files.insert((*path).clone(), (*known).clone());
        }
        for line in self.lines() {
            if let Some(digest) = line.digest {
                after.files.entry(line.path.clone()).or_default().insert(digest);
            }
        }
        after
    }

    /// Removes what a killed build left under passing names.
    fn sweep(&self) -> Result<(), WriteError> {
        self.sweep_one(&self.root.join(LOCK_BESIDE))?;
        if !self.old.unfinished {
            return Ok(());
        }
        let mut real = BTreeSet::new();
        for path in self.old.files.keys() {
            let mut folders = path.folders();
            // Not through a link: what lies behind one was not written by this tool.
            let reachable = folders.all(|folder| {
                real.contains(folder) || {
                    let found = matches!(self.fs.kind(&self.root.join(folder)), Ok(Some(Kind::Folder)));
                    if found {
                        real.insert(folder);
                    }
                    found
                }
            });
            if reachable {
                self.sweep_one(&self.beside(path))?;
            }
        }
        Ok(())
    }

    fn sweep_one(&self, beside: &Path) -> Result<(), WriteError> {
        match self.fs.kind(beside) {
            Ok(Some(Kind::File { .. })) => {
                self.fs.remove(beside).map_err(WriteError::io(beside, Action::Remove))
            }
            _ => Ok(()),
        }
    }

    /// Made from the file's name alone, so that the next build finds it, and short whatever the name.
    fn beside(&self, path: &ArtifactPath) -> PathBuf {
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        let digest = Digest::of(name.as_bytes()).to_string();
        self.root.join(path.parent()).join(passing_name(&digest[..16]))
    }

    fn place(&self, path: &ArtifactPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    fn save(&self, lock: &Lock) -> Result<(), WriteError> {
        let bytes = lock.to_bytes();
        // Between the two saves of an update the disk holds the first, not what was read at the start.
        if self.saved.unwrap_or_default() == bytes && !self.lines().any(|l| l.is_written() || l.is_removed())
        {
            return Ok(());
        }
        if bytes.is_empty() {
            let place = self.root.join(LOCK_FILE);
            return ignore_missing(self.fs.remove(&place)).map_err(WriteError::io(place, Action::Remove));
        }
        self.replace_lock(&bytes)
    }

    fn replace_lock(&self, bytes: &[u8]) -> Result<(), WriteError> {
        let place = self.root.join(LOCK_FILE);
        let beside = self.root.join(LOCK_BESIDE);
        let written = create(self.fs, &beside, bytes, false).map_err(WriteError::io(&place, Action::Write));
        let replaced = written
            .and_then(|()| self.fs.rename(&beside, &place).map_err(WriteError::io(place, Action::Replace)));
        if replaced.is_err() {
            let _ = self.fs.remove(&beside);
        }
        replaced
    }

    fn make_folders(&self, written: &[&Line<'_>], made: &mut Vec<PathBuf>) -> Result<(), WriteError> {
        let folders: BTreeSet<&str> = written.iter().flat_map(|line| line.path.folders()).collect();
        for folder in folders {
            let full = self.root.join(folder);
            match self.fs.kind(&full).map_err(WriteError::io(&full, Action::Read))? {
                Some(Kind::Folder) => {}
                _ => {
                    self.fs.create_folder(&full).map_err(WriteError::io(&full, Action::CreateFolder))?;
                    made.push(full);
                }
            }
        }
        Ok(())
    }

    fn stage(&self, written: &[&Line<'_>]) -> Result<(), WriteError> {
        let stage = |line: &&Line<'_>| match line.wanted {
            Some(wanted) => create(self.fs, &self.beside(line.path), &wanted.bytes, wanted.executable)
                .map_err(WriteError::io(self.place(line.path), Action::Write)),
            None => Ok(()),
        };
        workers::each(written, self.threads, stage).into_iter().collect()
    }

    fn put_in_place(&self, written: &[&Line<'_>]) -> Result<(), WriteError> {
        let put = |line: &&Line<'_>| {
            let place = self.place(line.path);
            self.fs.rename(&self.beside(line.path), &place).map_err(WriteError::io(place, Action::Replace))
        };
        workers::each(written, self.threads, put).into_iter().collect()
    }

    fn remove(&self, lines: &[&Line<'_>]) -> Result<(), WriteError> {
        let remove = |line: &&Line<'_>| {
            let place = self.place(line.path);
            ignore_missing(self.fs.remove(&place)).map_err(WriteError::io(place, Action::Remove))
        };
        workers::each(lines, self.threads, remove).into_iter().collect()
    }

    /// Folders that held our files and hold nothing any more. One that is not empty refuses by itself, and an
    /// empty one that cannot be removed harms nobody.
    fn remove_emptied_folders<'l>(&self, lines: impl Iterator<Item = &'l Line<'l>>) {
        let emptied: BTreeSet<&str> = lines.flat_map(|line| line.path.folders()).collect();
        for folder in emptied.iter().rev() {
            let _ = self.fs.remove_folder(&self.root.join(folder));
        }
    }

    /// Removes what was staged. What cannot be removed is known by its name, and the next build sweeps it.
    fn take_back(&self, written: &[&Line<'_>], made: &[PathBuf]) {
        for line in written {
            let _ = self.fs.remove(&self.beside(line.path));
        }
        for folder in made.iter().rev() {
            let _ = self.fs.remove_folder(folder);
        }
    }

    /// The lock with both lines stays when this fails: it is as good, and the next build replaces it.
    fn restore_lock(&self) {
        let _ = match self.saved {
            Some(bytes) => self.replace_lock(bytes),
            None => {
                self.fs.remove(&self.root.join(LOCK_FILE)).map_err(WriteError::io(self.root, Action::Remove))
            }
        };
    }
}

/// Writes a file under a passing name, over what a killed build may have left there.
fn create(fs: &impl Fs, path: &Path, bytes: &[u8], executable: bool) -> io::Result<()> {
    match fs.create(path, bytes, executable) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            fs.remove(path)?;
            fs.create(path, bytes, executable)
        }
        other => other,
    }
}

fn ignore_missing(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
