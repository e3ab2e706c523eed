//! `diff`: what a change will do.

mod acks;
mod fail_on;
mod folder;
mod formats;
mod side;

use super::screen::Screen;
use super::select::Selection;
use super::{Exit, Failure};
use crate::diff::{Options, diff};
pub(super) use acks::read as acks;
pub(super) use fail_on::FailOn;
pub(super) use formats::Formats;
pub(super) use side::{is_nothing, side};

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
    /// The day, for acknowledgements that hold until one: `2027-06-30`. Nothing else of the report follows from it.
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    #[command(flatten)]
    formats: Formats,
}

impl Arguments {
    /// The blueprint in the working tree that is meant when nobody says.
    fn here(&self, screen: &Screen) -> Result<String, Failure> {
        Ok(Selection::default().one(screen)?.name)
    }
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    arguments.formats.check()?;
    let after = match &arguments.after {
        Some(after) => after.clone(),
        None => arguments.here(screen)?,
    };
    let (before_path, after_path) = (side::path_of(&arguments.before)?, side::path_of(&after)?);
    let before = side(&arguments.before, after_path.as_deref(), None, &arguments.env, screen)?;
    let after = side(&after, before_path.as_deref(), Some(&before), &arguments.env, screen)?;
    let options = Options { texts: arguments.formats.texts(), acks: acks::read(arguments.today.as_deref())? };
    let outcome = diff(before, after, &options);
    arguments.formats.write(&outcome, screen)?;
    let fails = arguments.fail_on.fails(&outcome);
    // Taking everything apart, piece by piece, takes longer than the end of the process does.
    std::mem::forget(outcome);
    Ok(if fails { Exit::Findings } else { Exit::Clean })
}
