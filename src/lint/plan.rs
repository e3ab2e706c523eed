use super::engine::Engine;
use super::finding::{Finding, Route, span_of};
use super::{Context, Member, Scope, Selection, Set, Targets, World};
use crate::diagnostic::{Diagnostic, Label, Sink};
use crate::object::{Node, Object};
use crate::plan::Plan;
use crate::source::{Origin, Source, SourceMap, Span, workers};
use crate::topology::Topology;
use crate::yaml::{self, Limits, Mark, Reader};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Judges what a blueprint becomes. Findings stand at the line of the blueprint they follow from, with the object they
/// are in beside it.
pub fn plans(
    topologies: &[Topology],
    plans: &[Plan],
    selection: &Selection,
    sources: &mut SourceMap,
    sink: &mut Sink,
) {
    let engine = Engine::new(selection);
    let mut produced = Produced::default();
    for topology in topologies {
        let context = context(topology, None);
        for finding in engine.platform(topology, &context) {
            produced.say(finding, "", &topology.environment, sources);
        }
    }
    for (topology, plan) in topologies.iter().zip(plans) {
        for cluster in plan.clusters.keys() {
            one_cluster(topology, plan, cluster, &engine, &mut produced, sources);
        }
    }
    produced.into_sink(topologies.len(), sink);
}

fn one_cluster(
    topology: &Topology,
    plan: &Plan,
    cluster: &str,
    engine: &Engine,
    produced: &mut Produced,
    sources: &mut SourceMap,
) {
    let context = context(topology, Some(cluster));
    let mut members = Vec::new();
    let mut files: Vec<(*const Object, (&str, &str))> = Vec::new();
    for (folder, component) in &plan.clusters[cluster].components {
        for (file, placed) in &component.objects {
            let object = &placed.object;
            members.push(Member::new(object, None, false));
            files.push((object, (folder, file)));
        }
    }
    let judged = workers::each(&members, workers::count(members.len()), |Member { object, .. }| {
        let mut found = engine.object(object, &context);
        found.extend(engine.settings(object, None, &context));
        found
    });
    let mut found: Vec<Finding<'_>> = judged.into_iter().flatten().collect();
    let world = World::of(members.iter().map(|member| member.object));
    // Whatever the clients of a platform bring along themselves is not in its blueprint.
    let set = Set::new(Scope::Plan, true, members, &world);
    found.extend(engine.set(&set, &context));
    // Looked up for what is wrong, which is little where it is anything.
    let files: HashMap<_, _> = if found.is_empty() { HashMap::new() } else { files.into_iter().collect() };
    for finding in found {
        let file = finding.route.as_ref().and_then(|route| files.get(&std::ptr::from_ref(route.object)));
        let file = file.map(|(folder, file)| format!("{}/{cluster}/{folder}/{file}", plan.environment));
        let file = file.unwrap_or_default();
        produced.say(finding, &file, &plan.environment, sources);
    }
}

/// The versions of an environment, or of one of its clusters.
fn context<'t>(topology: &'t Topology, cluster: Option<&str>) -> Context<'t> {
    let versions = &topology.versions;
    let of = |all: &BTreeMap<String, crate::blueprint::Val<String>>| {
        let value = match cluster {
            Some(cluster) => all.get(cluster),
            None => all.values().next(),
        };
        value.map(|value| value.value.clone())
    };
    let kafka = versions.kafka.values().next().map(|value| value.value.clone());
    let (kubernetes, strimzi) = (of(&versions.kubernetes), of(&versions.strimzi));
    let targets = Targets::read(kubernetes.as_deref(), strimzi.as_deref(), kafka.as_deref())
        .unwrap_or_else(|_| Targets::newest());
    Context { targets, platform: Some(topology) }
}

/// Objects that were shown beside the blueprint: each is written out once, and only when something is said of it.
#[derive(Default)]
struct Produced {
    /// By what is said and where in the blueprint: environments that share a line share its finding.
    said: BTreeMap<(&'static str, Option<Span>, String), usize>,
    /// With the environments it is said of.
    joined: Vec<(Diagnostic, BTreeSet<String>)>,
    texts: BTreeMap<String, Node>,
}

impl Produced {
    fn say(&mut self, finding: Finding<'_>, file: &str, environment: &str, sources: &mut SourceMap) {
        let Finding { mut diagnostic, route, .. } = finding;
        // What is made is mended where it is made from, which need not look like it.
        diagnostic.fix = None;
        let key = (diagnostic.code.id, diagnostic.span(), diagnostic.message.clone());
        if let Some(at) = self.said.get(&key) {
            let (first, environments) = &mut self.joined[*at];
            // Development may say lower what production says aloud.
            first.severity = first.severity.max(diagnostic.severity);
            environments.insert(environment.to_owned());
            return;
        }
        if let Some(span) = route.and_then(|route| self.locate(&route, file, sources)) {
            diagnostic.labels.push(Label { span, text: "in what is made of it".into() });
        }
        self.said.insert(key, self.joined.len());
        self.joined.push((diagnostic, BTreeSet::from([environment.to_owned()])));
    }

    /// What not every environment has is said with the names of those that do.
    fn into_sink(self, all: usize, sink: &mut Sink) {
        for (mut diagnostic, environments) in self.joined {
            if environments.len() < all {
                let noun = if environments.len() == 1 { "environment" } else { "environments" };
                let names: Vec<String> = environments.iter().map(|name| format!("`{name}`")).collect();
                diagnostic.message += &format!(" ({noun} {})", names.join(", "));
            }
            sink.push(diagnostic);
        }
    }

    fn locate(&mut self, route: &Route<'_>, file: &str, sources: &mut SourceMap) -> Option<Span> {
        let node = self.texts.entry(file.to_owned()).or_insert_with(|| {
            let id = sources.add(Source::new(file, yaml::write(&route.object.node)));
            let stream = yaml::parse(id, sources, &Limits::default(), Reader::Kubernetes, &mut Sink::new());
            let root = stream.documents.into_iter().next().map(|document| document.root);
            let written = |mark: Mark| Origin::Written(mark.span);
            root.map_or_else(
                || Node::new(yaml::Value::Null, Origin::Fixed),
                |root| root.map_origin(&mut { written }),
            )
        });
        span_of(node, &route.way, route.key)
    }
}
