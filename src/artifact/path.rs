//! Where a file goes, in one spelling for every system.

use std::fmt;

/// The file that lists what the tool wrote; it lies directly in the output folder.
pub const LOCK_FILE: &str = ".streamwright.lock";

/// Every name that starts like this belongs to the tool itself.
const OWN_PREFIX: &str = ".streamwright";

/// Folders whose second segment is an environment.
const BY_ENVIRONMENT: [&str; 2] = ["manifests", "ambari"];

/// What the common file systems take as one name, in bytes.
const LONGEST_SEGMENT: usize = 255;

/// A file's place below the output folder: ASCII segments joined by `/`, legal on Linux, macOS and Windows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct ArtifactPath(String);

impl ArtifactPath {
    /// Takes a path that means the same file everywhere.
    ///
    /// # Errors
    /// When some system would refuse it, change it, or leave the output folder by it.
    pub fn new(path: &str) -> Result<Self, PathError> {
        match problem(path) {
            None => Ok(Self(path.to_owned())),
            Some(problem) => Err(PathError { path: path.to_owned(), problem }),
        }
    }

    /// The path as it is written in the lock.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folders above the file, outermost first: `a`, `a/b` for `a/b/c.yaml`.
    pub fn folders(&self) -> impl Iterator<Item = &str> {
        self.0.match_indices('/').map(|(at, _)| &self.0[..at])
    }

    /// The innermost folder above the file, or the empty string for the output folder itself.
    #[must_use]
    pub fn parent(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(parent, _)| parent)
    }

    /// The environment this file belongs to; `None` for a file all environments share, like `PLAN.md`.
    ///
    /// Read from the path and never stored beside it, since a file that is no longer produced has only its path.
    #[must_use]
    pub fn environment(&self) -> Option<&str> {
        let (first, rest) = self.0.split_once('/')?;
        let (environment, _) = rest.split_once('/')?;
        BY_ENVIRONMENT.contains(&first).then_some(environment)
    }

    /// The Kubernetes cluster this file belongs to, by its key in the blueprint.
    #[must_use]
    pub fn cluster(&self) -> Option<&str> {
        let below = self.0.strip_prefix("manifests/")?;
        let (cluster, _) = below.split_once('/')?.1.split_once('/')?;
        Some(cluster)
    }
}

impl fmt::Display for ArtifactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::borrow::Borrow<str> for ArtifactPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// Whether a name in the output folder is one of the tool's own: the lock, a file half written, its settings.
pub(super) fn is_own(name: &str) -> bool {
    name.get(..OWN_PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(OWN_PREFIX))
}

/// The name a file has while it is being written.
pub(super) fn passing_name(mark: &str) -> String {
    format!("{OWN_PREFIX}-{mark}.tmp")
}

/// Whether a build that was killed may have left a file of this name.
pub(super) fn is_passing_name(name: &str) -> bool {
    name.strip_prefix(OWN_PREFIX).is_some_and(|rest| rest.starts_with('-') && rest.ends_with(".tmp"))
}

fn problem(path: &str) -> Option<PathProblem> {
    if path.is_empty() {
        return Some(PathProblem::Empty);
    }
    let drive = path.as_bytes().get(1) == Some(&b':') && path.as_bytes()[0].is_ascii_alphabetic();
    if path.starts_with('/') || drive {
        return Some(PathProblem::Absolute);
    }
    path.split('/').filter(|segment| !is_usual(segment)).find_map(segment_problem)
}

/// Whether nothing can be wrong with a segment, seen at a glance: nearly all are so.
fn is_usual(segment: &str) -> bool {
    let b = segment.as_bytes();
    // Devices have names of three or four letters.
    let stem = b.iter().position(|b| *b == b'.').unwrap_or(b.len());
    let mut usual = stem > 4 && b.len() <= LONGEST_SEGMENT && b.last() != Some(&b'.');
    for b in b {
        usual &= b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    }
    usual
}

