//! The walk, room by room: text in, files out.

use crate::artifact::Artifacts;
use crate::blueprint::{Blueprint, Decoder, Environment, Shape, environments};
use crate::diagnostic::{Diagnostic, Sink};
use crate::plan::{self, Plan};
use crate::source::{Files, Source, SourceMap};
use crate::topology::{self, Topology};
use crate::{emit, yaml};

/// What is compiled.
pub struct Input<'a> {
    /// The name it is shown under: a relative path, `<stdin>`, an example.
    pub name: String,
    /// The bytes of the blueprint.
    pub bytes: Vec<u8>,
    /// Where the files it names come from.
    pub files: &'a dyn Files,
}

/// What came of it.
pub struct Compiled {
    /// The texts the diagnostics point into.
    pub sources: SourceMap,
    /// Everything to be said, in reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// The platform of each environment, as far as it could be read.
    pub topologies: Vec<Topology>,
    /// The objects of each environment; empty when an error stopped the walk.
    pub plans: Vec<Plan>,
    /// Every file; `None` when an error stopped the walk.
    pub artifacts: Option<Artifacts>,
    /// A mistake of ours, which is no finding of the user's.
    pub bug: Option<String>,
}

/// Compiles every environment of a blueprint. Nothing is written.
#[must_use]
pub fn compile(input: Input<'_>) -> Compiled {
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    let environments = read(&input, &mut sources, &mut sink);
    let topologies: Vec<Topology> =
        environments.iter().filter_map(|environment| resolve(environment, &sources, &mut sink)).collect();
    let plans: Vec<Plan> =
        if sink.has_errors() { Vec::new() } else { topologies.iter().map(plan::lower).collect() };
    let (artifacts, bug) = if sink.has_errors() {
        (None, None)
    } else {
        match emit::emit(&plans) {
            Ok(artifacts) => (Some(artifacts), None),
            Err(error) => (None, Some(error.to_string())),
        }
    };
    Compiled { sources, diagnostics: sink.into_sorted(), topologies, plans, artifacts, bug }
}

/// Bytes to one merged tree per environment.
fn read(input: &Input<'_>, sources: &mut SourceMap, sink: &mut Sink) -> Vec<Environment> {
    let text = match yaml::decode_bytes(&input.name, input.bytes.clone()) {
        Ok(text) => text,
        Err(diagnostic) => {
            sink.push(*diagnostic);
            return Vec::new();
        }
    };
    let source = sources.add(Source::new(&input.name, text));
    let stream = yaml::parse(source, sources, &yaml::Limits::default(), yaml::Reader::Blueprint, sink);
    stream.documents.first().map_or_else(Vec::new, |document| environments(&document.root, sink, sources))
}

/// One environment's tree to its platform.
fn resolve(environment: &Environment, sources: &SourceMap, sink: &mut Sink) -> Option<Topology> {
    let blueprint = Blueprint::decode(&environment.tree, &mut Decoder::new(sink, sources))?;
    Some(topology::resolve(blueprint, &environment.name, environment.key, sink))
}
