//! Two sides to everything there is to say about them.

use super::change::{Change, Kind, Subject};
use super::compare::Compare;
use super::cx::Cx;
use super::finding::{Finding, Question, Resource, Shown};
use super::fingerprint::fingerprint;
use super::hit::Hit;
use super::noise::Noise;
use super::outcome::{Changed, Outcome, WayBack};
use super::pair::{self, Pair};
use super::platform::Platform;
use super::side::{Member, Side};
use super::{Severity, generic, impact, sections, shown};
use crate::object::Node;
use std::collections::BTreeMap;

/// What is wanted beyond the findings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether changed objects are wanted as YAML, for showing them side by side.
    pub texts: bool,
}

/// Compares two sides.
#[must_use]
pub fn diff(mut before: Side, mut after: Side, _options: &Options) -> Outcome {
    let mut sources = std::mem::take(&mut before.sources);
    after.moved = sources.append(std::mem::take(&mut after.sources));
    let sides = [&before, &after];
    let trees = sections::trees(sides);
    let mut noise = BTreeMap::new();
    let mut pairs = pair::pairs(&before, &after);
    for (at, pair) in pairs.iter_mut().enumerate() {
        pair.changes = changes(at, pair, &mut noise);
    }
    let mut platforms = sections::platforms(sides, &trees, &mut noise);
    let mut count = 0;
    for change in
        pairs.iter_mut().flat_map(|p| &mut p.changes).chain(platforms.iter_mut().flat_map(|p| &mut p.changes))
    {
        change.id = count;
        count += 1;
    }
    let mut cx =
        Cx { before: &before, after: &after, pairs: &pairs, platforms: &platforms, hits: Vec::new() };
    impact::run(&mut cx);
    generic::explain(&mut cx, count);
    let hits = std::mem::take(&mut cx.hits);
    let world = World { sides, pairs: &pairs, platforms: &platforms, by_id: by_id(&pairs, &platforms) };
    let mut findings: Vec<Finding> = hits.into_iter().map(|hit| world.finding(hit)).collect();
    findings.sort_by(|a, b| {
        (b.severity, a.subject, a.row.id, a.changes.first().map(|c| &c.path)).cmp(&(
            a.severity,
            b.subject,
            b.row.id,
            b.changes.first().map(|c| &c.path),
        ))
    });
    let resources = world.resources(&findings);
    Outcome {
        labels: [before.label.clone(), after.label.clone()],
        objects: [before.members.len(), after.members.len()],
        findings,
        resources,
        restarts: Vec::new(),
        storage: Vec::new(),
        lost: Vec::new(),
        steps: Vec::new(),
        way_back: WayBack::default(),
        noise,
        acknowledgements: Vec::new(),
        notes: [before.notes.clone(), after.notes.clone()].concat(),
        sources,
    }
}

fn changes<'s>(at: usize, pair: &Pair<'s>, noise: &mut BTreeMap<Noise, usize>) -> Vec<Change<'s>> {
    let mut compare = Compare::new(pair.kind(), Subject::Pair(at));
    let node = |member: Option<&'s Member>| member.map(|member| &member.object.node);
    match (node(pair.before), node(pair.after)) {
        (Some(before), Some(after)) => compare.nodes(before, after),
        (None, after) => compare.push(Kind::Added, None, after),
        (before, None) => compare.push(Kind::Removed, before, None),
    }
    compare.noise.into_iter().for_each(|(class, count)| *noise.entry(class).or_default() += count);
    compare.changes
}

fn by_id<'w, 's>(pairs: &'w [Pair<'s>], platforms: &'w [Platform<'s>]) -> Vec<&'w Change<'s>> {
    pairs.iter().flat_map(|p| &p.changes).chain(platforms.iter().flat_map(|p| &p.changes)).collect()
}

/// What findings are made from.
struct World<'w, 's> {
    sides: [&'w Side; 2],
    pairs: &'w [Pair<'s>],
    platforms: &'w [Platform<'s>],
    by_id: Vec<&'w Change<'s>>,
}

