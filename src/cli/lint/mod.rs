//! `lint`: manifests, blueprints, folders of both.

mod summary;
mod versions;
mod walk;

use super::choice::unknown;
use super::format::Formats;
use super::screen::Screen;
use super::{Exit, Failure};
use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::{self, Context, Input, Judged, Selection, Targets};
use crate::pipeline::{self, Judging, compile_judged};
use crate::report::Report;
use crate::source::DiskFiles;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Say what is wrong with manifests and blueprints, at the character.
///
/// Folders are searched for YAML and JSON that git does not ignore. What belongs together (a kustomization, a chart, a folder) is judged together; what lies beside a file that is named is read and not reported on. The report goes to stdout, what was looked at to stderr.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Files and folders; `-` reads stdin.
    #[arg(value_name = "PATH", default_value = ".")]
    paths: Vec<PathBuf>,
    /// What stdin is called in the report.
    #[arg(long, value_name = "NAME", default_value = "<stdin>")]
    stdin_filename: String,
    #[command(flatten)]
    versions: versions::Versions,
    /// Say also what may be meant so.
    #[arg(long)]
    pedantic: bool,
    /// Run only these rules; may be repeated, or hold several with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Leave these rules out; may be repeated, or hold several with commas.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// From which severity on the exit code is 1.
    #[arg(long, value_enum, default_value_t, value_name = "LEVEL")]
    fail_on: FailOn,
    #[command(flatten)]
    formats: Formats,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum FailOn {
    /// A finding of any severity.
    Info,
    /// A warning or an error.
    #[default]
    Warning,
    /// An error.
    Error,
    /// Never.
    Never,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let selection = arguments.selection()?;
    arguments.formats.stream(1)?;
    let targets = arguments.versions.targets()?;
    let found = walk::find(&arguments.paths, &arguments.stdin_filename)?;
    let input = Input { given: Some(found.given.clone()), names: found.names.clone(), files: &found };
    let context = Context { targets, platform: None };
    let mut judged = lint::manifests(&input, &context, &selection);
    judged.diagnostics.extend(found.unreadable.iter().map(|why| lint::unreadable(why)));
    blueprints(&mut judged, &selection, &found);
    let Judged { sources, diagnostics, counts, .. } = &judged;
    let subject = summary::counted(counts.files, "file");
    let report = Report { sources, diagnostics, subject: &subject };
    screen.out(&arguments.formats.streamed(&report, screen.out_look()))?;
    arguments.formats.save(&report, screen)?;
    summary::say(counts, &context.targets, screen);
    let exit = arguments.verdict(diagnostics);
    // Taking everything apart, piece by piece, takes longer than the end of the process does.
    std::mem::forget(judged);
    Ok(exit)
}

/// Compiles the blueprints among the files, whose findings join the others.
fn blueprints(judged: &mut Judged, selection: &Selection, found: &walk::Found) {
    for name in std::mem::take(&mut judged.blueprints) {
        let Ok(bytes) = crate::source::Files::read(found, &name) else { continue };
        let folder =
            Path::new(&name).parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = DiskFiles::around(folder);
        let judging = Judging { selection: selection.clone(), today: None };
        let compiled = compile_judged(pipeline::Input { name, bytes, files: &files }, &judging);
        let moved = judged.sources.append(compiled.sources);
        let keep = compiled.diagnostics.into_iter().filter(|d| selection.keeps(d.code));
        judged.diagnostics.extend(keep.map(|diagnostic| diagnostic.moved(moved)));
    }
}

impl Arguments {
    fn selection(&self) -> Result<Selection, Failure> {
        let known: Vec<&str> = lint::vocabulary().map(|code| code.id).collect();
        for name in self.select.iter().chain(&self.ignore) {
            if !known.contains(&name.as_str()) {
                return Err(match unknown("rule", name, &known) {
                    Failure::Trouble { message, help: Some(help) } if help.len() < 100 => {
                        Failure::new(message).help(help)
                    }
                    _ => Failure::new(format!("there is no rule `{name}`"))
                        .help("`streamwright explain` lists what there is"),
                });
            }
        }
        let set = |names: &[String]| names.iter().cloned().collect::<BTreeSet<_>>();
        Ok(Selection {
            only: (!self.select.is_empty()).then(|| set(&self.select)),
            without: set(&self.ignore),
            pedantic: self.pedantic,
            ..Selection::default()
        })
    }

    fn verdict(&self, diagnostics: &[Diagnostic]) -> Exit {
        let least = match self.fail_on {
            FailOn::Info => Severity::Info,
            FailOn::Warning => Severity::Warning,
            FailOn::Error => Severity::Error,
            FailOn::Never => return Exit::Clean,
        };
        if diagnostics.iter().any(|d| d.severity >= least) { Exit::Findings } else { Exit::Clean }
    }
}
