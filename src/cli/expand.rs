use super::check::{findings, verdict};
use super::choice::unknown;
use super::screen::Screen;
use super::select::Selection;
use super::{Exit, Failure};
use crate::blueprint::Shape;
use crate::pipeline::{Compiled, compile};
use crate::report::{expand, why};
use crate::topology::Topology;

/// Print the effective blueprint of an environment, with where each value comes from.
///
/// Written on a line, decided by the profile for a reason, or derived from something else. What is printed is a blueprint: building it gives the same manifests.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    /// The environment; the default one unless stated.
    #[arg(long, value_name = "ENV")]
    env: Option<String>,
    /// Only what lies at and below this place, each value with its reason: `kafka/streaming/config`.
    #[arg(long, value_name = "PATH")]
    why: Option<String>,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let selected = arguments.selection.one(screen)?;
    let compiled = compile(selected.input());
    screen.err(&findings(&compiled, &selected.name, screen.err_look()));
    let exit = verdict(&compiled);
    if exit != Exit::Clean {
        return Ok(exit);
    }
    let topology = topology(&compiled, arguments.env.as_deref())?;
    let text = match &arguments.why {
        None => expand(topology, &compiled.sources),
        Some(path) => why(topology, &compiled.sources, path).ok_or_else(|| nowhere(path, topology))?,
    };
    screen.out(&text)?;
    Ok(Exit::Clean)
}

/// The platform of the environment asked for, or of the default one.
pub(super) fn topology<'c>(compiled: &'c Compiled, name: Option<&str>) -> Result<&'c Topology, Failure> {
    let all = &compiled.topologies;
    let name = name.or(compiled.default_environment.as_deref());
    all.iter().find(|topology| name.is_none_or(|name| topology.environment == name)).ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|topology| topology.environment.as_str()).collect();
        unknown("environment", name.unwrap_or_default(), &names)
    })
}

/// A path that leads nowhere: how far it leads, and what there is then.
fn nowhere(path: &str, topology: &Topology) -> Failure {
    let whole = topology.blueprint.encode();
    let mut node = whole.as_ref();
    let mut gone: Vec<&str> = Vec::new();
    for step in path.split('/').filter(|step| !step.is_empty()) {
        let keys: Vec<&str> = node
            .and_then(|node| node.as_map())
            .map_or_else(Vec::new, |map| map.entries.iter().map(|entry| entry.key.text.as_str()).collect());
        if !keys.contains(&step) {
            let place = if gone.is_empty() { String::new() } else { format!(" below `{}`", gone.join("/")) };
            return unknown(&format!("key{place} called"), step, &keys);
        }
        node = node.and_then(|node| node.get(step));
        gone.push(step);
    }
    Failure::new(format!("nothing is stated or decided at `{path}`"))
}
