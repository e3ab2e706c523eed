//! `patch kafka-env`: what `apply.sh` does, without Ambari.

use super::export::{read, refused};
use crate::blueprint::listed;
use crate::cli::check::{findings, verdict};
use crate::cli::choice::unknown;
use crate::cli::save::save_private;
use crate::cli::screen::Screen;
use crate::cli::select::Selection;
use crate::cli::{Exit, Failure};
use crate::emit::merge::{self, BROKER, ENV, Export, Merged, Template, Wanted, diff, shown};
use crate::emit::{clusters, wanted};
use crate::pipeline::{Compiled, compile};
use crate::report::counted;
use std::fmt::Write as _;

use std::path::PathBuf;

/// What stands for a tag that is new each time: whoever sends the body puts one in.
const TAG: &str = "STREAMWRIGHT_TAG";

/// Merge the managed block, and the keys of kafka-broker, into what Ambari exports.
///
/// Writes the body of one PUT on the cluster to stdout, with every property of both types, since a PUT replaces a whole type; what changes goes to stderr as a diff. The body holds passwords as the export does, and `STREAMWRIGHT_TAG` where a new tag is to stand.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The configuration type kafka-env as it is: an answer of Ambari's, or a file of configs.py; `-` reads it from stdin.
    #[arg(long, value_name = "JSON")]
    current: PathBuf,
    /// The configuration type kafka-broker as it is.
    #[arg(long, value_name = "JSON")]
    kafka_broker: Option<PathBuf>,
    #[command(flatten)]
    selection: Selection,
    /// The environment; the default one unless stated.
    #[arg(long, value_name = "ENV")]
    env: Option<String>,
    /// The HDInsight cluster, by its key under `kafka`; needed where there are several.
    #[arg(long, value_name = "CLUSTER")]
    cluster: Option<String>,
    /// Write what would change to stdout, and no body.
    #[arg(long, conflicts_with = "out")]
    diff: bool,
    /// Write the body to this file, which only its owner may read.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let selected = arguments.selection.one(screen)?;
    let compiled = compile(selected.input());
    screen.err(&findings(&compiled, &selected.name, screen.err_look()));
    let exit = verdict(&compiled);
    if exit != Exit::Clean {
        return Ok(exit);
    }
    let wanted = of_cluster(&compiled, arguments)?;
    let current = read(&arguments.current, ENV, &wanted.cluster)?;
    let unnamed = !current.names_cluster;
    let old = current.clone();
    let name = arguments.current.display().to_string();
    let (env, template) = merge::env(current, &wanted).map_err(|r| refused(&name, &r))?;
    let mut changes = template_diff(&old, &template);
    let mut merged = vec![env];
    if let Some(path) = &arguments.kafka_broker {
        let current = read(path, BROKER, &wanted.cluster)?;
        let broker =
            merge::broker(current.clone(), &wanted).map_err(|r| refused(&path.display().to_string(), &r))?;
        changes += &property_diff(&current, &broker);
        merged.push(broker);
    }
    if arguments.diff {
        screen.out(&changes)?;
    } else {
        screen.err(&changes);
    }
    tell(screen, &wanted, &template, unnamed, arguments.kafka_broker.is_none());
    if merged.iter().all(|m| m.changed.is_empty()) {
        screen.say("nothing to change: the configuration is what the blueprint wants");
    }
    if arguments.diff {
        return Ok(Exit::Clean);
    }
    let body = merge::body(&merged.iter().collect::<Vec<&Merged>>(), TAG, &wanted.note);
    let text = serde_json::to_string_pretty(&body).map_err(|e| Failure::new(e.to_string()))? + "\n";
    match &arguments.out {
        None => screen.out(&text)?,
        Some(path) => save_private(path, &text)?,
    }
    screen.err(&format!(
        "before it is sent, a new tag must stand for `{TAG}`:\n  jq --arg tag \"version$(date +%s)\" \
         '.[].Clusters.desired_config[].tag = $tag'\n"
    ));
    Ok(Exit::Clean)
}

