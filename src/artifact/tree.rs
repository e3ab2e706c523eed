//! The files of one build, in order.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

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
    /// Lower-case spelling of each file and folder → the spelling in use, and whether it is a file.
    taken: BTreeMap<String, (String, bool)>,
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
        let parent = key.parent();
        let beside =
            self.taken.get(&parent.to_ascii_lowercase()).is_some_and(|(n, file)| n == parent && !file);
        let folders =
            || key.folders().filter(|_| !beside).map(|folder| (folder, false)).chain([(path, true)]);
        for (name, is_file) in folders() {
            if let Some((other, other_is_file)) = self.taken.get(&name.to_ascii_lowercase()) {
                if other != name {
                    return refuse(PathProblem::CaseClash { other: other.clone() });
                }
                if is_file || *other_is_file {
                    return refuse(PathProblem::FileAndFolder { both: name.to_owned() });
                }
            }
        }
        for (name, is_file) in folders() {
            if let Entry::Vacant(vacant) = self.taken.entry(name.to_ascii_lowercase()) {
                vacant.insert((name.to_owned(), is_file));
            }
        }
        self.files.insert(key, artifact);
        Ok(())
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
