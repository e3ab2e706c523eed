//! `.streamwright.lock`: which files in the folder are the tool's.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::digest::Digest;
use super::path::ArtifactPath;

/// First line of a lock saved before the files were touched. `sha256sum -c` skips it like any comment.
const UNFINISHED: &str = "# a build was at work when this was saved; the next build completes it";

/// The contents of a files by which they are known as the tool's: one, or an old and a new one while a build works.
pub(super) type Known = BTreeSet<Digest>;

/// The lock as read or to be written.
///
/// One `sha256  path` line per file, sorted by path. Saved before an update it holds the old and the new lines
/// together, so that a file is recognised whether or not the update reached it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Lock {
    pub(super) files: BTreeMap<ArtifactPath, Known>,
    pub(super) unfinished: bool,
}

impl Lock {
    /// The bytes to save.
    pub(super) fn to_bytes(&self) -> Vec<u8> {
        use std::io::Write as _;
        let mut out = Vec::with_capacity(self.files.len() * 128);
        if self.unfinished {
            out.extend_from_slice(UNFINISHED.as_bytes());
            out.push(b'\n');
        }
        for (path, known) in &self.files {
            for digest in known {
                writeln!(out, "{digest}  {path}").expect("a vector takes every write");
            }
        }
        out
    }

    /// Reads a lock and takes nothing that this tool would not have written.
    pub(super) fn parse(bytes: &[u8]) -> Result<Self, LockError> {
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let line = 1 + bytes[..error.valid_up_to()].iter().filter(|&&byte| byte == b'\n').count();
            LockError { line, problem: LockProblem::NotText }
        })?;
        let mut lock = Self::default();
        let Some(text) = text.strip_suffix('\n') else {
            let problem = if text.is_empty() { LockProblem::Empty } else { LockProblem::CutShort };
            return Err(LockError { line: text.split('\n').count(), problem });
        };
        let mut previous: Option<(ArtifactPath, Digest)> = None;
        for (index, line) in text.split('\n').enumerate() {
            let refuse = |problem| LockError { line: index + 1, problem };
            if index == 0 && line == UNFINISHED {
                lock.unfinished = true;
                continue;
            }
            let (path, digest) = entry(line).map_err(refuse)?;
            if let Some(before) = &previous {
                if before.0 == path && !lock.unfinished {
                    return Err(refuse(LockProblem::Twice(path.to_string())));
                }
                if *before >= (path.clone(), digest) {
                    return Err(refuse(LockProblem::Order));
                }
            }
            lock.files.entry(path.clone()).or_default().insert(digest);
            previous = Some((path, digest));
        }
        Ok(lock)
    }
}

fn entry(line: &str) -> Result<(ArtifactPath, Digest), LockProblem> {
    if ["<<<<<<<", "=======", ">>>>>>>", "|||||||"].iter().any(|mark| line.starts_with(mark)) {
        return Err(LockProblem::MergeConflict);
    }
    if line.ends_with('\r') {
        return Err(LockProblem::CarriageReturn);
    }
    let (digest, path) = line.split_once("  ").ok_or(LockProblem::Shape)?;
    let digest = Digest::parse(digest).ok_or(LockProblem::Shape)?;
    let path = ArtifactPath::new(path).map_err(|error| LockProblem::Path(error.to_string()))?;
    Ok((path, digest))
}

/// Why a lock cannot be read.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LockError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: LockProblem,
}

