use super::Failure;
use super::walk::Found;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Keeps as given only the files that changed since a revision, committed or not, new ones too.
///
/// The git program is asked, which knows what its repository is set up to do.
pub(super) fn keep(found: &mut Found, revision: &str) -> Result<(), Failure> {
    if revision.starts_with('-') {
        return Err(
            Failure::new(format!("`{revision}` is not a revision")).help("write `--since origin/main`")
        );
    }
    let top = git(&["rev-parse", "--show-toplevel"]).map_err(|why| match why {
        Why::Absent(why) => {
            Failure::new(format!("`--since` asks git what changed, and git cannot be run: {why}"))
                .help("install git, or name the files that changed")
        }
        Why::Refused(why) => {
            Failure::new(format!("`--since` needs a git repository around this folder: {why}"))
                .help("run it inside the repository, or name the files that changed")
        }
    })?;
    let commit = format!("{revision}^{{commit}}");
    git(&["rev-parse", "--verify", "--quiet", &commit]).map_err(|_| {
        let shallow = git(&["rev-parse", "--is-shallow-repository"]).is_ok_and(|text| text.trim() == "true");
        let failure = Failure::new(format!("git knows no revision `{revision}` here"));
        failure.help(if shallow {
            "this clone is shallow: fetch what is missing, for example with `git fetch --unshallow` or `fetch-depth: 0`"
        } else {
            "name a branch, a tag or a commit that was fetched: `--since origin/main`"
        })
    })?;
    // What changed since the two went apart, not what the other side did meanwhile.
    let base = git(&["merge-base", revision, "HEAD"]).map(|base| base.trim().to_owned());
    let base = base.map_err(|_| {
        Failure::new(format!("`{revision}` and what is checked out have no commit in common here"))
            .help("if this clone is shallow, fetch more of it: `git fetch --unshallow`")
    })?;
    let asked = |arguments: &[&str]| {
        git(arguments).map_err(|why| Failure::new(format!("git cannot tell what changed: {}", why.words())))
    };
    let changed = asked(&["diff", "--name-only", "-z", "--no-renames", "--diff-filter=d", &base, "--"])?;
    let new = asked(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
    let top = PathBuf::from(top.trim_end_matches(['\n', '\r']));
    let real = |path: &Path| path.canonicalize().ok();
    let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    let changed: std::collections::BTreeSet<PathBuf> =
        names.filter_map(|name| real(&top.join(name))).collect();
    found.given.retain(|name| real(Path::new(name)).is_some_and(|path| changed.contains(&path)));
    Ok(())
}

enum Why {
    Absent(String),
    Refused(String),
}

impl Why {
    fn words(self) -> String {
        match self {
            Self::Absent(why) | Self::Refused(why) => why,
        }
    }
}

fn git(arguments: &[&str]) -> Result<String, Why> {
    let run = Command::new("git").args(arguments).stdin(std::process::Stdio::null()).output();
    let output = run.map_err(|e| Why::Absent(e.to_string()))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let words = String::from_utf8_lossy(&output.stderr);
    Err(Why::Refused(words.lines().next().unwrap_or("it gives no reason").to_owned()))
}