fn segment_problem(segment: &str) -> Option<PathProblem> {
    let owned = || segment.to_owned();
    if segment.is_empty() {
        return Some(PathProblem::EmptySegment);
    }
    if segment == "." || segment == ".." {
        return Some(PathProblem::DotSegment(owned()));
    }
    for character in segment.chars() {
        // macOS stores an accent apart from its letter, so one name would come back as another.
        if !character.is_ascii() {
            return Some(PathProblem::NotAscii(character));
        }
        if character.is_ascii_control() || "<>:\"|?*\\".contains(character) {
            return Some(PathProblem::Character(character));
        }
    }
    if segment.len() > LONGEST_SEGMENT {
        return Some(PathProblem::TooLong { segment: owned(), bytes: segment.len() });
    }
    if segment.ends_with(['.', ' ']) {
        return Some(PathProblem::Ending(owned()));
    }
    if is_device(segment) {
        return Some(PathProblem::Reserved(owned()));
    }
    is_own(segment).then(|| PathProblem::Own(owned()))
}

/// Windows opens a device for these names, whatever follows the first dot.
fn is_device(segment: &str) -> bool {
    let stem = segment.split('.').next().unwrap_or(segment).trim_end().to_ascii_lowercase();
    match stem.as_str() {
        "con" | "prn" | "aux" | "nul" | "conin$" | "conout$" => true,
        _ => {
            let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
            numbered.is_some_and(|n| n.len() == 1 && matches!(n.as_bytes()[0], b'1'..=b'9'))
        }
    }
}

/// A path that cannot stand in an output folder, alone or beside the others.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PathError {
    /// The path as it was given.
    pub path: String,
    /// What is wrong with it.
    pub problem: PathProblem,
}

/// What is wrong with a path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PathProblem {
    /// Nothing is written.
    Empty,
    /// It starts at the root of a disk.
    Absolute,
    /// Two slashes in a row, or one at the end.
    EmptySegment,
    /// A `.` or `..` segment.
    DotSegment(String),
    /// A character Windows refuses in names, the backslash and control characters among them.
    Character(char),
    /// A character outside ASCII.
    NotAscii(char),
    /// A segment that ends in a dot or a space, which Windows drops.
    Ending(String),
    /// A device name of Windows.
    Reserved(String),
    /// A name that starts like the tool's own files.
    Own(String),
    /// A segment longer than file systems take.
    TooLong {
        /// The segment.
        segment: String,
        /// Its length; 255 is the most there may be.
        bytes: usize,
    },
    /// The same path twice.
    Duplicate,
    /// Another path, or a folder of one, differs in upper and lower case only.
    CaseClash {
        /// The path or folder that was there first.
        other: String,
    },
    /// One path needs a folder where another needs a file.
    FileAndFolder {
        /// The name that would have to be both.
        both: String,
    },
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = &self.path;
        match &self.problem {
            PathProblem::Empty => write!(f, "a file has an empty path"),
            PathProblem::Absolute => {
                write!(
                    f,
                    "`{path}` starts at the root of a disk; only paths below the output folder are written"
                )
            }
            PathProblem::EmptySegment => {
                write!(f, "`{path}` has an empty name between two slashes or at its end")
            }
            PathProblem::DotSegment(segment) => {
                write!(f, "`{path}` holds the segment `{segment}`; a path names each folder by its own name")
            }
            PathProblem::Character(c) => {
                write!(f, "`{path}` holds {c:?}, which Windows refuses in file names")
            }
            PathProblem::NotAscii(c) => {
                write!(f, "`{path}` holds {c:?}; only ASCII names come back unchanged from every file system")
            }
            PathProblem::Ending(segment) => {
                write!(f, "`{segment}` in `{path}` ends in a dot or a space, which Windows drops")
            }
            PathProblem::Reserved(segment) => {
                write!(f, "`{segment}` in `{path}` names a device on Windows; choose another name")
            }
            PathProblem::Own(segment) => {
                write!(
                    f,
                    "`{segment}` in `{path}` starts with `{OWN_PREFIX}`, which is kept for the tool's own files"
                )
            }
            PathProblem::TooLong { segment, bytes } => write!(
                f,
                "`{segment}` is {bytes} bytes long, and file systems take {LONGEST_SEGMENT}; shorten the name it is made from"
            ),
            PathProblem::Duplicate => write!(f, "`{path}` is produced twice"),
            PathProblem::CaseClash { other } => write!(
                f,
                "`{path}` and `{other}` differ in upper and lower case only, which is one file on macOS and Windows; \
                 rename one of the two"
            ),
            PathProblem::FileAndFolder { both } => {
                write!(f, "`{path}` cannot be written: `{both}` would be a file and a folder at once")
            }
        }
    }
}

