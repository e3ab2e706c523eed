//! What is in the folder now, held against what the build wants and what the last one wrote.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::digest::Digest;
use super::disk::{Fs, Kind};
use super::error::{Action, Reason, Refusal, WriteError};
use super::lock::{Known, Lock};
use super::path::{ArtifactPath, is_passing_name};
use super::scope::Scope;
use super::tree::{Artifact, Artifacts};
use crate::source::workers;

/// What one path is to this build.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// On disk as wanted.
    Same,
    /// Not on disk, and no build wrote it before.
    New,
    /// Not on disk, though a build wrote it.
    Missing,
    /// As a build wrote it, and now wanted otherwise.
    Changed,
    /// Neither as a build wrote it nor as it is wanted.
    Edited,
    /// As a build wrote it, and no longer wanted.
    Stale,
    /// No longer wanted and no longer there.
    Gone,
    /// Something that is not the tool's to replace.
    Blocked(Refusal),
}

/// One path the build is about.
pub(super) struct Line<'a> {
    pub(super) path: &'a ArtifactPath,
    pub(super) wanted: Option<&'a Artifact>,
    /// Of the wanted content.
    pub(super) digest: Option<Digest>,
    pub(super) known: Option<&'a Known>,
    pub(super) verdict: Verdict,
    /// What was on disk, kept for files that are no longer wanted.
    pub(super) previous: Option<Vec<u8>>,
    /// Stands where another file or folder has to go, so it is removed before anything is written.
    pub(super) in_the_way: bool,
}

/// Everything an update has to know.
pub(super) struct Survey<'a> {
    /// By path.
    pub(super) lines: Vec<Line<'a>>,
    /// Files of environments this build leaves alone.
    pub(super) kept: Vec<(&'a ArtifactPath, &'a Known)>,
}

/// What stands where a folder is needed.
#[derive(Clone, Copy)]
enum Place<'a> {
    Folder,
    Absent,
    Taken { at: &'a str, by: Reason },
}

type Places<'a> = BTreeMap<&'a str, Place<'a>>;

/// Looks at every path that is wanted or was written; `scope` is what the build is about.
pub(super) fn survey<'a>(
    fs: &impl Fs,
    root: &Path,
    artifacts: &'a Artifacts,
    lock: &'a Lock,
    scope: &Scope,
    threads: usize,
) -> Result<Survey<'a>, WriteError> {
    let mut paths: BTreeMap<&ArtifactPath, (Option<&Artifact>, Option<&Known>)> = BTreeMap::new();
    for (path, artifact) in artifacts.iter().filter(|(path, _)| scope.holds(path)) {
        paths.entry(path).or_default().0 = Some(artifact);
    }
    let (concerning, kept): (Vec<_>, Vec<_>) = lock.files.iter().partition(|(path, _)| scope.holds(path));
    for (path, known) in concerning {
        paths.entry(path).or_default().1 = Some(known);
    }
    let looking =
        Looking { fs, root, places: places(fs, root, paths.keys().copied())?, twins: twins(&paths) };
    let paths: Vec<_> = paths.into_iter().collect();
    let lines = workers::each(&paths, threads, |&(path, (wanted, known))| looking.at(path, wanted, known));
    let mut lines = lines.into_iter().collect::<Result<Vec<_>, _>>()?;
    looking.make_way(&mut lines)?;
    Ok(Survey { lines, kept })
}

fn places<'a>(
    fs: &impl Fs,
    root: &Path,
    paths: impl Iterator<Item = &'a ArtifactPath>,
) -> Result<Places<'a>, WriteError> {
    let folders: BTreeSet<&str> = paths.flat_map(ArtifactPath::folders).collect();
    let mut places = Places::new();
    for folder in folders {
        let above = folder.rsplit_once('/').map_or(Place::Folder, |(parent, _)| places[parent]);
        let place = match above {
            Place::Folder => {
                let full = root.join(folder);
                match fs.kind(&full).map_err(WriteError::io(full, Action::Read))? {
                    None => Place::Absent,
                    Some(Kind::Folder) => Place::Folder,
                    Some(Kind::File { .. }) => Place::Taken { at: folder, by: Reason::File },
                    Some(Kind::Symlink) => Place::Taken { at: folder, by: Reason::Symlink },
                    Some(Kind::Special) => Place::Taken { at: folder, by: Reason::Special },
                }
            }
            other => other,
        };
        places.insert(folder, place);
    }
    Ok(places)
}

