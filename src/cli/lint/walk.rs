//! Which files are meant: those named, and in folders everything that git does not ignore.

use super::Failure;
use crate::source::{Files, ReadError};
use ignore::WalkBuilder;
use ignore::overrides::OverrideBuilder;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

/// The files of a run.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// With forward slashes, sorted.
    pub(super) names: Vec<String>,
    /// Those that were meant; the others lie beside them.
    pub(super) given: BTreeSet<String>,
    /// What could not be listed.
    pub(super) unreadable: Vec<String>,
    stdin: Option<(String, Vec<u8>)>,
}

/// Finds what paths mean.
pub(super) fn find(paths: &[PathBuf], stdin_name: &str) -> Result<Found, Failure> {
    let mut found = Found::default();
    let mut beside = BTreeSet::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().read_to_end(&mut bytes);
            read.map_err(|e| Failure::new(format!("cannot read stdin: {e}")))?;
            found.given.insert(stdin_name.to_owned());
            found.stdin = Some((stdin_name.to_owned(), bytes));
        } else if path.is_dir() {
            for name in walk(&mut WalkBuilder::new(path), &mut found.unreadable) {
                found.given.insert(name);
            }
        } else if path.symlink_metadata().is_ok() {
            found.given.insert(shown(path));
            beside.insert(belongs_to(path));
        } else {
            let names = pattern(path, &mut found.unreadable)?;
            beside.extend(names.iter().map(|name| belongs_to(Path::new(name))));
            found.given.extend(names);
        }
    }
    let mut names = found.given.clone();
    for (folder, deep) in beside {
        let mut builder = WalkBuilder::new(&folder);
        builder.max_depth(if deep { None } else { Some(1) });
        // What cannot be listed there was not asked for.
        names.extend(walk(&mut builder, &mut Vec::new()));
    }
    found.names = names.into_iter().collect();
    Ok(found)
}

/// The folder that may hold more of what a file is part of, and whether the folders in it count: those of a
/// kustomization or a chart do.
fn belongs_to(file: &Path) -> (PathBuf, bool) {
    let own = folder(file);
    for above in own.ancestors().map(|above| if above == Path::new("") { Path::new(".") } else { above }) {
        let has = |name: &str| above.join(name).is_file();
        if ["kustomization.yaml", "kustomization.yml", "Kustomization", "Chart.yaml"].iter().any(|n| has(n)) {
            return (above.to_path_buf(), true);
        }
        if above.join(".git").exists() {
            break;
        }
    }
    (own.to_path_buf(), false)
}

fn folder(file: &Path) -> &Path {
    file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// The files a pattern such as `k8s/**/*.yaml` means, which no shell has put in its place.
fn pattern(path: &Path, unreadable: &mut Vec<String>) -> Result<Vec<String>, Failure> {
    let text = path.to_string_lossy();
    let absent = || {
        Failure::new(format!("there is no file or folder `{text}`"))
            .help("name what is to be linted, or nothing for the current folder")
    };
    if !text.contains(['*', '?', '[', '{']) {
        return Err(absent());
    }
    let fixed: PathBuf = path
        .components()
        .take_while(|part| !part.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { fixed.as_path() };
    let rest = path.strip_prefix(&fixed).unwrap_or(path).to_string_lossy().into_owned();
    let mut only = OverrideBuilder::new(root);
    let built = only.add(&format!("/{rest}")).and_then(|only| only.build());
    let only = built.map_err(|e| Failure::new(format!("`{text}` is not a pattern: {e}")))?;
    let names = walk(WalkBuilder::new(root).overrides(only), unreadable);
    if names.is_empty() { Err(absent()) } else { Ok(names) }
}

fn walk(builder: &mut WalkBuilder, unreadable: &mut Vec<String>) -> Vec<String> {
    let mut names = Vec::new();
    for entry in builder.require_git(false).build() {
        match entry {
            Ok(entry) if is_meant(entry.path()) && !entry.path().is_dir() => names.push(shown(entry.path())),
            Ok(_) => {}
            Err(error) => unreadable.push(format!("cannot list what is there: {error}")),
        }
    }
    names
}

/// Whether the name promises YAML or JSON.
fn is_meant(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    matches!(ending, Some("yaml" | "yml" | "json" | "properties"))
        || path.file_name().is_some_and(|n| n == "Kustomization")
}

/// As a report shows it.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(".").unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

impl Found {
    /// The name of stdin and what came through it.
    pub(super) fn stdin(&self) -> Option<(&str, &[u8])> {
        self.stdin.as_ref().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}

impl Files for Found {
    fn read(&self, name: &str) -> Result<Vec<u8>, ReadError> {
        match &self.stdin {
            Some((own, bytes)) if own == name => Ok(bytes.clone()),
            _ => std::fs::read(name)
                .map_err(|error| ReadError { path: name.to_owned(), reason: error.to_string() }),
        }
    }
}
