//! What a git repository held at a revision, read with the git program and without a checkout.

mod batch;
mod tree;

pub(super) use tree::{GitFiles, Tree, folder, joined};

use super::Failure;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Why git gave no answer.
pub(super) enum Why {
    /// It cannot be run.
    Absent(String),
    /// What it said.
    Refused(String),
}

/// What git prints, as it is.
pub(super) fn ask(arguments: &[&str]) -> Result<Vec<u8>, Why> {
    let run = Command::new("git").args(arguments).stdin(Stdio::null()).output();
    let output = run.map_err(|e| Why::Absent(e.to_string()))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(Why::Refused(words.lines().next().unwrap_or("it gives no reason").to_owned()))
}

fn text(arguments: &[&str]) -> Result<String, Why> {
    ask(arguments).map(|bytes| String::from_utf8_lossy(&bytes).trim_end_matches(['\n', '\r']).to_owned())
}

/// The root of the repository around the current folder.
pub(super) fn top() -> Result<PathBuf, Failure> {
    text(&["rev-parse", "--show-toplevel"]).map(PathBuf::from).map_err(|why| match why {
        Why::Absent(why) => Failure::new(format!("git cannot be run: {why}"))
            .help("install git, or name two files or folders instead of a revision"),
        Why::Refused(why) => {
            Failure::new(format!("a revision needs a git repository around this folder: {why}"))
                .help("run it inside the repository, or name two files or folders")
        }
    })
}

/// The way from the root of the repository to the current folder: `deploy/`, or nothing.
pub(super) fn prefix() -> Result<String, Failure> {
    text(&["rev-parse", "--show-prefix"]).map_err(|why| match why {
        Why::Absent(why) | Why::Refused(why) => {
            Failure::new(format!("git cannot tell where this folder is: {why}"))
        }
    })
}

/// The commit a revision means.
pub(super) fn commit(revision: &str) -> Result<String, Failure> {
    let wanted = format!("{revision}^{{commit}}");
    // Whatever a revision is called, it is never taken for an option.
    text(&["rev-parse", "--verify", "--quiet", "--end-of-options", &wanted]).map_err(|_| {
        let shallow = text(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|text| text == "true");
        Failure::new(format!("git knows no revision `{revision}` here")).help(if shallow {
            "this clone is shallow: fetch what is missing, for example with `fetch-depth: 0` of actions/checkout or `git fetch --unshallow`"
        } else {
            "name a branch, a tag or a commit that was fetched: `git:origin/main`"
        })
    })
}
