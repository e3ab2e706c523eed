//! The files of one build, in order.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::path::{ArtifactPath, PathError, PathProblem};

/// One file of the output.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Artifact {
    /// The content, written as it is.
    pub bytes: Vec<u8>,
    /// Whether it is a program: mode 0755 instead of 0644, both less the umask.
    pub executable: bool,
    /// What the file was made from, for whoever put it there; never written.
    pub origin: u32,
}

impl Artifact {
    /// A plain file.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { bytes: bytes.into(), ..Self::default() }
    }
}

/// Files by path, in the order of their bytes: the order of the lock and of everything written.
#[derive(Clone, Debug, Default)]
pub struct Artifacts {
    files: BTreeMap<ArtifactPath, Artifact>,
    /// Every folder above them.
    folders: BTreeSet<String>,
    /// Of each file and folder with a capital: its lower-case spelling → the spelling in use. All others are found by
    /// their own.
    capitals: BTreeMap<String, String>,
}

impl Artifacts {
    /// No files yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one file.
    ///
    /// # Errors
    /// When the path cannot be written everywhere, or not beside the files already here. Nothing is added then.
    pub fn insert(&mut self, path: &str, artifact: Artifact) -> Result<(), PathError> {
        let refuse = |problem| Err(PathError { path: path.to_owned(), problem });
        let key = ArtifactPath::new(path)?;
        if self.files.contains_key(&key) {
            return refuse(PathProblem::Duplicate);
        }
        // Neighbours follow one another: where the folder stands already, so does everything above it.
        let new: Vec<&str> = match key.parent() {
            parent if self.folders.contains(parent) => Vec::new(),
            _ => key.folders().filter(|folder| !self.folders.contains(*folder)).collect(),
        };
        let names = || new.iter().map(|folder| (*folder, false)).chain([(path, true)]);
        for (name, is_file) in names() {
            if let Some(other) = self.other_spelling(name) {
                return refuse(PathProblem::CaseClash { other: other.to_owned() });
            }
            if if is_file { self.folders.contains(name) } else { self.files.contains_key(name) } {
                return refuse(PathProblem::FileAndFolder { both: name.to_owned() });
            }
        }
        let capitals = names().map(|(name, _)| name).filter(|name| has_capital(name));
        self.capitals.extend(capitals.map(|name| (name.to_ascii_lowercase(), name.to_owned())));
        self.folders.extend(new.into_iter().map(str::to_owned));
        self.files.insert(key, artifact);
        Ok(())
    }

    /// What is there already and differs from a new name in capitals only.
    fn other_spelling(&self, name: &str) -> Option<&str> {
        let lower =
            if has_capital(name) { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        if let Some(other) = self.capitals.get(&*lower) {
            return (other != name).then_some(other);
        }
        if matches!(lower, Cow::Borrowed(_)) {
            return None;
        }
        let file = self.files.get_key_value(&*lower).map(|(path, _)| path.as_str());
        file.or_else(|| self.folders.get(&*lower).map(String::as_str))
    }

    /// The file at a path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.files.get(path)
    }

    /// All files in order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&ArtifactPath, &Artifact)> {
        self.files.iter()
    }

    /// How many files there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

fn has_capital(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(first: &str, second: &str) -> PathProblem {
        let mut artifacts = Artifacts::new();
        artifacts.insert(first, Artifact::new("1")).unwrap();
        let problem = artifacts.insert(second, Artifact::new("2")).expect_err(second).problem;
        assert_eq!(artifacts.len(), 1, "a refused file must leave nothing behind");
        problem
    }

    #[test]
    fn paths_that_cannot_stand_side_by_side_are_refused() {
        assert_eq!(problem("a/b", "a/b"), PathProblem::Duplicate);
        assert_eq!(problem("a/b", "a/B"), PathProblem::CaseClash { other: "a/b".into() });
        assert_eq!(problem("A/b", "a/c"), PathProblem::CaseClash { other: "A".into() });
        assert_eq!(problem("A", "a/c"), PathProblem::CaseClash { other: "A".into() });
        assert_eq!(problem("a", "a/c"), PathProblem::FileAndFolder { both: "a".into() });
        assert_eq!(problem("a/b/c", "a/b"), PathProblem::FileAndFolder { both: "a/b".into() });
    }

    #[test]
    fn a_refused_path_takes_no_name() {
        let mut artifacts = Artifacts::new();
        artifacts.insert("x/a", Artifact::default()).unwrap();
        artifacts.insert("New/deep/../x", Artifact::default()).unwrap_err();
        artifacts.insert("y/X/a", Artifact::default()).unwrap();
        artifacts.insert("y/x/b", Artifact::default()).unwrap_err();
        artifacts.insert("new/deep", Artifact::default()).unwrap();
    }

    #[test]
    fn files_come_in_byte_order() {
        let mut artifacts = Artifacts::new();
        for path in ["b", "a/b", "a-b", "a.b"] {
            artifacts.insert(path, Artifact::default()).unwrap();
        }
        let order: Vec<_> = artifacts.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(order, ["a-b", "a.b", "a/b", "b"]);
    }
}
