//! The components of all environments, each as a chart.

use super::chosen::{Choice, chosen};
use super::names::Names;
use super::place::Place;
use super::{Chart, ChartEnvironment, File, Setting, Settings, Shape, ValuePath, merge};
use crate::blueprint::Shape as _;
use crate::object::{Node, text};
use crate::plan::Plan;
use crate::source::{Origin, workers};
use crate::topology::{Section, Topology};
use std::collections::BTreeMap;

/// The components that have charts, in order of installation, each in the environments that have it, the one of the
/// chart's own values first; none where the blueprint asks for none.
pub type Components<'p> = BTreeMap<(Section, &'p str), Vec<ChartEnvironment<'p>>>;

/// See [`Components`]. `default` is the environment whose values a chart holds where it has it.
#[must_use]
pub fn components<'p>(
    topologies: &'p [Topology],
    plans: &'p [Plan],
    default: Option<&str>,
) -> Components<'p> {
    let mut components = Components::new();
    let wanted = |topology: &Topology| topology.blueprint.outputs.as_ref().is_some_and(|o| o.helm.is_some());
    if !topologies.iter().any(wanted) {
        return components;
    }
    for index in default_first(topologies, default) {
        let (topology, plan) = (&topologies[index], &plans[index]);
        for (kubernetes, cluster) in &plan.clusters {
            for component in cluster.components.values() {
                let (Some(section), Some(place)) = (component.section, topology.places.get(&component.name))
                else {
                    continue;
                };
                components.entry((section, &component.name)).or_default().push(ChartEnvironment {
                    topology,
                    kubernetes,
                    namespace: &place.namespace,
                    component,
                });
            }
        }
    }
    components
}

/// Makes a chart of each and gives it to `work`, on as many threads as there are processors; the results in the order
/// of installation.
pub fn each_chart<'p, R: Send>(
    topologies: &'p [Topology],
    components: Components<'p>,
    work: impl Fn(&Chart<'p>) -> R + Sync,
) -> Vec<R> {
    let documents = documents(topologies);
    let pieces: Vec<_> = components.into_iter().collect();
    workers::each(&pieces, workers::most(pieces.len()), |((section, name), environments)| {
        work(&chart(name, *section, environments.clone(), &documents))
    })
}

/// A chart of each.
#[must_use]
pub fn charts<'p>(topologies: &'p [Topology], components: Components<'p>) -> Vec<Chart<'p>> {
    let documents = documents(topologies);
    components
        .into_iter()
        .map(|((section, name), environments)| chart(name, section, environments, &documents))
        .collect()
}

/// The environments by their place in the blueprint, the default one first.
fn default_first(topologies: &[Topology], default: Option<&str>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..topologies.len()).collect();
    order.sort_by_key(|index| default != Some(&topologies[*index].environment));
    order
}

/// The blueprints of all environments as trees, where one of them lists paths that are to become values.
fn documents(topologies: &[Topology]) -> Vec<(&str, Node)> {
    let exposes = |topology: &&Topology| {
        let outputs = topology.blueprint.outputs.as_ref();
        outputs.and_then(|outputs| outputs.helm.as_ref()).is_some_and(|helm| !helm.expose.is_empty())
    };
    topologies
        .iter()
        .filter(exposes)
        .filter_map(|topology| Some((topology.environment.as_str(), topology.blueprint.encode()?)))
        .collect()
}

fn chart<'p>(
    name: &'p str,
    section: Section,
    environments: Vec<ChartEnvironment<'p>>,
    documents: &[(&str, Node)],
) -> Chart<'p> {
    let longest_name = longest_name(name, &environments);
    let names = Names::new(name, section, &environments);
    let mut settings = Settings::default();
    let mut chosen = Choice::new(chosen(name, section, &environments, documents));
    let mut manifests: BTreeMap<&'p str, Vec<Option<&'p crate::plan::Placed>>> = BTreeMap::new();
    for (index, environment) in environments.iter().enumerate() {
        for (file, placed) in &environment.component.objects {
            manifests.entry(file).or_insert_with(|| vec![None; environments.len()])[index] = Some(placed);
        }
    }
    if section == Section::Apps {
        override_names(&mut settings, environments.len(), longest_name);
    }
    let files = manifests
        .into_iter()
        .filter_map(|(manifest, placed)| {
            let first = placed.iter().flatten().next()?;
            let api_version = first.object.gvk.api_version();
            let place = Place {
                component: name,
                api_version: &api_version,
                kind: &first.object.gvk.kind,
                name: &first.object.name,
            };
            let nodes = placed.iter().map(|placed| placed.map(|placed| &placed.object.node)).collect();
            let (object, when) =
                merge::object(&names, &mut settings, &mut chosen, &environments, place, &nodes);
            Some(File { manifest, kind: &first.object.gvk.kind, when, object })
        })
        .collect();
    let mut chart = Chart { name, section, environments, files, settings, longest_name };
    for setting in chart.test_settings() {
        chart.settings.add(setting);
    }
    chart.settings.arrange();
    chart
}

/// How long the name of the objects may be: that of a Service is a host's, and pods of a StatefulSet have a label that
/// goes on after its name with a dash and ten characters.
fn longest_name(component: &str, environments: &[ChartEnvironment<'_>]) -> usize {
    const HOST: usize = 63;
    let objects = environments.iter().flat_map(|environment| environment.component.objects.values());
    let room = objects.filter_map(|placed| {
        let longest = match placed.object.gvk.kind.as_str() {
            "StatefulSet" => HOST - 11,
            "Service" | "Deployment" => HOST,
            _ => return None,
        };
        Some(longest - placed.object.name.strip_prefix(component)?.len().min(longest))
    });
    // The component's own name was looked at when the blueprint was read.
    room.min().unwrap_or(HOST).max(component.len())
}

/// What everybody who installs an application twice looks for.
fn override_names(settings: &mut Settings, environments: usize, longest: usize) {
    for (key, comment, longest) in [
        ("nameOverride", "replaces the chart's name in labels and names; empty leaves it.", 63),
        (
            "fullnameOverride",
            "is what the objects are called; empty follows from release and chart.",
            longest,
        ),
    ] {
        settings.add(Setting {
            path: ValuePath::new([key]),
            comment: comment.to_owned(),
            shape: Shape::Host(longest),
            values: vec![Some(text("", &Origin::Fixed)); environments],
        });
    }
}