impl std::error::Error for PathError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(path: &str) -> PathProblem {
        ArtifactPath::new(path).expect_err(path).problem
    }

    #[test]
    fn paths_that_mean_the_same_everywhere_are_taken() {
        for path in [
            "PLAN.md",
            "manifests/dev/aks/00-cluster/10-namespace-a.yaml",
            "a b/.helmignore",
            "com0/console",
            "x..y",
        ] {
            assert_eq!(ArtifactPath::new(path).map(|p| p.to_string()), Ok(path.to_owned()));
        }
    }

    #[test]
    fn each_hostile_path_has_its_own_error() {
        assert_eq!(refused(""), PathProblem::Empty);
        assert_eq!(refused("/etc/passwd"), PathProblem::Absolute);
        assert_eq!(refused("C:/x"), PathProblem::Absolute);
        assert_eq!(refused("a//b"), PathProblem::EmptySegment);
        assert_eq!(refused("a/"), PathProblem::EmptySegment);
        assert_eq!(refused("a/../b"), PathProblem::DotSegment("..".into()));
        assert_eq!(refused("./b"), PathProblem::DotSegment(".".into()));
        for c in ['<', '>', ':', '"', '|', '?', '*', '\\', '\n', '\0', '\u{7f}'] {
            assert_eq!(refused(&format!("a/b{c}c")), PathProblem::Character(c));
        }
        assert_eq!(refused("caf\u{e9}.yaml"), PathProblem::NotAscii('\u{e9}'));
        assert_eq!(refused("a./b"), PathProblem::Ending("a.".into()));
        assert_eq!(refused("a/b "), PathProblem::Ending("b ".into()));
        for name in ["con", "AUX.yaml", "Nul.tar.gz", "lpt9", "COM1.x", "prn .x"] {
            assert_eq!(refused(&format!("d/{name}")), PathProblem::Reserved(name.into()));
        }
        assert_eq!(refused(".streamwright.lock"), PathProblem::Own(".streamwright.lock".into()));
        assert_eq!(refused("a/.Streamwright-1.tmp"), PathProblem::Own(".Streamwright-1.tmp".into()));
        let long = "x".repeat(256);
        assert_eq!(refused(&long), PathProblem::TooLong { segment: long.clone(), bytes: 256 });
        assert!(ArtifactPath::new(&long[1..]).is_ok());
    }

    #[test]
    fn a_glance_sees_what_a_closer_look_sees() {
        for name in
            ["con", "com1.x", "a.", "longer.", "conin$", "a b", "x/y", "", ".streamwright", "plain-1.yaml"]
        {
            assert!(!is_usual(name) || segment_problem(name).is_none(), "{name}");
        }
        assert!(is_usual("10-namespace-a.yaml") && !is_usual(&"x".repeat(256)));
    }

    #[test]
    fn the_environment_is_the_folder_below_manifests_or_ambari() {
        let of = |path: &str| ArtifactPath::new(path).unwrap().environment().map(str::to_owned);
        assert_eq!(of("manifests/dev/aks/k.yaml"), Some("dev".into()));
        assert_eq!(of("ambari/prod/hdi/apply.sh"), Some("prod".into()));
        assert_eq!(of("manifests/README.md"), None);
        assert_eq!(of("charts/dev/x.yaml"), None);
        assert_eq!(of("PLAN.md"), None);
    }

    #[test]
    fn folders_come_outermost_first() {
        let path = ArtifactPath::new("a/b/c.yaml").unwrap();
        assert_eq!(path.folders().collect::<Vec<_>>(), ["a", "a/b"]);
        assert_eq!(path.parent(), "a/b");
        assert_eq!(ArtifactPath::new("PLAN.md").unwrap().parent(), "");
    }
}
