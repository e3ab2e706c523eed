//! Writing a folder, and saying what a build would change there.

use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::disk::{Disk, Fs, Kind};
use super::error::{Action, Reason, Refusal, WriteError};
use super::guard::{Guard, Patience};
use super::lock::Lock;
use super::path::{ArtifactPath, LOCK_FILE};
use super::scope::Scope;
use super::survey::{Survey, Verdict, survey};
use super::tree::Artifacts;
use super::update::Update;
use crate::source::workers;

/// How a folder is written or compared.
pub struct Options<'a> {
    /// Replaces and removes files of the tool that somebody edited. Files of others stay untouched all the same.
    pub overwrite: bool,
    /// What this build is about; everything unless stated.
    pub scope: Scope,
    /// How long to wait while another build has the folder.
    pub patience: Duration,
    /// Called once when the wait begins.
    pub waiting: Option<&'a dyn Fn()>,
}

impl Default for Options<'_> {
    /// All environments, no edited file replaced, ten seconds of patience.
    fn default() -> Self {
        Self { overwrite: false, scope: Scope::default(), patience: Duration::from_secs(10), waiting: None }
    }
}

impl Options<'_> {
    fn patience(&self) -> Patience<'_> {
        Patience { limit: self.patience, waiting: self.waiting }
    }
}

/// What a build did to a folder; each list is sorted by path.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Report {
    /// Files that are new or have another content than before.
    pub written: Vec<ArtifactPath>,
    /// Files that were there as wanted and were not touched.
    pub unchanged: Vec<ArtifactPath>,
    /// Files the last build wrote and this one does not.
    pub removed: Vec<Removed>,
}

/// A file that the last build wrote and this one does not.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Removed {
    /// Where it was.
    pub path: ArtifactPath,
    /// What was in it; `None` when somebody, or a build that was killed, had removed it already.
    pub bytes: Option<Vec<u8>>,
}

/// One way in which a folder is not what a build would leave there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// The file, relative to the output folder.
    pub path: String,
    /// What is different.
    pub kind: DifferenceKind,
}

/// What is different about a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DifferenceKind {
    /// Wanted, and never written before.
    New,
    /// Wanted and written before, and not there.
    Missing,
    /// As the last build wrote it, and wanted otherwise.
    Changed,
    /// Changed by somebody since the last build wrote it.
    Edited,
    /// Written by the last build and no longer wanted.
    Stale,
    /// Something in the way that a build would not replace.
    Blocked(Reason),
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = match self.kind {
            DifferenceKind::New => "is not there yet",
            DifferenceKind::Missing => "is missing",
            DifferenceKind::Changed => "is not what the blueprint says now",
            DifferenceKind::Edited => "was changed since the last build wrote it",
            DifferenceKind::Stale => "is no longer produced",
            DifferenceKind::Blocked(Reason::Edited | Reason::Foreign) => "was not written by this tool",
            DifferenceKind::Blocked(Reason::Symlink) => "is a symbolic link",
            DifferenceKind::Blocked(Reason::Folder) => "is a folder where the build has a file",
            DifferenceKind::Blocked(Reason::File) => "is a file where the build has a folder",
            DifferenceKind::Blocked(Reason::Special) => "is neither a file nor a folder",
        };
        write!(f, "`{}` {said}", self.path)
    }
}

/// Makes `folder` hold `artifacts` and removes what the last build wrote and this one does not.
///
/// The folder and those above it are made when absent. Files that are as wanted keep their time. Nothing the tool
/// did not write is replaced or removed; a file of somebody's own with the very bytes wanted counts as written. When
/// the process ends at any point, killed or not, each file is old or new and the next build completes the set. Power
/// loss is another matter: nothing is flushed to the device, since ten thousand flushes take minutes.
///
/// # Errors
/// See [`WriteError`]: everything in the way is found before the first change, and a full disk is found before the
/// first file is replaced.
pub fn write(folder: &Path, artifacts: &Artifacts, options: &Options<'_>) -> Result<Report, WriteError> {
    let made = make(folder)?;
    let threads = workers::count(artifacts.len());
    let result = Guard::alone(folder, &options.patience())
        .and_then(|_guard| write_with(&Disk, folder, artifacts, options, threads));
    if result.is_err() {
        remove_made(&made);
    }
    result
}

/// Lists by path how `folder` differs from what [`write()`] would leave there, the lock included. Changes nothing.
///
/// # Errors
/// When something cannot be read, the lock is damaged, or a build has the folder for longer than the patience.
pub fn compare(
    folder: &Path,
    artifacts: &Artifacts,
    options: &Options<'_>,
) -> Result<Vec<Difference>, WriteError> {
    match fs::metadata(folder) {
        Ok(found) if !found.is_dir() => return Err(WriteError::NotAFolder { folder: folder.into() }),
        Err(error) if error.kind() != ErrorKind::NotFound => {
            return Err(WriteError::io(folder, Action::Read)(error));
        }
        Err(_) => return compare_with(&Disk, folder, artifacts, options, 1),
        Ok(_) => {}
    }
    let _guard = Guard::shared(folder, &options.patience())?;
    compare_with(&Disk, folder, artifacts, options, workers::count(artifacts.len()))
}

