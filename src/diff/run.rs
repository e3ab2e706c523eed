//! Two sides to everything there is to say about them.

use super::change::{Change, Kind, Subject};
use super::compare::Compare;
use super::cx::{Cx, Index};
use super::finding::Finding;
use super::noise::Noise;
use super::outcome::Outcome;
use super::pair::{self, Pair};
use super::side::{Member, Side};
use super::world::World;
use super::{aggregate, file_pair, generic, impact, rename, sections, writing};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is wanted beyond the findings.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Whether changed objects are wanted as YAML, for showing them side by side.
    pub texts: bool,
    /// What somebody took note of.
    pub acks: super::Acks,
}

/// Compares two sides.
#[must_use]
pub fn diff(mut before: Side, mut after: Side, options: &Options) -> Outcome {
    // One map for the places of both sides: formats show them side by side.
    after.moved = before.sources.append(std::mem::take(&mut after.sources));
    let mut outcome = compared([&before, &after], options);
    outcome.sources = std::mem::take(&mut before.sources);
    outcome.sides = vec![before, after];
    outcome
}

/// All but the places.
fn compared([before, after]: [&Side; 2], options: &Options) -> Outcome {
    let sides = [before, after];
    let mut noise = BTreeMap::new();
    let mut pairs = pair::pairs(before, after);
    rename::join(&mut pairs, sides);
    for (at, pair) in pairs.iter_mut().enumerate() {
        pair.changes = changes(at, pair, &mut noise);
    }
    writing::count(sides, &pairs, &mut noise);
    let trees = sections::trees(sides);
    let mut platforms = sections::platforms(sides, &trees, &mut noise);
    let objects_differ = pairs.iter().any(|pair| !pair.changes.is_empty());
    let mut files = file_pair::files(sides, objects_differ, &mut noise);
    let all = pairs.iter_mut().flat_map(|p| &mut p.changes);
    let all = all.chain(platforms.iter_mut().flat_map(|p| &mut p.changes));
    let mut count = 0;
    for change in all.chain(files.iter_mut().flat_map(|p| &mut p.changes)) {
        change.id = count;
        count += 1;
    }
    let mut cx = Cx {
        before,
        after,
        pairs: &pairs,
        platforms: &platforms,
        files: &files,
        hits: Vec::new(),
        index: Index::default(),
    };
    impact::run(&mut cx);
    generic::explain(&mut cx, count);
    let hits = std::mem::take(&mut cx.hits);
    let world = World::new(sides, &pairs, &platforms, &files);
    let mut findings: Vec<Finding> = hits.into_iter().map(|hit| world.finding(hit)).collect();
    aggregate::stop(&mut findings);
    findings.sort_by(|a, b| {
        let key = |f: &Finding| (f.stopped.is_some(), std::cmp::Reverse(f.severity), f.subject, f.row.id);
        (key(a), a.changes.first().map(|c| &c.path)).cmp(&(key(b), b.changes.first().map(|c| &c.path)))
    });
    let acknowledgements = options.acks.apply(&mut findings);
    let resources = world.resources(&findings, options.texts);
    Outcome {
        labels: [before.label.clone(), after.label.clone()],
        objects: [before.members.len(), after.members.len()],
        restarts: aggregate::restarts(&findings, &pairs, after),
        storage: aggregate::storage(&findings, &pairs),
        lost: aggregate::lost(sides, &pairs),
        steps: aggregate::steps(&findings),
        way_back: aggregate::way_back(&findings),
        findings,
        resources,
        noise,
        acknowledgements,
        notes: [before.notes.clone(), after.notes.clone(), empty([before, after])].concat(),
        sources: crate::source::SourceMap::new(),
        sides: Vec::new(),
    }
}

/// Which sides hold nothing at all, as one that could not be rendered does.
fn empty(sides: [&Side; 2]) -> Vec<String> {
    let holds =
        |side: &Side| !(side.members.is_empty() && side.files.is_empty() && side.topologies.is_empty());
    let said = |side: &&Side| format!("`{}` holds no object", side.label);
    sides.iter().filter(|side| !holds(side)).map(said).collect()
}

fn changes<'s>(at: usize, pair: &Pair<'s>, noise: &mut BTreeMap<Noise, usize>) -> Vec<Change<'s>> {
    if let (Some(before), Some(after)) = (pair.before, pair.after)
        && Arc::ptr_eq(&before.object, &after.object)
    {
        return Vec::new();
    }
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
