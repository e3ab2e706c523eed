use super::allow::Allow;
use super::engine::Engine;
use super::input::{Counts, FileRead, Layout, read};
use super::settle::Settlement;
use super::{Context, Member, Set, World, fix};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{Files, SourceId, SourceMap, Span, workers};
use crate::yaml::{self, Limits};
use std::collections::BTreeSet;

/// What is linted.
pub struct Input<'f> {
    /// Every file that may belong to something, in the order findings are to come.
    pub names: Vec<String>,
    /// The files findings are wanted of; all where nothing is said.
    pub given: Option<BTreeSet<String>>,
    /// Where they are read.
    pub files: &'f (dyn Files + Sync),
    /// The day as `2027-06-30`, on which an ignore may be over; without it none is.
    pub today: Option<&'f str>,
}

/// What came of it.
pub struct Judged {
    /// The texts the findings point into.
    pub sources: SourceMap,
    /// In reading order.
    pub diagnostics: Vec<Diagnostic>,
    /// What was seen.
    pub counts: Counts,
    /// The files that are blueprints, which say more when they are compiled.
    pub blueprints: Vec<String>,
}

/// Judges manifests nobody here wrote.
#[must_use]
pub fn manifests(input: &Input<'_>, context: &Context<'_>, settlement: &mut Settlement) -> Judged {
    let engine = Engine::new(settlement.selection());
    let layout = Layout::of(&input.names, input.files);
    let mut sources = SourceMap::new();
    let ids: Vec<SourceId> = sources.next_ids(input.names.len()).collect();
    let each: Vec<usize> = (0..input.names.len()).collect();
    let threads = workers::count(each.len());
    let mut files = workers::each(&each, threads, |at| {
        let mut file = read(ids[*at], &input.names[*at], layout.roles[*at], input.files);
        judge(*at, ids[*at], &mut file, &engine, &layout, context);
        file
    });
    let mut sink = Sink::new();
    let mut counts = Counts::default();
    let wanted = |at: usize| input.given.as_ref().is_none_or(|given| given.contains(&input.names[at]));
    for (at, file) in files.iter_mut().enumerate() {
        // What lies beside a file that was named was read for its sake only.
        if wanted(at) {
            counts.add(&file.counts);
        }
        file.said.drain(..).for_each(|diagnostic| sink.push(diagnostic));
    }
    across(&files, &ids, &engine, &layout, context, &mut sink);
    let allows: Vec<Allow> = files.iter_mut().flat_map(|file| std::mem::take(&mut file.allows)).collect();
    settlement.add(allows, || titles(&files));
    let blueprints = files.iter().enumerate().filter(|(at, file)| file.blueprint && wanted(*at));
    let blueprints = blueprints.map(|(at, _)| input.names[at].clone()).collect();
    let given = |diagnostic: &Diagnostic| {
        diagnostic.span().is_none_or(|span| ids.binary_search(&span.source).is_ok_and(wanted))
    };
    for file in files {
        sources.add(file.source);
    }
    let mut sink = settlement.apply(sink, &sources, input.today);
    settlement.close(input.today, &mut sink);
    let mut diagnostics = sink.into_sorted();
    diagnostics.retain(|diagnostic| settlement.selection().keeps(diagnostic.code) && given(diagnostic));
    diagnostics.iter_mut().for_each(|diagnostic| {
        let source = diagnostic.fix.as_ref().and_then(|fix| fix.edits.first()).map(|edit| edit.span.source);
        diagnostic.fix.take_if(|fix| !source.is_some_and(|id| fix::resolve(fix, sources.get(id))));
    });
    Judged { sources, diagnostics, counts, blueprints }
}

/// Reads every file as [`manifests`] does and judges nothing: what the time of judging is measured against. How many
/// documents there are.
#[must_use]
pub fn read_only(input: &Input<'_>) -> usize {
    let ids: Vec<SourceId> = SourceMap::new().next_ids(input.names.len()).collect();
    let each: Vec<usize> = (0..input.names.len()).collect();
    let read = workers::each(&each, workers::count(each.len()), |at| {
        let name = &input.names[*at];
        let text = input.files.read(name).ok().and_then(|bytes| yaml::decode_bytes(name, bytes).ok())?;
        let mut sink = Sink::new();
        let stream =
            yaml::parse_text(ids[*at], &text, &Limits::default(), yaml::Reader::Kubernetes, &mut sink);
        Some((text, stream))
    });
    let count = read.iter().flatten().map(|(_, stream)| stream.documents.len()).sum();
    // As after judging: the process ends sooner than all of it is taken apart.
    std::mem::forget(read);
    count
}

/// Where each object begins and ends, and what it is called.
fn titles(files: &[FileRead]) -> Vec<(Span, String)> {
    let objects = files.iter().flat_map(|file| &file.objects);
    objects.filter_map(|object| Some((object.node.origin.span()?, object.title()))).collect()
}

/// Each object on its own.
fn judge(
    at: usize,
    id: SourceId,
    file: &mut FileRead,
    engine: &Engine,
    layout: &Layout,
    context: &Context<'_>,
) {
    // A blueprint is compiled, which says all there is to say about its text and more.
    if file.blueprint {
        file.said.clear();
        file.allows.clear();
        file.objects.clear();
    }
    for object in &file.objects {
        let patched = layout.is_patched(at, &object.gvk, &object.name);
        file.said.extend(engine.structure(object, &context.targets, patched, &mut file.counts));
        file.said.extend(engine.object(object, context).into_iter().map(|finding| finding.diagnostic));
        let settings = engine.settings(object, Some(file.source.text()), context);
        file.said.extend(settings.into_iter().map(|finding| finding.diagnostic));
    }
    let settings = engine.properties(file.source.name(), &file.properties, &file.ambari, id, context);
    file.said.extend(settings.into_iter().map(|finding| finding.diagnostic));
}

/// Objects that are applied together.
fn across(
    files: &[FileRead],
    ids: &[SourceId],
    engine: &Engine,
    layout: &Layout,
    context: &Context<'_>,
    sink: &mut Sink,
) {
    let mut world = World::default();
    files.iter().flat_map(|file| &file.objects).for_each(|object| world.add(object));
    let threads = workers::count(layout.sets.len());
    let found = workers::each(&layout.sets, threads, |together| {
        let members = together.files.iter().flat_map(|at| {
            files[*at].objects.iter().map(|object| {
                let patched = layout.is_patched(*at, &object.gvk, &object.name);
                Member::new(object, Some(ids[*at]), patched)
            })
        });
        let open = together.open
            || together.files.iter().any(|at| files[*at].partial || files[*at].counts.templates > 0);
        let mut set = Set::new(together.scope, open, members.collect(), &world);
        (set.reshaped, set.moved) = (together.reshaped, together.moved);
        let found = engine.set(&set, context);
        let text = |span: Span| {
            let file = &files[ids.binary_search(&span.source).ok()?];
            file.source.text().get(span.range())
        };
        found.into_iter().map(|finding| finding.told(text)).collect::<Vec<_>>()
    });
    found.into_iter().flatten().for_each(|diagnostic| sink.push(diagnostic));
}
