//! `diff`: what a change will do.

mod folder;
mod formats;
mod side;

use super::screen::Screen;
use super::select::Selection;
use super::{Exit, Failure};
use crate::diff::{Options, Severity, diff};
use formats::Formats;

/// Say what a change will do, before anyone applies it.
///
/// Each side is a blueprint, a folder of manifests such as the output of a build, a file of them such as a rendered chart, or any of these in a git revision: `git:REV:PATH`, and `git:REV` for the path of the other side. Revisions are read with the git program, nothing is checked out. The report goes to stdout.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What there is; `git:HEAD` unless said.
    #[arg(value_name = "BEFORE", default_value = "git:HEAD")]
    before: String,
    /// What there is to be; the blueprint here unless said.
    #[arg(value_name = "AFTER")]
    after: Option<String>,
    /// Only this environment of a blueprint; may be repeated.
    #[arg(long, value_name = "ENV")]
    env: Vec<String>,
    /// From which severity on the exit code is 1.
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: FailOn,
    #[command(flatten)]
    formats: Formats,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum FailOn {
    /// Whatever restarts nothing.
    Low,
    /// Restarts, or a change that lies inert.
    Medium,
    /// Refused, ignored, stalled, or some clients break.
    #[default]
    High,
    /// Data is lost, or many clients lose access.
    Critical,
    /// Never.
    Never,
}

impl Arguments {
    /// The blueprint in the working tree that is meant when nobody says.
    fn here(&self, screen: &Screen) -> Result<String, Failure> {
        Ok(Selection::default().one(screen)?.name)
    }
}

impl FailOn {
    fn severity(self) -> Option<Severity> {
        match self {
            Self::Low => Some(Severity::Low),
            Self::Medium => Some(Severity::Medium),
            Self::High => Some(Severity::High),
            Self::Critical => Some(Severity::Critical),
            Self::Never => None,
        }
    }
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    arguments.formats.check()?;
    let after = match &arguments.after {
        Some(after) => after.clone(),
        None => arguments.here(screen)?,
    };
    let (before_path, after_path) = (side::path_of(&arguments.before)?, side::path_of(&after)?);
    let before = side::side(&arguments.before, after_path.as_deref(), &arguments.env, screen)?;
    let after = side::side(&after, before_path.as_deref(), &arguments.env, screen)?;
    let outcome = diff(before, after, &Options { texts: arguments.formats.texts() });
    arguments.formats.write(&outcome, screen)?;
    let fails = arguments.fail_on.severity().is_some_and(|limit| outcome.worst() >= limit);
    // Taking everything apart, piece by piece, takes longer than the end of the process does.
    std::mem::forget(outcome);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}
