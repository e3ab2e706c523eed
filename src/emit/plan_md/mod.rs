//! `PLAN.md`: what was built, and what a person does.
//!
//! Everything in it follows from the blueprint; what operators make is predicted from their naming rules.

mod address;
mod aks;
mod around;
mod cluster;
mod connection;
mod context;
mod gateway;
mod hdinsight;
mod helm;
mod kafka;
mod needs;
mod network;
mod operand;
mod query;
mod row;
mod secret;
mod todo;
mod way;

use crate::chart::Components;
use crate::emit::markdown::cell;
use crate::plan::Plan;
use crate::topology::Topology;
use serde::Serialize;

#[derive(Debug, Serialize)]
struct Document<'t> {
    name: &'t str,
    environments: Vec<Environment<'t>>,
}

#[derive(Debug, Serialize)]
struct Environment<'t> {
    name: &'t str,
    profile: &'static str,
    addresses: Vec<address::Address>,
    around: Vec<around::Step>,
    hdinsight: Vec<hdinsight::HdInsight>,
    clusters: Vec<cluster::Cluster>,
    connections: Vec<connection::Connection>,
    ways: way::Ways,
    todo: Vec<String>,
}

/// The page, a section per environment; `components` are those that have charts.
///
/// # Errors
/// When the template does not fit its data, which is a mistake of ours.
pub fn plan_md(
    topologies: &[Topology],
    plans: &[Plan],
    components: &Components<'_>,
) -> Result<String, String> {
    let environments = topologies
        .iter()
        .zip(plans)
        .map(|(topology, plan)| {
            Ok(Environment {
                name: &topology.environment,
                profile: topology.profile.word(),
                addresses: address::addresses(topology),
                around: around::around(topology),
                hdinsight: hdinsight::hdinsight(topology)?,
                clusters: cluster::clusters(topology, plan, components),
                connections: connection::connections(topology),
                ways: way::ways(topology),
                todo: todo::todo(topology),
            })
        })
        .collect::<Result<_, String>>()?;
    let name = topologies.first().map_or("", |t| t.blueprint.metadata.name.value.0.as_str());
    let mut environment = minijinja::Environment::new();
    environment.add_filter("cell", |text: String| cell(&text));
    environment.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    let render = || -> Result<String, minijinja::Error> {
        environment
            .template_from_str(include_str!("plan.md.jinja"))?
            .render(minijinja::value::Serde(Document { name, environments }))
    };
    render().map(|page| page + "\n").map_err(|error| format!("PLAN.md: {error}"))
}