impl World<'_, '_> {
    fn resource(&self, subject: Subject) -> Resource {
        match subject {
            Subject::Pair(at) => {
                let member = self.pairs[at].member();
                Resource {
                    environment: member.environment.clone(),
                    cluster: member.cluster.clone(),
                    kind: member.object.gvk.kind.clone(),
                    namespace: member.object.namespace.clone(),
                    name: member.object.name.clone(),
                }
            }
            Subject::Platform(at) => Resource {
                environment: self.platforms[at].environment.to_owned(),
                kind: "Blueprint".into(),
                name: self.platforms[at].after.blueprint.metadata.name.value.0.clone(),
                ..Resource::default()
            },
            Subject::File(_) => Resource { kind: "File".into(), ..Resource::default() },
        }
    }

    fn roots(&self, subject: Subject) -> [Option<&Node>; 2] {
        match subject {
            Subject::Pair(at) => {
                let pair = &self.pairs[at];
                [pair.before, pair.after].map(|member| member.map(|member| &member.object.node))
            }
            Subject::Platform(at) => self.platforms[at].trees.map(Some),
            Subject::File(_) => [None, None],
        }
    }

    fn shown(&self, change: &Change<'_>, kind: &str) -> Shown {
        shown::shown(change, kind, self.roots(change.subject), self.sides)
    }

    fn finding(&self, mut hit: Hit) -> Finding {
        let resource = self.resource(hit.subject);
        let changes: Vec<&Change<'_>> = hit.changes.iter().map(|id| self.by_id[*id]).collect();
        let shown: Vec<Shown> = changes.iter().map(|change| self.shown(change, &resource.kind)).collect();
        let print = fingerprint(hit.row.id, &resource, &changes);
        let first = shown.first();
        let value = |value: Option<&String>| value.map_or("nothing", String::as_str).to_owned();
        let mut hole = |name, text: String| _ = hit.holes.entry(name).or_insert(text);
        hole("name", resource.name.clone());
        hole("title", resource.title());
        hole("kubectl", resource.kubectl());
        hole("path", first.map_or_else(String::new, |shown| shown.path.clone()));
        hole("before", value(first.and_then(|shown| shown.before.as_ref())));
        hole("after", value(first.and_then(|shown| shown.after.as_ref())));
        let path = changes.first().map(|change| &change.path);
        hole("item", path.and_then(|path| path.item()).unwrap_or_default().to_owned());
        hole("key", path.map_or("", |path| path.last()).to_owned());
        Finding {
            row: hit.row,
            effects: hit.effects.unwrap_or_else(|| hit.row.effects.clone()),
            severity: hit.severity.unwrap_or(hit.row.severity),
            what: filled(hit.row.what, &hit.holes),
            remedy: hit.row.remedy.map(|text| filled(text, &hit.holes)),
            depends: hit.row.depends.filter(|_| !hit.decided).map(|depends| Question {
                on: filled(depends.on, &hit.holes),
                ask: filled(depends.ask, &hit.holes),
            }),
            notes: hit.notes,
            resource,
            changes: shown,
            fingerprint: print,
            stopped: None,
            acknowledged: None,
            subject: hit.subject,
        }
    }

    fn resources(&self, findings: &[Finding]) -> Vec<Changed> {
        let mut worst: BTreeMap<Subject, Severity> = BTreeMap::new();
        for finding in findings {
            let seen = worst.entry(finding.subject).or_insert(Severity::None);
            *seen = (*seen).max(finding.severity);
        }
        let pairs = self.pairs.iter().enumerate().map(|(at, pair)| (Subject::Pair(at), &pair.changes));
        let platforms = self.platforms.iter().enumerate();
        let platforms = platforms.map(|(at, platform)| (Subject::Platform(at), &platform.changes));
        let changed = pairs.chain(platforms).filter(|(_, changes)| !changes.is_empty());
        let changed = changed.map(|(subject, changes)| {
            let resource = self.resource(subject);
            let whole = changes.first().filter(|change| change.path.0.is_empty());
            Changed {
                kind: whole.map_or(Kind::Changed, |change| change.kind),
                renamed_from: None,
                changes: changes.iter().map(|change| self.shown(change, &resource.kind)).collect(),
                severity: worst.get(&subject).copied().unwrap_or(Severity::None),
                before: None,
                after: None,
                resource,
            }
        });
        changed.collect()
    }
}

/// A sentence with its holes filled. Names come from the input, so what they bring is never filled again.
fn filled(text: &str, holes: &BTreeMap<&'static str, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(hole, after)| Some((holes.get(hole)?, after))) {
            Some((value, after)) => {
                out.push_str(value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}
