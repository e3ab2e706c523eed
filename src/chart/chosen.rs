//! What the blueprint lists under `outputs.helm.expose`: found again in the objects by where it comes from.

use super::{ChartEnvironment, ValuePath};
use crate::object::Node;
use crate::source::Origin;
use crate::topology::Section;
use crate::yaml::Value;
use std::collections::BTreeMap;

/// A value of the blueprint that is to be one of the chart.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Chosen {
    /// Where it stands in the blueprint.
    path: String,
    origin: Origin,
    /// The last key of its path: what no line was written for has it in common with others.
    key: String,
}

impl Chosen {
    /// Whether a place of an object holds it.
    fn is(&self, node: &Node, at: &[String]) -> bool {
        self.origin == node.origin
            && (matches!(node.origin, Origin::Written(_)) || at.last() == Some(&self.key))
    }
}

/// What is chosen of a component, and which value each became.
#[derive(Debug, Default)]
pub(super) struct Choice {
    environments: Vec<Vec<Chosen>>,
    places: BTreeMap<String, ValuePath>,
}

impl Choice {
    pub(super) fn new(environments: Vec<Vec<Chosen>>) -> Self {
        Self { environments, places: BTreeMap::new() }
    }

    /// Where in the blueprint the value of a place stands, when it is chosen.
    pub(super) fn path(&self, nodes: &[Option<&Node>], at: &[String]) -> Option<String> {
        nodes.iter().zip(&self.environments).find_map(|(node, chosen)| {
            let node = (*node)?;
            Some(chosen.iter().find(|chosen| chosen.is(node, at))?.path.clone())
        })
    }

    /// Where in the values it came to stand.
    pub(super) fn place(&self, path: &str) -> Option<&ValuePath> {
        self.places.get(path)
    }

    /// Remembers where it came to stand.
    pub(super) fn keep(&mut self, path: String, place: ValuePath) {
        self.places.entry(path).or_insert(place);
    }
}

/// What is chosen of a component, per environment.
pub(super) fn chosen(
    chart: &str,
    section: Section,
    environments: &[ChartEnvironment<'_>],
    documents: &[(&str, Node)],
) -> Vec<Vec<Chosen>> {
    let own = format!("{}/{chart}/", section.key());
    environments
        .iter()
        .map(|environment| {
            let outputs = environment.topology.blueprint.outputs.as_ref();
            let expose = outputs.and_then(|outputs| outputs.helm.as_ref()).map(|helm| helm.expose.as_slice());
            let document = documents.iter().find(|(name, _)| *name == environment.name());
            let mut found = Vec::new();
            for path in expose.unwrap_or_default().iter().filter(|path| path.value.starts_with(&own)) {
                let node = document
                    .and_then(|(_, root)| path.value.split('/').try_fold(root, |node, key| node.get(key)));
                if let Some(node) = node {
                    below(&path.value, node, &mut found);
                }
            }
            found
        })
        .collect()
}

fn below(path: &str, node: &Node, found: &mut Vec<Chosen>) {
    if let Value::Map(map) = &node.value {
        for entry in &map.entries {
            below(&format!("{path}/{}", entry.key.text), &entry.value, found);
        }
        return;
    }
    let key = path.rsplit('/').next().unwrap_or_default().to_owned();
    found.push(Chosen { path: path.to_owned(), origin: node.origin.clone(), key });
}
