//! What we wrote, read back and checked: nothing reaches a disk that its API server would refuse.

use crate::diagnostic::{Diagnostic, REFUSED_BY_SCHEMA, Sink};
use crate::object::{Object, Pointer};
use crate::plan::{Placed, Plan};
use crate::schema::{self, Minor, Outcome, Versions, Violation};
use crate::source::{Origin, Source, SourceMap, workers};
use crate::topology::Topology;
use crate::yaml::{self, Limits, Reader};
use std::collections::BTreeMap;

/// What checking a plan came to.
#[derive(Debug, Default)]
pub struct Verified {
    /// Objects compared with their schema.
    pub checked: usize,
    /// Objects of kinds no table describes, by `apiVersion kind`: nothing is known about them.
    pub unchecked: BTreeMap<String, usize>,
    /// Mistakes of ours: an object that does not read back as it was, or that its schema refuses.
    pub bugs: Vec<String>,
}

/// Checks every object of one environment and gives their texts, in the order of the plan. A failure that a patch or
/// a raw manifest caused is the user's, at that line; any other is our bug.
pub fn verify(topology: &Topology, plan: &Plan, sink: &mut Sink, verified: &mut Verified) -> Vec<String> {
    let versions: BTreeMap<&str, Versions> =
        plan.clusters.keys().map(|cluster| (cluster.as_str(), versions(topology, cluster))).collect();
    let objects: Vec<(Versions, &Placed)> =
        plan.objects().map(|(cluster, _, placed)| (versions[cluster], placed)).collect();
    let threads = workers::count(objects.len());
    let read = workers::each(&objects, threads, |(versions, placed)| {
        let node = &placed.object.node;
        let (text, same) = written(&placed.object);
        (text, same, schema::check(node, versions))
    });
    let mut texts = Vec::with_capacity(read.len());
    for ((_, placed), (text, same, outcome)) in objects.iter().zip(read) {
        if !same {
            verified.bugs.push(format!("{} does not read back as it was written", placed.object.title()));
        }
        match outcome {
            Outcome::Checked(violations) => {
                verified.checked += 1;
                for violation in &violations {
                    judge(placed, violation, sink, verified);
                }
            }
            Outcome::NoSchema { api_version, kind } => {
                *verified.unchecked.entry(format!("{api_version} {kind}")).or_default() += 1;
            }
        }
        texts.push(text);
    }
    texts
}

fn versions(topology: &Topology, cluster: &str) -> Versions {
    let newest = Versions::newest();
    let kubernetes = topology.versions.kubernetes.get(cluster).and_then(|v| v.value.parse::<Minor>().ok());
    let strimzi = topology.versions.strimzi.get(cluster).map_or(newest.strimzi(), |v| v.value.as_str());
    Versions::new(kubernetes.unwrap_or(newest.kubernetes()), strimzi).unwrap_or(newest)
}

/// The text of an object, and whether it is the object we mean, whatever stands in it.
fn written(object: &Object) -> (String, bool) {
    let text = yaml::write(&object.node);
    // Without a second tree where that is certain; the reader itself decides the rest.
    if yaml::reads_as(&text, &object.node) {
        return (text, true);
    }
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    let id = sources.add(Source::new("object", text));
    let stream = yaml::parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    let same = match stream.documents.as_slice() {
        [document] => yaml::same_json(&document.root, &object.node),
        _ => false,
    };
    let same = same && !sink.has_errors();
    (sources.into_text(id), same)
}

fn judge(placed: &Placed, violation: &Violation, sink: &mut Sink, verified: &mut Verified) {
    let object = &placed.object;
    let pointer = Pointer::parse(&violation.pointer).unwrap_or_default();
    // What a patch touched and what it left out are both below the patched value or at it.
    let origins = object.origins(&pointer);
    let patch = origins.iter().rev().find_map(|origin| match origin {
        Origin::Patched { by, .. } => Some(*by),
        _ => None,
    });
    let blame = patch.or_else(|| object.locate(&pointer).filter(|_| placed.raw || passed_through(&origins)));
    match blame {
        Some(span) => {
            let message = format!("{}: {}", object.title(), violation);
            sink.push(
                Diagnostic::new(&REFUSED_BY_SCHEMA, span, message).maybe_help(violation.problem.help()),
            );
        }
        None => verified.bugs.push(format!("{}: {violation}", object.title())),
    }
}

/// Whether the value itself was written by the user: what a pass-through field holds is theirs.
fn passed_through(origins: &[&Origin]) -> bool {
    matches!(origins.last(), Some(Origin::Written(_)))
}
