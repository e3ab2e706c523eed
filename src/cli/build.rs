use super::chart_version;
use super::check::{report, unchecked, verdict};
use super::choice::unknown;
use super::format::Formats;
use super::screen::Screen;
use super::select::{Selected, Selection};
use super::{Exit, Failure, config, removed, stream};
use crate::artifact::{self, Artifacts, Difference, Options, Scope};
use crate::blueprint::listed;
use crate::pipeline::{Compiled, compile};
use crate::report::{Format, counted};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

/// Compile a blueprint and write what comes out.
///
/// A folder is brought to hold exactly what the blueprint means: what the last build wrote and this one does not is removed, and a file that somebody edited since stops the build.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// The folder to write to; `.streamwright/config.yaml` may name it instead.
    #[arg(long, value_name = "DIR", conflicts_with = "stream")]
    out: Option<PathBuf>,
    /// Only what belongs to this environment, and what all share; may be repeated. All are compiled.
    #[arg(long, value_name = "ENV")]
    env: Vec<String>,
    /// Only what belongs to this Kubernetes cluster, and what all share; may be repeated.
    #[arg(long, value_name = "CLUSTER")]
    cluster: Vec<String>,
    /// Write nothing; list what a build would change, and exit with 1 when it would change anything.
    #[arg(long, conflicts_with = "stream")]
    check: bool,
    /// Write the manifests of one environment and cluster to stdout, for `kubectl apply -f -`.
    #[arg(short = 'o', value_name = "-", value_parser = ["-"], hide_possible_values = true)]
    stream: Option<String>,
    /// Replace and remove files of earlier builds even where somebody edited them.
    #[arg(long, conflicts_with = "stream")]
    overwrite: bool,
    #[command(flatten)]
    formats: Formats,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    if arguments.stream.is_some() {
        return run_stream(arguments, screen);
    }
    let mut selected = arguments.selection.all(screen)?;
    if let (Some(out), [one]) = (&arguments.out, selected.as_mut_slice()) {
        one.out = Some(out.clone());
    } else if arguments.out.is_some() {
        return Err(Failure::new(format!(
            "`{}` lists several blueprints, each with its folder",
            config::FILE
        ))
        .help("name the blueprint's file to build it with `--out`, or leave `--out` away"));
    }
    if let Some(homeless) = selected.iter().find(|one| one.out.is_none()) {
        return Err(Failure::new(format!("where is `{}` to be built to?", homeless.name))
            .help("name a folder: `--out out`"));
    }
    arguments.formats.stream(selected.len())?;
    let mut exit = Exit::Clean;
    for one in &selected {
        exit = exit.max(build(one, arguments, screen)?);
    }
    Ok(exit)
}

fn build(selected: &Selected, arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    // Taking a large platform apart, piece by piece, takes longer than the end of the process does.
    let compiled = ManuallyDrop::new(compile(selected.input()));
    let exit = say(&compiled, &selected.name, arguments, screen)?;
    let (Exit::Clean, Some(artifacts), Some(folder)) = (exit, &compiled.artifacts, &selected.out) else {
        return Ok(exit);
    };
    let waiting = || screen.say("another build is writing there; waiting for it");
    let options = Options {
        overwrite: arguments.overwrite,
        scope: scope(arguments, &compiled, artifacts)?,
        waiting: Some(&waiting),
        ..Options::default()
    };
    let cannot = |e: artifact::WriteError| Failure::new(e.to_string());
    let versions = chart_version::versions(folder, artifacts);
    if arguments.check {
        let found = artifact::compare(folder, artifacts, &options).map_err(cannot)?;
        let changed = found.iter().map(|difference| difference.path.as_str());
        let kept = chart_version::told(&versions, changed, artifacts);
        return differences(&found, kept, folder, screen);
    }
    let report = artifact::write(folder, artifacts, &options).map_err(cannot)?;
    screen.err(&removed::told(&report.removed, artifacts));
    let changed = report.written.iter().map(|path| path.as_str());
    chart_version::told(&versions, changed, artifacts).into_iter().for_each(|kept| screen.say(&kept));
    screen.say(&format!(
        "wrote {}, {} unchanged, removed {} in {}/",
        counted(report.written.len(), "file"),
        report.unchanged.len(),
        report.removed.len(),
        folder.display().to_string().trim_end_matches('/')
    ));
    Ok(Exit::Clean)
}

/// Everything a compilation has to say, on stderr.
fn say(compiled: &Compiled, name: &str, arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let report = report(compiled, name);
    screen.err(&arguments.formats.streamed(&report, screen.err_look()));
    arguments.formats.save(&report, screen)?;
    let exit = verdict(compiled);
    if exit == Exit::Findings && arguments.formats.stream(1)? == Some(Format::Human) {
        screen.say("nothing was written");
    }
    unchecked(compiled, screen);
    Ok(exit)
}

/// The part asked for; every name in it must be one.
fn scope(arguments: &Arguments, compiled: &Compiled, artifacts: &Artifacts) -> Result<Scope, Failure> {
    let environments = compiled.plans.iter().map(|plan| plan.environment.as_str()).collect();
    let clusters = artifacts.iter().filter_map(|(path, _)| path.cluster()).collect();
    Ok(Scope {
        environments: among("environment", &arguments.env, &environments)?,
        clusters: among("cluster", &arguments.cluster, &clusters)?,
    })
}

fn among(noun: &str, names: &[String], known: &BTreeSet<&str>) -> Result<Option<BTreeSet<String>>, Failure> {
    match names.iter().find(|name| !known.contains(name.as_str())) {
        Some(name) => Err(unknown(noun, name, &known.iter().copied().collect::<Vec<_>>())),
        None => Ok((!names.is_empty()).then(|| names.iter().cloned().collect())),
    }
}

fn differences(
    found: &[Difference],
    kept: Option<String>,
    folder: &Path,
    screen: &Screen,
) -> Result<Exit, Failure> {
    for difference in found {
        screen.out(&format!("{difference}\n"))?;
    }
    let folder = folder.display().to_string();
    let folder = folder.trim_end_matches('/');
    if found.is_empty() {
        screen.say(&format!("{folder}/ is what a build would leave there"));
        return Ok(Exit::Clean);
    }
    kept.into_iter().for_each(|kept| screen.say(&kept));
    screen.say(&format!("{} in {folder}/; nothing was written", counted(found.len(), "difference")));
    Ok(Exit::Findings)
}

fn run_stream(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    arguments.formats.stream(1)?;
    let selected = arguments.selection.one(screen)?;
    let compiled = compile(selected.input());
    let exit = say(&compiled, &selected.name, arguments, screen)?;
    if exit != Exit::Clean {
        return Ok(exit);
    }
    let one = |flag: &str, names: &[String]| match names {
        [] => Ok(None),
        [one] => Ok(Some(one.clone())),
        several => {
            let names: Vec<&str> = several.iter().map(String::as_str).collect();
            Err(Failure::new(format!("`-o -` writes one {flag}, not {}", listed(&names)))
                .help(format!("name one of them: `--{flag} {}`", several[0])))
        }
    };
    let environment = one("env", &arguments.env)?;
    let cluster = one("cluster", &arguments.cluster)?;
    screen.out(&stream::chosen(&compiled.plans, environment.as_deref(), cluster.as_deref())?)?;
    Ok(Exit::Clean)
}
