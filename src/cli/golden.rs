//! `golden`: the output that is reviewed, and what a change of it will do.

use super::check::{findings, unchecked, verdict};
use super::diff::{FailOn, Formats, acks, is_nothing, side};
use super::screen::Screen;
use super::select::{Selected, Selection};
use super::{Exit, Failure, config};
use crate::artifact::{self, Artifacts, Difference};
use crate::diff::{Options, Outcome, Side, diff};
use crate::pipeline::compile;
use crate::report::counted;
use std::path::{Path, PathBuf};

/// Keep the output that lies in git, and say what a change of it will do.
///
/// The report compares the blueprint of `--base` with the one here, both compiled by this program. What a newer program makes of the old blueprint is told apart: it is nobody's change.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    Check(Check),
    Update(Update),
}

/// Write nothing; exit with 1 when a build would leave other files, or when the change does what `--fail-on` names.
#[derive(Debug, clap::Args)]
struct Check {
    #[command(flatten)]
    common: Common,
    /// From which severity on the exit code is 1.
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: FailOn,
}

/// Write what a build leaves, and say what that changes.
#[derive(Debug, clap::Args)]
struct Update {
    #[command(flatten)]
    common: Common,
    /// Replace and remove files of earlier builds even where somebody edited them.
    #[arg(long)]
    overwrite: bool,
}

#[derive(Debug, clap::Args)]
struct Common {
    #[command(flatten)]
    selection: Selection,
    /// The folder the output lies in; `.streamwright/config.yaml` may name it instead.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The revision the change is compared with: `git:origin/main`. Without it, what lies in the folder.
    #[arg(long, value_name = "git:REV")]
    base: Option<String>,
    /// The day, for acknowledgements that hold until one: `2027-06-30`. Nothing else of the report follows from it.
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    #[command(flatten)]
    formats: Formats,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let (common, update) = match &arguments.action {
        Action::Check(check) => (&check.common, None),
        Action::Update(update) => (&update.common, Some(update)),
    };
    common.formats.check()?;
    let mut selected = common.selection.one(screen)?;
    if let Some(out) = &common.out {
        selected.out = Some(out.clone());
    }
    let Some(folder) = selected.out.clone() else {
        return Err(Failure::new(format!("where does the output of `{}` lie?", selected.name))
            .help(format!("name the folder: `--out golden/`, or write it into `{}`", config::FILE)));
    };
    let compiled = compile(selected.input());
    screen.err(&findings(&compiled, &selected.name, screen.err_look()));
    let exit = verdict(&compiled);
    unchecked(&compiled, screen);
    let (Exit::Clean, Some(artifacts)) = (exit, compiled.artifacts.clone()) else { return Ok(exit) };
    let differences = artifact::compare(&folder, &artifacts, &artifact::Options::default())
        .map_err(|e| Failure::new(e.to_string()))?;
    let after = compiled.into_side(&selected.name, &[]);
    let outcome = common.outcome(&selected, &folder, after, &differences, screen)?;
    common.formats.write(&outcome, screen)?;
    let exit = match update {
        None => {
            let fails = matches!(&arguments.action, Action::Check(check) if check.fail_on.fails(&outcome));
            let stale = told(&differences, &folder, screen);
            if fails || stale { Exit::Findings } else { Exit::Clean }
        }
        Some(update) => {
            write(update, &folder, &artifacts, screen)?;
            Exit::Clean
        }
    };
    // Taking everything apart, piece by piece, takes longer than the end of the process does.
    std::mem::forget((outcome, artifacts));
    Ok(exit)
}

impl Common {
    /// What the author's change does, with a word on what is the program's.
    fn outcome(
        &self,
        selected: &Selected,
        folder: &Path,
        after: Side,
        differences: &[Difference],
        screen: &Screen,
    ) -> Result<Outcome, Failure> {
        let options = Options { texts: self.formats.texts(), acks: acks(self.today.as_deref())? };
        let Some(base) = self.base.as_deref().filter(|base| !is_nothing(base)) else {
            let mut before = self.written(folder, screen)?;
            if self.base.is_some() {
                before
                    .notes
                    .push("there is no commit to compare with: the output in this checkout is".into());
            }
            return Ok(diff(before, after, &options));
        };
        let mut before = side(base, Some(&selected.name), None, &[], screen)?;
        let mut notes = Vec::new();
        if !differences.is_empty() {
            let (side, note) = program(base, before, folder, screen)?;
            before = side;
            notes.extend(note);
        }
        let mut outcome = diff(before, after, &options);
        outcome.notes.extend(notes);
        if !differences.is_empty() {
            let count = counted(differences.len(), "file");
            let are = if differences.len() == 1 { "is" } else { "are" };
            let stale = "not what a build leaves: run `streamwright golden update` and commit that";
            outcome.notes.push(format!("{count} in `{}` {are} {stale}", shown(folder)));
        }
        Ok(outcome)
    }

    /// The output that lies in the folder.
    fn written(&self, folder: &Path, screen: &Screen) -> Result<Side, Failure> {
        if folder.is_dir() {
            return side(&folder.display().to_string(), None, None, &[], screen);
        }
        let mut side = Side { label: shown(folder), ..Side::default() };
        side.notes.push(format!("`{}` is not there yet: everything counts as new", shown(folder)));
        Ok(side)
    }
}

/// What this program makes of the old blueprint that the one before did not; gives the side of the blueprint back.
fn program(base: &str, old: Side, folder: &Path, screen: &Screen) -> Result<(Side, Option<String>), Failure> {
    if !folder.is_dir() || !old.compiled {
        return Ok((old, None));
    }
    let committed = side(base, Some(&folder.display().to_string()), None, &[], screen)?;
    if committed.members.is_empty() {
        return Ok((old, None));
    }
    let outcome = diff(committed, old, &Options::default());
    let count = outcome.resources.len();
    let note = (count > 0).then(|| {
        let (differ, them) = if count == 1 { ("differs", "it") } else { ("differ", "them") };
        format!(
            "{} of the output {differ} already for the blueprint of `{base}`: this program makes {them} so, not the change to the blueprint",
            counted(count, "object")
        )
    });
    Ok((outcome.into_after(), note))
}

/// Says which files are other ones; whether there are any.
fn told(differences: &[Difference], folder: &Path, screen: &Screen) -> bool {
    if differences.is_empty() {
        screen.say(&format!("{}/ is what a build would leave there", shown(folder)));
        return false;
    }
    for difference in differences {
        screen.say(&difference.to_string());
    }
    let count = counted(differences.len(), "difference");
    screen.say(&format!("{count} in {}/; `streamwright golden update` writes them", shown(folder)));
    true
}

fn write(update: &Update, folder: &Path, artifacts: &Artifacts, screen: &Screen) -> Result<(), Failure> {
    let waiting = || screen.say("another build is writing there; waiting for it");
    let options = artifact::Options {
        overwrite: update.overwrite,
        waiting: Some(&waiting),
        ..artifact::Options::default()
    };
    let report = artifact::write(folder, artifacts, &options).map_err(|e| Failure::new(e.to_string()))?;
    screen.say(&format!(
        "wrote {}, {} unchanged, removed {} in {}/",
        counted(report.written.len(), "file"),
        report.unchanged.len(),
        report.removed.len(),
        shown(folder)
    ));
    Ok(())
}

fn shown(folder: &Path) -> String {
    folder.display().to_string().trim_end_matches('/').to_owned()
}
