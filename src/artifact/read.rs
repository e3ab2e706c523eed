//! Reading a folder back as artifacts.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{Disk, Fs, Kind};
use super::path::{PathError, is_own};
use super::tree::{Artifact, Artifacts};

/// Why a folder cannot be read as artifacts.
#[derive(Debug)]
pub enum ReadError {
    /// The system refused.
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A name that is not UTF-8.
    NotUtf8 {
        /// The file or folder.
        path: PathBuf,
    },
    /// A path no build writes.
    Path(PathError),
    /// A symbolic link, a device, a socket or a pipe.
    NotAFile {
        /// What is not a file.
        path: PathBuf,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io { path, source } => write!(f, "cannot read `{}`: {source}", path.display()),
            Self::NotUtf8 { path } => write!(f, "the name of `{}` is not UTF-8", path.display()),
            Self::Path(error) => error.fmt(f),
            Self::NotAFile { path } => write!(f, "`{}` is neither a file nor a folder", path.display()),
        }
    }
}

impl std::error::Error for ReadError {}

/// Reads every file below `folder` except the tool's own; `origin` is 0 in each.
///
/// # Errors
/// When anything there cannot be read or could not have been written by a build: nothing is skipped in silence.
pub fn read(folder: &Path) -> Result<Artifacts, ReadError> {
    let mut artifacts = Artifacts::new();
    read_below(folder, "", &mut artifacts)?;
    Ok(artifacts)
}

fn read_below(folder: &Path, prefix: &str, artifacts: &mut Artifacts) -> Result<(), ReadError> {
    let refuse = |path: &Path| {
        let path = path.to_path_buf();
        move |source| ReadError::Io { path, source }
    };
    let mut names = Disk.names(folder).map_err(refuse(folder))?;
    names.sort();
    for name in names {
        let full = folder.join(&name);
        let Some(name) = name.to_str() else { return Err(ReadError::NotUtf8 { path: full }) };
        if is_own(name) {
            continue;
        }
        let path = format!("{prefix}{name}");
        match Disk.kind(&full).map_err(refuse(&full))? {
            Some(Kind::Folder) => read_below(&full, &format!("{path}/"), artifacts)?,
            Some(Kind::File { executable, .. }) => {
                let bytes = Disk.read(&full).map_err(refuse(&full))?;
                artifacts
                    .insert(&path, Artifact { bytes, executable, origin: 0 })
                    .map_err(ReadError::Path)?;
            }
            Some(Kind::Symlink | Kind::Special) => return Err(ReadError::NotAFile { path: full }),
            None => return Err(refuse(&full)(io::ErrorKind::NotFound.into())),
        }
    }
    Ok(())
}