/// Paths of which another, in other case, comes or goes: on a disk that ignores case both lead to one file.
fn twins<'a>(
    paths: &BTreeMap<&'a ArtifactPath, (Option<&Artifact>, Option<&Known>)>,
) -> BTreeSet<&'a ArtifactPath> {
    let mut seen: BTreeMap<String, &ArtifactPath> = BTreeMap::new();
    let mut twins = BTreeSet::new();
    for path in paths.keys().copied() {
        if let Some(other) = seen.insert(path.as_str().to_ascii_lowercase(), path) {
            twins.extend([path, other]);
        }
    }
    twins
}

struct Looking<'a, 'f, F> {
    fs: &'f F,
    root: &'f Path,
    places: Places<'a>,
    twins: BTreeSet<&'a ArtifactPath>,
}

impl<'a, F: Fs> Looking<'a, '_, F> {
    fn at(
        &self,
        path: &'a ArtifactPath,
        wanted: Option<&'a Artifact>,
        known: Option<&'a Known>,
    ) -> Result<Line<'a>, WriteError> {
        let digest = wanted.map(|artifact| Digest::of(&artifact.bytes));
        let mut line = Line {
            path,
            wanted,
            digest,
            known,
            verdict: nothing_there(wanted, known),
            previous: None,
            in_the_way: self.twins.contains(path),
        };
        let blocked = |at: &str, reason| Verdict::Blocked(Refusal { reason, path: at.to_owned() });
        match self.places.get(path.parent()).unwrap_or(&Place::Folder) {
            Place::Folder => {}
            Place::Absent => return Ok(line),
            // What was written below a file that came later was removed with its folder.
            Place::Taken { by: Reason::File | Reason::Special, .. } if wanted.is_none() => return Ok(line),
            Place::Taken { at, by } => {
                line.verdict = blocked(at, *by);
                return Ok(line);
            }
        }
        let full = self.root.join(path.as_str());
        let unreadable = || WriteError::io(&full, Action::Read);
        let kind = self.fs.kind(&full).map_err(unreadable())?;
        if self.twins.contains(path) && kind.is_some() && !self.is_spelled_like_this(path)? {
            return Ok(line);
        }
        match kind {
            None => {}
            Some(Kind::File { bytes, executable }) => {
                let unlisted = known.is_none() && wanted.is_some_and(|w| w.bytes.len() as u64 != bytes);
                if unlisted {
                    // Not ours and not the same: how it differs does not matter, and it may be of any size.
                    line.verdict = blocked(path.as_str(), Reason::Foreign);
                } else {
                    let content = self.fs.read(&full).map_err(unreadable())?;
                    line.judge(content, executable);
                }
            }
            Some(Kind::Folder) if wanted.is_none() => {}
            Some(Kind::Folder) => line.verdict = blocked(path.as_str(), Reason::Folder),
            Some(Kind::Symlink) => line.verdict = blocked(path.as_str(), Reason::Symlink),
            Some(Kind::Special) => line.verdict = blocked(path.as_str(), Reason::Special),
        }
        Ok(line)
    }

    /// Whether each folder lists the name in this very case.
    fn is_spelled_like_this(&self, path: &ArtifactPath) -> Result<bool, WriteError> {
        let mut folder = self.root.to_path_buf();
        for segment in path.as_str().split('/') {
            let names = self.fs.names(&folder).map_err(WriteError::io(&folder, Action::Read))?;
            if !names.iter().any(|name| name == segment) {
                return Ok(false);
            }
            folder.push(segment);
        }
        Ok(true)
    }

    /// Lets a folder take the place of a file of ours that goes, and a file the place of a folder that holds
    /// nothing else.
    fn make_way(&self, lines: &mut [Line<'a>]) -> Result<(), WriteError> {
        let index: BTreeMap<&str, usize> =
            lines.iter().enumerate().map(|(i, line)| (line.path.as_str(), i)).collect();
        let goes = |lines: &[Line<'_>], path: &str| {
            let found = index.get(path).copied()?;
            let line = &lines[found];
            (line.wanted.is_none() && matches!(line.verdict, Verdict::Stale | Verdict::Edited))
                .then_some(found)
        };
        for i in 0..lines.len() {
            let line = &lines[i];
            let (Verdict::Blocked(refusal), Some(_)) = (&line.verdict, line.wanted) else { continue };
            let way = match refusal.reason {
                Reason::File => goes(lines, &refusal.path).map(|file| vec![file]),
                Reason::Folder => self.all_going(&refusal.path, &|path| goes(lines, path))?,
                _ => None,
            };
            if let Some(way) = way {
                lines[i].verdict = nothing_there(lines[i].wanted, lines[i].known);
                way.into_iter().for_each(|other| lines[other].in_the_way = true);
            }
        }
        Ok(())
    }

    /// The lines of all files below a folder, or `None` when something there stays.
    fn all_going(
        &self,
        folder: &str,
        goes: &dyn Fn(&str) -> Option<usize>,
    ) -> Result<Option<Vec<usize>>, WriteError> {
        // Only a folder some build made room in; an empty one of a person's own is not the tool's to remove.
        if !self.places.contains_key(folder) {
            return Ok(None);
        }
        let full = self.root.join(folder);
        let mut all = Vec::new();
        for name in self.fs.names(&full).map_err(WriteError::io(&full, Action::Read))? {
            let Some(name) = name.to_str() else { return Ok(None) };
            let path = format!("{folder}/{name}");
            let kind =
                self.fs.kind(&full.join(name)).map_err(WriteError::io(full.join(name), Action::Read))?;
            let below = match kind {
                Some(Kind::Folder) => self.all_going(&path, goes)?,
                // Left by a build that was killed, and swept before this one writes.
                Some(Kind::File { .. }) if is_passing_name(name) => Some(Vec::new()),
                Some(Kind::File { .. }) => goes(&path).map(|found| vec![found]),
                None => Some(Vec::new()),
                Some(Kind::Symlink | Kind::Special) => None,
            };
            match below {
                Some(below) => all.extend(below),
                None => return Ok(None),
            }
        }
        Ok(Some(all))
    }
}