pub(super) fn write_with(
    fs: &impl Fs,
    root: &Path,
    artifacts: &Artifacts,
    options: &Options<'_>,
    threads: usize,
) -> Result<Report, WriteError> {
    let (old, saved) = read_lock(fs, root)?;
    let mut survey = survey(fs, root, artifacts, &old, &options.scope, threads)?;
    refuse(root, &survey, options.overwrite)?;
    Update { fs, root, survey: &survey, old: &old, saved: saved.as_deref(), threads }.run()?;
    let mut report = Report::default();
    for line in &mut survey.lines {
        if line.is_written() {
            report.written.push(line.path.clone());
        } else if line.wanted.is_some() {
            report.unchanged.push(line.path.clone());
        } else {
            report.removed.push(Removed { path: line.path.clone(), bytes: line.previous.take() });
        }
    }
    Ok(report)
}

pub(super) fn compare_with(
    fs: &impl Fs,
    root: &Path,
    artifacts: &Artifacts,
    options: &Options<'_>,
    threads: usize,
) -> Result<Vec<Difference>, WriteError> {
    let (old, saved) = read_lock(fs, root)?;
    let survey = survey(fs, root, artifacts, &old, &options.scope, threads)?;
    let difference = |path: &str, kind| Difference { path: path.to_owned(), kind };
    let mut differences: Vec<Difference> = survey
        .lines
        .iter()
        .filter_map(|line| {
            let kind = match &line.verdict {
                Verdict::Same | Verdict::Gone => return None,
                Verdict::New => DifferenceKind::New,
                Verdict::Missing => DifferenceKind::Missing,
                Verdict::Changed => DifferenceKind::Changed,
                Verdict::Edited => DifferenceKind::Edited,
                Verdict::Stale => DifferenceKind::Stale,
                Verdict::Blocked(refusal) => {
                    return Some(difference(&refusal.path, DifferenceKind::Blocked(refusal.reason)));
                }
            };
            Some(difference(line.path.as_str(), kind))
        })
        .collect();
    let update = Update { fs, root, survey: &survey, old: &old, saved: saved.as_deref(), threads };
    if !update.lock_is_current() {
        let kind = if saved.is_some() { DifferenceKind::Changed } else { DifferenceKind::New };
        differences.push(difference(LOCK_FILE, kind));
    }
    differences.sort_by(|a, b| a.path.cmp(&b.path));
    differences.dedup();
    Ok(differences)
}

fn read_lock(fs: &impl Fs, root: &Path) -> Result<(Lock, Option<Vec<u8>>), WriteError> {
    let path = root.join(LOCK_FILE);
    let refused = |reason| {
        let refusals = vec![Refusal { reason, path: LOCK_FILE.to_owned() }];
        Err(WriteError::Refused { folder: root.into(), refusals })
    };
    match fs.kind(&path).map_err(WriteError::io(&path, Action::Read))? {
        None => Ok((Lock::default(), None)),
        Some(Kind::File { .. }) => {
            let bytes = fs.read(&path).map_err(WriteError::io(&path, Action::Read))?;
            let lock = Lock::parse(&bytes).map_err(|error| WriteError::Lock { path, error })?;
            Ok((lock, Some(bytes)))
        }
        Some(Kind::Folder) => refused(Reason::Folder),
        Some(Kind::Symlink) => refused(Reason::Symlink),
        Some(Kind::Special) => refused(Reason::Special),
    }
}

fn refuse(root: &Path, survey: &Survey<'_>, overwrite: bool) -> Result<(), WriteError> {
    let mut refusals: Vec<Refusal> = survey
        .lines
        .iter()
        .filter_map(|line| match &line.verdict {
            Verdict::Blocked(refusal) => Some(refusal.clone()),
            Verdict::Edited if !overwrite => {
                Some(Refusal { reason: Reason::Edited, path: line.path.to_string() })
            }
            _ => None,
        })
        .collect();
    refusals.sort();
    refusals.dedup();
    if refusals.is_empty() { Ok(()) } else { Err(WriteError::Refused { folder: root.into(), refusals }) }
}

/// Makes the output folder and gives those it had to make, outermost first.
fn make(folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
    // `out/.` cannot be made, and `out` can.
    let folder: &Path = &folder.components().collect::<PathBuf>();
    match fs::metadata(folder) {
        Ok(found) if found.is_dir() => return Ok(Vec::new()),
        Ok(_) => return Err(WriteError::NotAFolder { folder: folder.into() }),
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(WriteError::io(folder, Action::CreateFolder)(error)),
    }
    let absent = |path: &&Path| {
        !path.as_os_str().is_empty()
            && fs::symlink_metadata(path).is_err_and(|error| error.kind() == ErrorKind::NotFound)
    };
    let mut missing: Vec<&Path> = folder.ancestors().take_while(absent).collect();
    if missing.is_empty() {
        // A link to nothing: a folder made through it would lie wherever the link says.
        return Err(WriteError::NotAFolder { folder: folder.into() });
    }
    missing.reverse();
    let mut made = Vec::new();
    for path in missing {
        match fs::create_dir(path) {
            Ok(()) => made.push(path.to_path_buf()),
            Err(_) if path.is_dir() => {}
            Err(error) => {
                remove_made(&made);
                return Err(WriteError::io(path, Action::CreateFolder)(error));
            }
        }
    }
    Ok(made)
}

fn remove_made(made: &[PathBuf]) {
    for folder in made.iter().rev() {
        let _ = fs::remove_dir(folder);
    }
}
