//! What must hold of a folder at every moment, and after a build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::artifact::digest::Digest;
use crate::artifact::disk::{Disk, Fs as _, Kind};
use crate::artifact::lock::Lock;
use crate::artifact::path::is_passing_name;
use crate::artifact::write::{compare_with, write_with};
use crate::artifact::{Artifact, Artifacts, LOCK_FILE, Options, WriteError};

/// Files a person put there.
pub(super) type Foreign = BTreeMap<&'static str, &'static str>;

/// Paths with their content; a path that ends in `!` is a program.
pub(super) fn files(list: &[(&str, &str)]) -> Artifacts {
    let mut artifacts = Artifacts::new();
    for (path, content) in list {
        let executable = path.ends_with('!');
        let artifact = Artifact { executable, ..Artifact::new(*content) };
        artifacts.insert(path.trim_end_matches('!'), artifact).unwrap();
    }
    artifacts
}

/// A fresh folder, in memory where the system has such a place: the fault tests make thousands.
pub(super) fn scratch() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

pub(super) fn put(root: &Path, path: &str, content: &str) {
    let full = root.join(path);
    fs::create_dir_all(full.parent().unwrap()).unwrap();
    fs::write(full, content).unwrap();
}

pub(super) fn build(root: &Path, artifacts: &Artifacts) -> Result<crate::artifact::Report, WriteError> {
    write_with(&Disk, root, artifacts, &Options::default(), 1)
}

/// Every file below a folder, and every folder with nothing in it (with a slash at its end).
pub(super) fn found(root: &Path) -> BTreeMap<String, Vec<u8>> {
    fn below(folder: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
        let mut empty = true;
        for name in Disk.names(folder).unwrap() {
            empty = false;
            let full = folder.join(&name);
            let path = format!("{prefix}{}", name.to_str().unwrap());
            match Disk.kind(&full).unwrap() {
                Some(Kind::Folder) => below(&full, &format!("{path}/"), found),
                Some(Kind::Symlink) => {
                    let target = fs::read_link(&full).unwrap();
                    found.insert(path, target.into_os_string().into_encoded_bytes());
                }
                _ => {
                    found.insert(path, fs::read(&full).unwrap());
                }
            }
        }
        if empty && !prefix.is_empty() {
            found.insert(prefix.to_owned(), Vec::new());
        }
    }
    let mut all = BTreeMap::new();
    below(root, "", &mut all);
    all
}

/// The law of every moment; `Err` says what broke it.
pub(super) fn whole(root: &Path, old: &Artifacts, new: &Artifacts, foreign: &Foreign) -> Result<(), String> {
    let mut found = found(root);
    let lock = match found.remove(LOCK_FILE) {
        Some(bytes) => Lock::parse(&bytes).map_err(|error| error.to_string())?,
        None => Lock::default(),
    };
    for (path, content) in foreign {
        if found.remove(*path).as_deref() != Some(content.as_bytes()) {
            return Err(format!("`{path}` was a person's and is lost"));
        }
    }
    for artifacts in [old, new] {
        for (path, _) in artifacts.iter() {
            let both = old.get(path.as_str()).is_some() && new.get(path.as_str()).is_some();
            if both && !found.contains_key(path.as_str()) {
                return Err(format!("`{path}` is lost"));
            }
        }
    }
    for (path, bytes) in found {
        let name = path.rsplit('/').next().unwrap_or_default();
        if path.ends_with('/') || is_passing_name(name) || name == ".streamwright.lock.tmp" {
            continue;
        }
        let as_in =
            |artifacts: &Artifacts| artifacts.get(&path).is_some_and(|artifact| artifact.bytes == bytes);
        if !as_in(old) && !as_in(new) {
            return Err(format!("`{path}` is neither old nor new"));
        }
        if !lock.files.get(path.as_str()).is_some_and(|known| known.contains(&Digest::of(&bytes))) {
            return Err(format!("`{path}` is not known from the lock"));
        }
    }
    Ok(())
}

/// What must hold after a build that succeeded.
pub(super) fn exact(root: &Path, new: &Artifacts, foreign: &Foreign) -> Result<(), String> {
    let mut found = found(root);
    let lock = found.remove(LOCK_FILE).unwrap_or_default();
    let lines: String =
        new.iter().map(|(path, artifact)| format!("{}  {path}\n", Digest::of(&artifact.bytes))).collect();
    if lock != lines.as_bytes() {
        return Err(format!("the lock is {:?}", String::from_utf8_lossy(&lock)));
    }
    for (path, content) in foreign {
        if found.remove(*path).as_deref() != Some(content.as_bytes()) {
            return Err(format!("`{path}` was a person's and is lost"));
        }
    }
    for (path, artifact) in new.iter() {
        if found.remove(path.as_str()).as_deref() != Some(&artifact.bytes[..]) {
            return Err(format!("`{path}` is not as wanted"));
        }
        let kind = Disk.kind(&root.join(path.as_str())).unwrap();
        if cfg!(unix)
            && !matches!(kind, Some(Kind::File { executable, .. }) if executable >= artifact.executable)
        {
            return Err(format!("`{path}` has the wrong mode"));
        }
    }
    if let Some(path) = found.keys().next() {
        return Err(format!("`{path}` is left over"));
    }
    match compare_with(&Disk, root, new, &Options::default(), 1) {
        Ok(differences) if differences.is_empty() => Ok(()),
        other => Err(format!("the comparison says {other:?}")),
    }
}