impl Line<'_> {
    fn judge(&mut self, content: Vec<u8>, executable: bool) {
        let recognised =
            |content: &[u8]| self.known.is_some_and(|known| known.contains(&Digest::of(content)));
        self.verdict = match self.wanted {
            None if recognised(&content) => Verdict::Stale,
            Some(wanted) if wanted.bytes == content => {
                // A bit too many is how some file systems show every file; one too few breaks a script.
                if wanted.executable && !executable { Verdict::Changed } else { Verdict::Same }
            }
            Some(_) if recognised(&content) => Verdict::Changed,
            Some(_) if self.known.is_none() => {
                Verdict::Blocked(Refusal { reason: Reason::Foreign, path: self.path.to_string() })
            }
            _ => Verdict::Edited,
        };
        if self.wanted.is_none() {
            self.previous = Some(content);
        }
    }

    /// Whether the update writes this file.
    pub(super) fn is_written(&self) -> bool {
        self.wanted.is_some()
            && matches!(self.verdict, Verdict::New | Verdict::Missing | Verdict::Changed | Verdict::Edited)
    }

    /// Whether the update removes this file.
    pub(super) fn is_removed(&self) -> bool {
        self.wanted.is_none() && matches!(self.verdict, Verdict::Stale | Verdict::Edited)
    }
}

fn nothing_there(wanted: Option<&Artifact>, known: Option<&Known>) -> Verdict {
    match (wanted, known) {
        (None, _) => Verdict::Gone,
        (Some(_), None) => Verdict::New,
        (Some(_), Some(_)) => Verdict::Missing,
    }
}