/// What is wanted of the HDInsight cluster asked for.
fn of_cluster(compiled: &Compiled, arguments: &Arguments) -> Result<Wanted, Failure> {
    let all = &compiled.topologies;
    let env = arguments.env.as_deref().or(compiled.default_environment.as_deref());
    let topology = all.iter().find(|t| env.is_none_or(|env| t.environment == env)).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|t| t.environment.as_str()).collect();
        unknown("environment", env.unwrap_or_default(), &names)
    })?;
    let clusters = clusters(topology);
    let keys: Vec<&str> = clusters.iter().map(|cluster| cluster.key).collect();
    let chosen = match (&arguments.cluster, clusters.as_slice()) {
        (Some(key), _) => clusters
            .iter()
            .find(|cluster| cluster.key == key)
            .ok_or_else(|| unknown("HDInsight cluster", key, &keys))?,
        (None, [only]) => only,
        (None, []) => {
            return Err(Failure::new(format!(
                "the environment `{}` has no HDInsight cluster",
                topology.environment
            ))
            .help("name another with `--env`, or add one: `kafka: {<name>: {provider: hdinsight, …}}`"));
        }
        (None, _) => {
            return Err(Failure::new(format!("there are several HDInsight clusters: {}", listed(&keys)))
                .help(format!("name one of them: `--cluster {}`", keys[0])));
        }
    };
    let wanted = wanted(chosen).map_err(Failure::new)?;
    if wanted.block.is_none() && wanted.broker.is_empty() {
        return Err(Failure::new(format!("`kafka/{}` wants nothing of Ambari's configuration", chosen.key))
            .help("declare its `listeners`"));
    }
    Ok(wanted)
}

fn template_diff(old: &Export, template: &Template) -> String {
    let content = old.properties.get("content").and_then(|v| v.as_str()).unwrap_or_default();
    diff(content, &template.text, ("kafka-env/content exported", "kafka-env/content wanted"))
}

/// Only what changes: most of the others are nobody's business, some are passwords.
fn property_diff(old: &Export, new: &Merged) -> String {
    let mut text = String::new();
    for key in &new.changed {
        let line = |mark: char, properties: &serde_json::Map<String, serde_json::Value>| {
            let value = properties.get(key)?.as_str()?;
            Some(format!("{mark}kafka-broker/{}\n", shown(&format!("{key}={value}"))))
        };
        let lines = [line('-', &old.properties), line('+', &new.properties)];
        let _ = write!(text, "{}", lines.into_iter().flatten().collect::<String>());
    }
    text
}

/// What a person should know of the merge besides what changed.
fn tell(screen: &Screen, wanted: &Wanted, template: &Template, unnamed: bool, alone: bool) {
    let lines = |numbers: &[usize]| numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    if !template.blocks.is_empty() {
        screen.say(&format!("the block of line {} was ours and is replaced", lines(&template.blocks)));
    }
    if !template.documented.is_empty() {
        let count = counted(template.documented.len(), "line");
        screen.say(&format!("{count} of Microsoft's taken out: {}", lines(&template.documented)));
    }
    if !template.address.is_empty() {
        let line = lines(&template.address);
        screen.say(&format!("other lines use `IP_ADDRESS`, so what sets it stays: line {line}"));
    }
    if !template.tls.is_empty() {
        screen.say(&format!(
            "lines that set TLS up stay, passwords in clear included: {}; they belong into `kafka-broker`",
            lines(&template.tls)
        ));
    }
    if unnamed {
        screen.say(&format!(
            "the export does not say of which cluster it is; it was taken for `{}`",
            wanted.cluster
        ));
    }
    if alone && !wanted.broker.is_empty() {
        let keys: Vec<&str> = wanted.broker.keys().map(String::as_str).collect();
        screen.say(&format!(
            "{} of `kafka-broker` must change in the same step, or brokers do not start: give its export with \
             `--kafka-broker`",
            listed(&keys)
        ));
    }
}
