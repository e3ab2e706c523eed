use std::collections::BTreeMap;
use std::fmt;
use std::path::{Component, Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The path as it was asked for.
    pub path: String,
    /// What the system said, as half a sentence.
    pub reason: String,
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", self.path, self.reason)
    }
}

/// Where files come from: the disk, an embedded example, a test.
///
/// Paths are relative with forward slashes, as a blueprint writes them; what they are relative to is the
/// business of the implementation.
pub trait Files {
    /// The bytes of one file.
    ///
    /// # Errors
    /// When the file is not there, cannot be read, or lies outside what this implementation may read.
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError>;
}

/// Files below a folder on disk; nothing above `ceiling` is ever opened.
#[derive(Debug, Clone)]
pub struct DiskFiles {
    base: PathBuf,
    ceiling: PathBuf,
}

impl DiskFiles {
    /// Paths are taken relative to `base`; none may leave `ceiling`, usually the repository `base` lies in.
    #[must_use]
    pub fn new(base: PathBuf, ceiling: PathBuf) -> Self {
        Self { base, ceiling }
    }

    /// Reads relative to `base` and keeps within the git repository around it, or within `base` without one.
    #[must_use]
    pub fn around(base: &Path) -> Self {
        let absolute = base.canonicalize().unwrap_or_else(|_| base.to_path_buf());
        let ceiling = absolute
            .ancestors()
            .find(|folder| folder.join(".git").exists())
            .map_or_else(|| absolute.clone(), Path::to_path_buf);
        Self::new(absolute, ceiling)
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let refuse = |reason: String| ReadError { path: path.to_owned(), reason };
        if Path::new(path).components().any(|c| matches!(c, Component::RootDir | Component::Prefix(_))) {
            return Err(refuse("the path must be relative to the blueprint".into()));
        }
        let full = self.base.join(path);
        // Resolved before it is opened: a symlink is the other way out of the repository.
        let real = full.canonicalize().map_err(|e| refuse(reason(&e)))?;
        let ceiling = self.ceiling.canonicalize().map_err(|e| refuse(reason(&e)))?;
        if !real.starts_with(&ceiling) {
            return Err(refuse("the path leads out of the repository the blueprint lies in".into()));
        }
        std::fs::read(&real).map_err(|e| refuse(reason(&e)))
    }
}

/// What went wrong, without the operating system's number, which differs between systems.
fn reason(error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::NotFound => "there is no such file".into(),
        ErrorKind::PermissionDenied => "permission denied".into(),
        ErrorKind::IsADirectory => "it is a folder".into(),
        _ => error.to_string(),
    }
}

/// Files that exist only in memory: embedded examples and tests.
#[derive(Debug, Clone, Default)]
pub struct MemoryFiles(BTreeMap<String, Vec<u8>>);

impl MemoryFiles {
    /// No files.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// With one more file.
    #[must_use]
    pub fn with(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.0.insert(path.to_owned(), bytes.into());
        self
    }
}

impl Files for MemoryFiles {
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        self.0
            .get(path)
            .cloned()
            .ok_or_else(|| ReadError { path: path.to_owned(), reason: "there is no such file".into() })
    }
}
