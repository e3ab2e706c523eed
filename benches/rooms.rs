//! The rooms one by one, on the largest story: `cargo bench --bench rooms`.
#![allow(missing_docs)] // `criterion_group!` makes a public function.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use streamwright::blueprint::{Blueprint, Decoder, Environment, Shape, environments};
use streamwright::diagnostic::Sink;
use streamwright::emit;
use streamwright::examples::stories;
use streamwright::lint::{self, Selection};
use streamwright::pipeline::{Input, compile};
use streamwright::plan::{self, Plan};
use streamwright::source::{MemoryFiles, Source, SourceId, SourceMap};
use streamwright::topology::{self, Topology};
use streamwright::verify::{Verified, verify};
use streamwright::yaml::Stream;
use streamwright::yaml::{self, Limits, Reader};

/// The story with everything in it.
fn story() -> &'static str {
    let story = stories().find(|story| story.name == "streaming-platform").expect("the story");
    std::str::from_utf8(story.bytes).expect("UTF-8")
}

fn source() -> (SourceMap, SourceId) {
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new("streaming-platform.yaml", story()));
    (sources, id)
}

fn parse(sources: &SourceMap, id: SourceId) -> Stream {
    yaml::parse(id, sources, &Limits::default(), Reader::Blueprint, &mut Sink::new())
}

fn merged(sources: &SourceMap, stream: &Stream) -> Vec<Environment> {
    environments(&stream.documents[0].root, &mut Sink::new(), sources)
}

fn decode(sources: &SourceMap, environment: &Environment) -> Blueprint {
    Blueprint::decode(&environment.tree, &mut Decoder::new(&mut Sink::new(), sources)).expect("a blueprint")
}

fn resolve(sources: &SourceMap, environment: &Environment) -> Topology {
    topology::resolve(decode(sources, environment), environment, &mut Sink::new())
}

fn rooms(criterion: &mut Criterion) {
    let (sources, id) = source();
    let stream = parse(&sources, id);
    let all = merged(&sources, &stream);
    let topologies: Vec<Topology> = all.iter().map(|environment| resolve(&sources, environment)).collect();
    let plans: Vec<Plan> = topologies.iter().map(plan::lower).collect();

    criterion.bench_function("yaml: parse", |b| b.iter(|| parse(&sources, black_box(id))));
    criterion
        .bench_function("blueprint: merge environments", |b| b.iter(|| merged(&sources, black_box(&stream))));
    criterion.bench_function("blueprint: decode", |b| {
        b.iter(|| all.iter().map(|environment| decode(&sources, environment)).collect::<Vec<_>>());
    });
    criterion.bench_function("topology: resolve", |b| {
        b.iter_batched(
            || all.iter().map(|environment| (decode(&sources, environment), environment)).collect::<Vec<_>>(),
            |read| {
                let resolve =
                    |(blueprint, environment)| topology::resolve(blueprint, environment, &mut Sink::new());
                read.into_iter().map(resolve).collect::<Vec<_>>()
            },
            BatchSize::SmallInput,
        );
    });
    criterion
        .bench_function("plan: lower", |b| b.iter(|| topologies.iter().map(plan::lower).collect::<Vec<_>>()));
    criterion.bench_function("verify: write, read back, check", |b| {
        b.iter(|| {
            let mut verified = Verified::default();
            for (topology, plan) in topologies.iter().zip(&plans) {
                verify(topology, plan, &mut Sink::new(), &mut verified);
            }
            verified
        });
    });
    criterion.bench_function("lint: rules about what is made", |b| {
        b.iter(|| {
            let mut sink = Sink::new();
            lint::plans(&topologies, &plans, &Selection::default(), &mut SourceMap::new(), &mut sink);
            sink
        });
    });
    let components = streamwright::chart::components(&topologies, &plans, None);
    criterion.bench_function("emit: PLAN.md", |b| b.iter(|| emit::plan_md(&topologies, &plans, &components)));
    criterion.bench_function("all of it", |b| {
        let files = MemoryFiles::new();
        b.iter(|| {
            compile(Input { name: "streaming-platform.yaml".into(), bytes: story().into(), files: &files })
        });
    });
}

criterion_group!(benches, rooms);
criterion_main!(benches);
