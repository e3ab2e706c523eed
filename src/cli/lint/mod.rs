//! `lint`: manifests, blueprints, folders of both.

mod baseline;
mod crd;
mod mend;
mod repository;
mod since;
mod summary;
mod today;
mod versions;
mod walk;
mod with;

pub(super) use today::{is_day, today};

use super::choice::unknown;
use super::format::Formats;
use super::screen::Screen;
use super::{Exit, Failure};
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::lint::{self, Context, Input, Judged, Selection, Settlement, Targets};
use crate::pipeline::{self, Judging, compile_judged};
use crate::report::Report;
use crate::source::{DiskFiles, Files};
use repository::Repository;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Say what is wrong with manifests and blueprints, at the character.
///
/// Folders are searched for YAML, JSON and properties that git does not ignore. What belongs together (a kustomization, a chart, a folder) is judged together; what lies beside a file that is named is read and not reported on. The report goes to stdout, what was looked at to stderr.
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
    /// Judge manifests by the facts of this blueprint: its versions, networks and clusters.
    #[arg(long, value_name = "BLUEPRINT")]
    with: Option<PathBuf>,
    /// Which environment of that blueprint; the default one unless said.
    #[arg(long, value_name = "ENV")]
    env: Option<String>,
    /// Check custom resources by these CustomResourceDefinitions as well; a file, or a folder of them. May be repeated.
    #[arg(long, value_name = "FILE|DIR")]
    crd: Vec<PathBuf>,
    /// Report only on files that changed since this git revision and the checkout went apart, or are new.
    #[arg(long, value_name = "REV")]
    since: Option<String>,
    /// Report only on the files that are named, which is what happens anyway; for `pre-commit` and scripts that say so.
    #[arg(long)]
    only_given: bool,
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
    /// Take what is found now for known, so that from now on only what is new is said; kept in `.streamwright/baseline.yaml`.
    #[arg(long, conflicts_with_all = ["fix", "unsafe_fixes", "diff"])]
    write_baseline: bool,
    /// The day, for ignores that hold until one: `2027-06-30`.
    #[arg(long, value_name = "DAY")]
    today: Option<String>,
    /// Read everything and judge nothing; what the speed of judging is measured against.
    #[arg(long, hide = true)]
    read_only: bool,
    #[command(flatten)]
    mending: mend::Mending,
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
    let today = today(arguments.today.as_deref())?;
    let repository = repository::read(screen)?;
    let section = repository.section.as_ref();
    let stated =
        section.and_then(|section| section.with.as_ref()).map(|with| repository.up.join(&with.value));
    let compiled = arguments.with.clone().or(stated).map(|path| with::compiled(&path, screen)).transpose()?;
    let platform = compiled
        .as_ref()
        .map(|compiled| with::environment(compiled, arguments.env.as_deref()))
        .transpose()?;
    let mut context = Context { targets: arguments.versions.targets(section, platform)?, platform };
    context.targets.schema.added = crd::added(&arguments.crd)?;
    let mut found = walk::find(&arguments.paths, &arguments.stdin_filename)?;
    if let Some(revision) = &arguments.since {
        since::keep(&mut found, revision)?;
    }
    if arguments.read_only {
        let input = Input { given: None, names: found.names.clone(), files: &found, today: None };
        screen.say(&summary::counted(lint::read_only(&input), "document"));
        return Ok(Exit::Clean);
    }
    let whole =
        repository.down.is_empty() && arguments.paths == [Path::new(".")] && arguments.since.is_none();
    let baseline = baseline_of(&repository);
    let known = if arguments.write_baseline { BTreeSet::new() } else { baseline::read(&baseline)? };
    let mut passed = 0;
    let mut judge = |files: &(dyn Files + Sync)| {
        let mut judged = judge(&found, files, &context, &repository, &selection, &today, whole);
        passed = baseline::apply(&known, &mut judged);
        judged
    };
    let (mut judged, mended) = match arguments.mending.safety() {
        Some(safety) => {
            let mended = lint::mend(safety, &found.given, &found, &mut judge);
            arguments.mending.finish(&mended, &found, screen)?;
            (mended.judged, Some((mended.texts, mended.mended)))
        }
        None => (judge(&found), None),
    };
    if arguments.write_baseline {
        let known = baseline::write(&baseline, &judged)?;
        let count = summary::counted(known.len(), "finding");
        screen.say(&format!("{count} known from now on: {}", baseline.display()));
        passed = baseline::apply(&known, &mut judged);
    }
    let Judged { sources, diagnostics, counts, .. } = &judged;
    let subject = summary::counted(counts.files, "file");
    let report = Report { sources, diagnostics, subject: &subject };
    if arguments.mending.is_report_streamed(&found) {
        screen.out(&arguments.formats.streamed(&report, screen.out_look()))?;
    } else if !arguments.mending.is_shown() {
        screen.err(&arguments.formats.streamed(&report, screen.err_look()));
    }
    arguments.formats.save(&report, screen)?;
    summary::say(counts, &context.targets, screen);
    if passed > 0 {
        let count = summary::counted(passed, "finding");
        screen.say(&format!("not said: {count} known from {}", baseline.display()));
    }
    let exit = match &mended {
        Some((texts, count)) => {
            mend::say(texts, count, arguments.mending.is_shown(), screen);
            let differs = arguments.mending.is_shown() && !texts.is_empty();
            if differs { Exit::Findings } else { arguments.verdict(diagnostics) }
        }
        None => arguments.verdict(diagnostics),
    };
    arguments.mending.hint(diagnostics, screen);
    // Taking everything apart, piece by piece, takes longer than the end of the process does.
    std::mem::forget((judged, compiled));
    Ok(exit)
}

/// Everything that is found, in manifests and blueprints.
fn judge(
    found: &walk::Found,
    files: &(dyn Files + Sync),
    context: &Context<'_>,
    repository: &Repository,
    selection: &Selection,
    today: &str,
    whole: bool,
) -> Judged {
    let mut own = Sink::new();
    let mut settlement = match &repository.section {
        Some(section) => Settlement::of_repository(section, &repository.down, selection, &mut own),
        None => Settlement::of_nothing(selection),
    };
    settlement.partly = !whole;
    let names = found.names.clone();
    let input = Input { given: Some(found.given.clone()), names, files, today: Some(today) };
    let mut judged = lint::manifests(&input, context, &mut settlement);
    // What is wrong with the configuration has its place in no file that is linted.
    let misnamed = own.into_sorted().into_iter().map(|mut diagnostic| {
        diagnostic.labels.clear();
        diagnostic
    });
    judged.diagnostics.extend(misnamed);
    judged.diagnostics.extend(found.unreadable.iter().map(|why| lint::unreadable(why)));
    blueprints(&mut judged, settlement.selection(), files, today);
    judged
}

/// Beside the configuration, or where one would be.
fn baseline_of(repository: &Repository) -> PathBuf {
    match &repository.root {
        Some(_) => repository.up.join(baseline::FILE),
        None => PathBuf::from(baseline::FILE),
    }
}

/// Compiles the blueprints among the files, whose findings join the others.
fn blueprints(judged: &mut Judged, selection: &Selection, around: &dyn Files, today: &str) {
    for name in std::mem::take(&mut judged.blueprints) {
        let Ok(bytes) = around.read(&name) else { continue };
        let folder =
            Path::new(&name).parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let files = DiskFiles::around(folder);
        let judging = Judging { selection: selection.clone(), today: Some(today.to_owned()) };
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
