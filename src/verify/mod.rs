//! What we wrote, read back and checked: nothing reaches a disk that its API server would refuse.

use crate::diagnostic::{Diagnostic, REFUSED_BY_SCHEMA, Sink};
use crate::object::{Object, Pointer};
use crate::plan::{Placed, Plan};
use crate::schema::{self, Minor, Outcome, Versions, Violation};
use crate::source::{Origin, Source, SourceMap};
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

/// Checks every object of one environment. A failure that a patch or a raw manifest caused is the user's, at that
/// line; any other is our bug.
pub fn verify(topology: &Topology, plan: &Plan, sink: &mut Sink, verified: &mut Verified) {
    for (cluster, _, placed) in plan.objects() {
        let versions = versions(topology, cluster);
        read_back(&placed.object, verified);
        match schema::check(&placed.object.node, &versions) {
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
    }
}

fn versions(topology: &Topology, cluster: &str) -> Versions {
    let newest = Versions::newest();
    let kubernetes = topology.versions.kubernetes.get(cluster).and_then(|v| v.value.parse::<Minor>().ok());
    let strimzi = topology.versions.strimzi.get(cluster).map_or(newest.strimzi(), |v| v.value.as_str());
    Versions::new(kubernetes.unwrap_or(newest.kubernetes()), strimzi).unwrap_or(newest)
}

/// The text we write must be the object we mean, whatever stands in it.
fn read_back(object: &Object, verified: &mut Verified) {
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    let id = sources.add(Source::new(object.title(), yaml::write(&object.node)));
    let stream = yaml::parse(id, &sources, &Limits::default(), Reader::Kubernetes, &mut sink);
    let same = match stream.documents.as_slice() {
        [document] => yaml::to_json(&document.root) == yaml::to_json(&object.node),
        _ => false,
    };
    if !same || sink.has_errors() {
        verified.bugs.push(format!("{} does not read back as it was written", object.title()));
    }
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