/// What is wrong with a line of a lock.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum LockProblem {
    /// The file has no content.
    Empty,
    /// The last line has no end: part of the file is missing.
    CutShort,
    /// Bytes that are not UTF-8.
    NotText,
    /// Not 64 hexadecimal digits, two spaces and a path.
    Shape,
    /// A path this tool never writes, and why.
    Path(String),
    /// A line out of order.
    Order,
    /// A path on two lines.
    Twice(String),
    /// A mark that a merge left behind.
    MergeConflict,
    /// A Windows line ending, which `core.autocrlf` puts in.
    CarriageReturn,
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            LockProblem::Empty => f.write_str("the file is empty"),
            LockProblem::CutShort => f.write_str("the last line is cut short"),
            LockProblem::NotText => f.write_str("there are bytes that are not UTF-8 text"),
            LockProblem::Shape => f.write_str("this is not 64 lower-case hexadecimal digits, two spaces and a path"),
            LockProblem::Path(why) => f.write_str(why),
            LockProblem::Order => f.write_str("the lines are no longer sorted by path"),
            LockProblem::Twice(path) => write!(f, "`{path}` is listed twice"),
            LockProblem::MergeConflict => {
                f.write_str("a merge left its conflict marks; take one side whole and build with `--overwrite`")
            }
            LockProblem::CarriageReturn => f.write_str(
                "the line ends like on Windows; git changed the files on checkout: set `* -text` for this folder in \
                 `.gitattributes` and check it out again",
            ),
        }
    }
}

impl std::error::Error for LockError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(content: &str, path: &str) -> String {
        format!("{}  {path}\n", Digest::of(content.as_bytes()))
    }

    fn refused(text: impl AsRef<[u8]>) -> (usize, LockProblem) {
        let error = Lock::parse(text.as_ref()).expect_err("must be refused");
        (error.line, error.problem)
    }

    #[test]
    fn a_lock_comes_back_as_it_was_saved() {
        let mut lock = Lock::default();
        for (path, content) in [("b", "1"), ("a/x y", "2"), ("a-b", "3")] {
            lock.files
                .entry(ArtifactPath::new(path).unwrap())
                .or_default()
                .insert(Digest::of(content.as_bytes()));
        }
        let text = String::from_utf8(lock.to_bytes()).unwrap();
        assert_eq!(text, line("3", "a-b") + &line("2", "a/x y") + &line("1", "b"));
        assert_eq!(Lock::parse(text.as_bytes()), Ok(lock.clone()));
        lock.unfinished = true;
        lock.files.get_mut("b").unwrap().insert(Digest::of(b"4"));
        assert_eq!(Lock::parse(&lock.to_bytes()), Ok(lock));
    }

    #[test]
    fn each_damage_is_named_with_its_line() {
        let good = line("1", "a") + &line("2", "b");
        assert!(Lock::parse(good.as_bytes()).is_ok());
        assert_eq!(refused(""), (1, LockProblem::Empty));
        assert_eq!(refused(good.trim_end()), (2, LockProblem::CutShort));
        assert_eq!(refused([good.as_bytes(), b"\xff\n"].concat()), (3, LockProblem::NotText));
        assert_eq!(refused(format!("{good}\n")), (3, LockProblem::Shape));
        assert_eq!(refused(good.replacen("  b", " b", 1)), (2, LockProblem::Shape));
        assert_eq!(refused(&good[1..]), (1, LockProblem::Shape));
        assert_eq!(refused(line("2", "b") + &line("1", "a")), (2, LockProblem::Order));
        assert_eq!(refused(line("1", "a") + &line("1", "a")), (2, LockProblem::Twice("a".into())));
        assert_eq!(refused(format!("{good}=======\n")), (3, LockProblem::MergeConflict));
        assert_eq!(refused(good.replace('\n', "\r\n")), (1, LockProblem::CarriageReturn));
        let (number, problem) = refused(line("1", "../../etc/passwd"));
        assert!(number == 1 && matches!(problem, LockProblem::Path(_)));
        let unfinished = format!("{UNFINISHED}\n{}", line("1", "a"));
        assert_eq!(refused(format!("{}{UNFINISHED}\n", line("1", "a"))), (2, LockProblem::Shape));
        assert_eq!(refused(format!("{unfinished}{}", line("1", "a"))), (3, LockProblem::Order));
    }
}
