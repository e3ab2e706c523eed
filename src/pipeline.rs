//! The walk, room by room: text in, files out.

use crate::artifact::Artifacts;
use crate::blueprint::{Blueprint, Decoder, Environment, Shape, environments, only_in, strict};
use crate::diagnostic::{Diagnostic, Sink};
use crate::diff::Side;
use crate::lint::{Selection, Settlement};
use crate::plan::{self, Plan, RawFiles};
use crate::source::{Files, Source, SourceMap, workers};
use crate::topology::{self, Topology};
use crate::verify::{self, Verified};
use crate::{emit, lint, yaml};

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
    /// The environment that is shown when nobody names one.
    pub default_environment: Option<String>,
    /// The objects of each environment; empty when an error stopped the walk.
    pub plans: Vec<Plan>,
    /// Every file; `None` when an error stopped the walk.
    pub artifacts: Option<Artifacts>,
    /// What was checked, what could not be, and what mistakes of ours that showed.
    pub verified: Verified,
}

impl Compiled {
    /// What it became, to be compared with another; of all environments unless some are named.
    #[must_use]
    pub fn into_side(self, label: impl Into<String>, environments: &[String]) -> Side {
        Side::compiled(label, self.sources, self.topologies, self.plans, self.artifacts, environments)
    }
}

/// How a blueprint is judged beyond what cannot work.
#[derive(Debug, Clone, Default)]
pub struct Judging {
    /// Which rules speak; the blueprint's own section `lint` has its word too.
    pub selection: Selection,
    /// The day as `2027-06-30`, on which an ignore may be over; without it none is.
    pub today: Option<String>,
}

/// Compiles every environment of a blueprint. Nothing is written.
#[must_use]
pub fn compile(input: Input<'_>) -> Compiled {
    compile_judged(input, &Judging::default())
}

/// As [`compile`], with rules asked for and a day.
#[must_use]
pub fn compile_judged(input: Input<'_>, judging: &Judging) -> Compiled {
    let today = judging.today.as_deref();
    let mut sources = SourceMap::new();
    let mut sink = Sink::new();
    let environments = read(&input, &mut sources, &mut sink);
    let resolved = workers::each(&environments, workers::most(environments.len()), |environment| {
        let mut own = Sink::new();
        let topology = resolve(environment, &sources, &mut own);
        (topology, own)
    });
    let mut said = Vec::new();
    let mut topologies: Vec<Topology> = Vec::new();
    for (environment, (topology, own)) in environments.iter().zip(resolved) {
        topologies.extend(topology);
        said.push((environment, own));
    }
    only_in(said, &mut sink);
    topology::across(&topologies, &mut sink);
    let default_environment = environments.iter().find(|e| e.default).map(|e| e.name.clone());
    // The trees are read; their room is wanted for the objects.
    drop(environments);
    let source = sources.first();
    let mut settlement =
        Settlement::of_blueprint(&topologies, source, &sources, &judging.selection, &mut sink);
    sink = settlement.apply(sink, &sources, today);
    // An environment that could not be put together was reported; plans of the others would only repeat it.
    let plans =
        if sink.has_errors() { Vec::new() } else { lower(&topologies, &input, &mut sources, &mut sink) };
    let mut verified = Verified::default();
    let mut texts = Vec::new();
    for (topology, plan) in topologies.iter().zip(&plans) {
        texts.push(verify::verify(topology, plan, &mut sink, &mut verified));
    }
    let mut artifacts = None;
    // What the API server refuses was said already; a rule would say it again in other words.
    if !sink.has_errors() && verified.bugs.is_empty() {
        // The files are made while the rules look at the objects, and thrown away where one of them finds an error.
        let made = std::thread::scope(|scope| {
            let made = scope.spawn(|| emit::emit(&topologies, &plans, default_environment.as_deref(), texts));
            lint::plans(&topologies, &plans, settlement.selection(), &mut sources, &mut sink);
            made.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        sink = settlement.apply(sink, &sources, today);
        settlement.close(today, &mut sink);
        match made {
            _ if sink.has_errors() => {}
            Ok(files) => artifacts = Some(files),
            Err(error) => verified.bugs.push(error),
        }
    }
    let diagnostics = sink.into_sorted();
    Compiled { sources, diagnostics, topologies, default_environment, plans, artifacts, verified }
}

/// Platforms to objects: lowered, joined by the user's own, patched.
fn lower(topologies: &[Topology], input: &Input<'_>, sources: &mut SourceMap, sink: &mut Sink) -> Vec<Plan> {
    let mut plans: Vec<Plan> = workers::each(topologies, workers::most(topologies.len()), plan::lower);
    let mut raw = RawFiles::default();
    for (topology, plan) in topologies.iter().zip(&mut plans) {
        plan::add_raw(topology, plan, input.files, sources, &mut raw, sink);
        plan::collisions(plan, sink);
    }
    plan::patch(topologies, &mut plans, sink);
    for plan in &plans {
        plan::literal_secrets(plan, sink);
    }
    plans
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
    strict(source, &stream, sink).map_or_else(Vec::new, |root| environments(root, sink, sources))
}

/// One environment's tree to its platform.
fn resolve(environment: &Environment, sources: &SourceMap, sink: &mut Sink) -> Option<Topology> {
    let blueprint = Blueprint::decode(&environment.tree, &mut Decoder::of(environment, sink, sources))
        .or_else(|| Blueprint::rescue(&environment.tree, sources))?;
    Some(topology::resolve(blueprint, environment, sink))
}
