use super::Failure;
use crate::source::{Files, ReadError};
use ignore::WalkBuilder;
use std::path::{Path, PathBuf};

/// The files below a folder that may be part of a side, with forward slashes, sorted.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    // Output is often ignored by git, and was named here.
    for entry in WalkBuilder::new(folder).standard_filters(false).hidden(true).build() {
        let entry = entry.map_err(|error| {
            Failure::new(format!("cannot list what is in `{}`: {error}", folder.display()))
        })?;
        if entry.path().is_dir() {
            continue;
        }
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        names.push(below.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/"));
    }
    names.sort();
    Ok(names)
}

/// Whether a path lies in a folder or has a name that begins with a dot, which no side is read from.
pub(super) fn is_hidden(name: &str) -> bool {
    name.split('/').any(|part| part.starts_with('.'))
}

/// Files below a folder that was named on the command line.
pub(super) struct Below(pub(super) PathBuf);

impl Files for Below {
    fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        let path = self.0.join(name);
        std::fs::read(&path)
            .map_err(|error| ReadError { path: path.display().to_string(), reason: error.to_string() })
    }
}
