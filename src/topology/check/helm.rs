//! What charts are asked to be that they cannot be.

use super::{component_span, report};
use crate::blueprint::{HelmOutput, Shape, Val};
use crate::diagnostic::{BAD_CHART_VERSION, DANGLING_REFERENCE, RELEASE_NAME_TOO_LONG, Sink};
use crate::facts::near::nearest;
use crate::object::Node;
use crate::topology::Topology;
use crate::yaml::Value;
use std::collections::BTreeSet;

/// Helm refuses longer names of releases: what it appends must fit into a label.
const LONGEST_RELEASE: usize = 53;

/// Reports charts whose version, names or values cannot be as asked.
pub(super) fn check(topologies: &[Topology], sink: &mut Sink) {
    let Some(helm) =
        topologies.iter().find_map(|topology| topology.blueprint.outputs.as_ref()?.helm.as_ref())
    else {
        return;
    };
    if let Some(version) = helm.version.as_ref().filter(|version| !is_semantic(&version.value)) {
        let message = format!("`{}` is no version a chart may have", version.value);
        let help = "write three numbers with dots between, as `0.1.0` or `1.2.3-rc.1`: Helm compares them";
        report(sink, &BAD_CHART_VERSION, message, help, &[(version.span(), "")]);
    }
    let mut seen = BTreeSet::new();
    for topology in topologies {
        for (name, place) in topology.places.iter().filter(|(name, _)| name.len() > LONGEST_RELEASE) {
            if seen.insert(name) {
                let message = format!(
                    "`{name}` has {} characters, and a release of Helm is called by at most {LONGEST_RELEASE}",
                    name.len()
                );
                let help = "give it a shorter name, or leave `outputs.helm` away: the chart's release is called as it is";
                let at = component_span(topology, place.section, name);
                report(sink, &RELEASE_NAME_TOO_LONG, message, help, &[(at, "")]);
            }
        }
    }
    expose(topologies, helm, sink);
}

/// A path that leads nowhere in any environment makes no value.
fn expose(topologies: &[Topology], helm: &HelmOutput, sink: &mut Sink) {
    if helm.expose.is_empty() {
        return;
    }
    let documents: Vec<Node> = topologies.iter().filter_map(|topology| topology.blueprint.encode()).collect();
    for path in &helm.expose {
        let component = path.value.split('/').nth(1).unwrap_or_default();
        let section = path.value.split('/').next().unwrap_or_default();
        let charted = topologies.iter().any(|topology| {
            topology.places.get(component).is_some_and(|place| place.section.key() == section)
        });
        let found = documents.iter().any(|root| walk(root, path).is_ok());
        if charted && found {
            continue;
        }
        let message = format!("`{}` leads to no value of a component", path.value);
        let lost = documents.iter().filter_map(|root| walk(root, path).err()).max_by_key(|lost| lost.0);
        let help = match lost.and_then(|(depth, word, keys)| Some((depth, nearest(word, keys)?))) {
            Some((depth, meant)) => {
                let mut words: Vec<&str> = path.value.split('/').collect();
                words[depth] = meant;
                format!("did you mean `{}`?", words.join("/"))
            }
            None => {
                "name the section, the component and the keys down to the value: `apps/<name>/env/<VARIABLE>`"
                    .to_owned()
            }
        };
        report(sink, &DANGLING_REFERENCE, message, help, &[(path.span(), "")]);
    }
}

/// The value at a path; otherwise how far it leads, the word that leads nowhere, and those that would have.
fn walk<'n>(root: &'n Node, path: &'n Val<String>) -> Result<&'n Node, (usize, &'n str, Vec<&'n str>)> {
    let mut node = root;
    for (depth, word) in path.value.split('/').enumerate() {
        node = match node.get(word) {
            Some(next) => next,
            None => {
                let keys = match &node.value {
                    Value::Map(map) => map.entries.iter().map(|entry| entry.key.text.as_str()).collect(),
                    _ => Vec::new(),
                };
                return Err((depth, word, keys));
            }
        };
    }
    Ok(node)
}

/// Whether it is a version by <https://semver.org>, 2.0.0.
fn is_semantic(version: &str) -> bool {
    let (rest, build) = split(version, '+');
    let (core, pre) = split(rest, '-');
    let number = |part: &str| {
        !part.is_empty()
            && part.bytes().all(|b| b.is_ascii_digit())
            && (part == "0" || !part.starts_with('0'))
    };
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let numeric = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let numbers: Vec<&str> = core.split('.').collect();
    numbers.len() == 3
        && numbers.iter().all(|part| number(part))
        && pre.is_none_or(|pre| pre.split('.').all(|part| word(part) && (!numeric(part) || number(part))))
        && build.is_none_or(|build| build.split('.').all(word))
}

fn split(text: &str, at: char) -> (&str, Option<&str>) {
    text.split_once(at).map_or((text, None), |(before, after)| (before, Some(after)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_semantic() {
        for version in ["0.1.0", "1.2.3-rc.1", "1.0.0+build.5", "1.0.0-alpha-x+0.1", "10.20.30"] {
            assert!(is_semantic(version), "{version}");
        }
        for version in ["", "1", "1.2", "v1.2.3", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3+", "1.2.3 ", "1.2.x"]
        {
            assert!(!is_semantic(version), "{version}");
        }
    }
}
