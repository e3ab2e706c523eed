//! Why the files could not be written, in sentences for the person at the terminal.

use std::error::Error;
use std::fmt;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::lock::LockError;
use super::path::LOCK_FILE;

/// Why a folder could not be written or compared.
#[derive(Debug)]
pub enum WriteError {
    /// Something in the folder is not the tool's to replace. Nothing was changed.
    Refused {
        /// The output folder.
        folder: PathBuf,
        /// Everything that stands in the way, by path.
        refusals: Vec<Refusal>,
    },
    /// The lock cannot be read, so nobody knows which files are the tool's. Nothing was changed.
    Lock {
        /// The lock.
        path: PathBuf,
        /// Where and why.
        error: LockError,
    },
    /// Another build kept the folder to itself for longer than one was ready to wait. Nothing was changed.
    Busy {
        /// The output folder.
        folder: PathBuf,
    },
    /// The output path is taken by something that is not a folder. Nothing was changed.
    NotAFolder {
        /// The output path.
        folder: PathBuf,
    },
    /// The disk refused.
    Io {
        /// The file or folder it was about.
        path: PathBuf,
        /// What was tried.
        action: Action,
        /// What the system said.
        source: io::Error,
        /// Whether some files are new already. Each is whole, old or new, and the next build completes the set.
        partial: bool,
    },
}

/// One thing in the output folder that a build may not replace or remove.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Refusal {
    /// Why.
    pub reason: Reason,
    /// The file or folder, relative to the output folder.
    pub path: String,
}

/// Why something in the output folder may not be replaced or removed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// The tool wrote this file and somebody changed it since.
    Edited,
    /// The tool did not write this file, and its content is another than the build's.
    Foreign,
    /// A symbolic link, which could lead out of the folder.
    Symlink,
    /// A folder where the build has a file.
    Folder,
    /// A file where the build has a folder.
    File,
    /// A device, a socket or a pipe.
    Special,
}

/// What was being done when the disk refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Action {
    /// Reading a file or what kind of thing a path is.
    Read,
    /// Taking the folder for this build alone.
    Reserve,
    /// Making a folder.
    CreateFolder,
    /// Writing a file beside the one it replaces.
    Write,
    /// Putting the written file in place.
    Replace,
    /// Removing a file.
    Remove,
}

impl WriteError {
    pub(super) fn io(path: impl Into<PathBuf>, action: Action) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, action, source, partial: false }
    }

    /// The same error, said of an update that had begun to change files.
    pub(super) fn after_changes(self) -> Self {
        match self {
            Self::Io { path, action, source, .. } => Self::Io { path, action, source, partial: true },
            other => other,
        }
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { folder, refusals } => refused(f, folder, refusals),
            Self::Lock { path, error } => write!(
                f,
                "cannot tell which files in the output folder are this tool's, since `{}` is damaged: {error}. \
                 Restore it from version control, or build into an empty folder. No file was changed.",
                path.display()
            ),
            Self::Busy { folder } => write!(
                f,
                "another build is writing to `{}`. Wait for it to end, then build again. No file was changed.",
                folder.display()
            ),
            Self::NotAFolder { folder } => write!(
                f,
                "`{}` is not a folder. Name a folder, or a path where one can be made. No file was changed.",
                folder.display()
            ),
            Self::Io { path, action, source, partial } => {
                let verb = match action {
                    Action::Read => "read",
                    Action::Reserve => "reserve",
                    Action::CreateFolder => "make the folder",
                    Action::Write | Action::Replace => "write",
                    Action::Remove => "remove",
                };
                write!(f, "cannot {verb} `{}`: {source}. {}", path.display(), advice(source.kind()))?;
                f.write_str(if *partial {
                    " Each file is whole, old or new: the next build completes the set."
                } else {
                    " No file was changed."
                })
            }
        }
    }
}

impl Error for WriteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Lock { error, .. } => Some(error),
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

fn refused(f: &mut fmt::Formatter<'_>, folder: &Path, refusals: &[Refusal]) -> fmt::Result {
    for (index, group) in refusals.chunk_by(|a, b| a.reason == b.reason).enumerate() {
        let folder = folder.display();
        let (what, advice) = match group[0].reason {
            Reason::Edited => (
                "changed since the last build wrote them",
                "Move each change into the blueprint, or build with `--overwrite` to lose it.",
            ),
            Reason::Foreign => (
                "not written by this tool, and the build needs their names",
                "Move or rename them; `--overwrite` does not touch them.",
            ),
            Reason::Symlink => (
                "symbolic links, which are never written through or replaced",
                "Remove each link, or put a real file or folder in its place.",
            ),
            Reason::Folder => ("folders where the build has a file", "Move or remove them."),
            Reason::File => ("files where the build has a folder", "Move or remove them."),
            Reason::Special => ("neither files nor folders", "Remove them."),
        };
        let break_before = if index == 0 { "" } else { "\n" };
        writeln!(f, "{break_before}in `{folder}`, {what}:")?;
        for refusal in group {
            writeln!(f, "  {}", refusal.path)?;
        }
        write!(f, "{advice}")?;
    }
    if refusals.iter().any(|refusal| refusal.reason == Reason::Foreign) {
        write!(f, " If the last build did write them, restore `{LOCK_FILE}` from version control.")?;
    }
    f.write_str(" No file was changed.")
}

fn advice(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => {
            "Make room there, or build into another folder."
        }
        ErrorKind::ReadOnlyFilesystem => "Allow writing there, or build into another folder.",
        ErrorKind::PermissionDenied => "Let this user read and write there, or build into another folder.",
        ErrorKind::NotADirectory => "A part of that path is a file: build into another folder.",
        ErrorKind::InvalidFilename => {
            "Shorten the path of the output folder or the name the file is made from."
        }
        _ => "Build again once that is mended.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_way_is_listed_by_reason() {
        let refusal = |reason, path: &str| Refusal { reason, path: path.into() };
        let refusals = vec![
            refusal(Reason::Edited, "a.yaml"),
            refusal(Reason::Edited, "b.yaml"),
            refusal(Reason::Foreign, "c.yaml"),
        ];
        let said = WriteError::Refused { folder: "out".into(), refusals }.to_string();
        assert_eq!(
            said,
            "in `out`, changed since the last build wrote them:\n  a.yaml\n  b.yaml\nMove each change into the \
             blueprint, or build with `--overwrite` to lose it.\nin `out`, not written by this tool, and the build \
             needs their names:\n  c.yaml\nMove or rename them; `--overwrite` does not touch them. If the last \
             build did write them, restore `.streamwright.lock` from version control. No file was changed."
        );
    }

    #[test]
    fn a_disk_error_names_the_path_and_says_what_became_of_the_files() {
        let error = || WriteError::io("out/x", Action::Write)(io::Error::from(ErrorKind::StorageFull));
        let said = error().to_string();
        assert!(
            said.starts_with("cannot write `out/x`: ") && said.ends_with("No file was changed."),
            "{said}"
        );
        assert!(said.contains("Make room"), "{said}");
        assert!(error().after_changes().to_string().ends_with("the next build completes the set."));
    }
}
