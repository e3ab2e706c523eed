//! The law over blueprints nobody wrote, and values no reader expects.

use crate::build::Built;
use crate::engine::{Request, render};
use crate::generated::{blueprint, files, of_seed};
use crate::helm::HELMS;
use crate::law::{Case, cases};
use crate::readers::exercised::{exercised, pinned};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Instant;
use streamwright::diagnostic::Severity;
use streamwright::pipeline::{Input, compile};

/// How many are tried together: an engine of Helm starts once for them.
const TOGETHER: u64 = 25;

/// What came of many blueprints.
#[derive(Default)]
struct Tally {
    compiled: usize,
    refused: BTreeMap<&'static str, usize>,
    objects: usize,
    renderings: usize,
}

/// Compiles the blueprints of `count` seeds from the first on, and lets both Helms render every chart of every environment.
fn over(first: u64, count: u64, helms: &[&str]) -> Tally {
    let tally = Mutex::new(Tally::default());
    let next = Mutex::new(first..first + count);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seeds: Vec<u64> =
                        next.lock().expect("seeds").by_ref().take(TOGETHER as usize).collect();
                    if seeds.is_empty() {
                        return;
                    }
                    let built: Vec<Built> = seeds.iter().filter_map(|seed| build(*seed, &tally)).collect();
                    hold(&built, helms, &tally);
                }
            });
        }
    });
    tally.into_inner().expect("a tally")
}

/// What compiles is built; why another does not is counted.
fn build(seed: u64, tally: &Mutex<Tally>) -> Option<Built> {
    let text = blueprint(seed).text;
    let bytes = text.clone().into_bytes();
    let compiled = compile(Input { name: format!("{seed}.yaml"), bytes, files: &files() });
    // What a chart gives is compared with what was planned before anything is written.
    assert_eq!(compiled.verified.bugs, [""; 0], "seed {seed}:\n{text}");
    let mut tally = tally.lock().expect("the tally");
    if compiled.artifacts.is_none() {
        let errors = compiled.diagnostics.iter().filter(|d| d.severity == Severity::Error);
        if let Some(first) = errors.map(|d| d.code.id).next() {
            *tally.refused.entry(first).or_default() += 1;
        }
        return None;
    }
    tally.compiled += 1;
    drop(tally);
    Some(Built::of(&seed.to_string(), compiled))
}

/// Compares what Helm makes of all charts in all environments with what was planned, and hears what lint has to say.
fn hold(built: &[Built], helms: &[&str], tally: &Mutex<Tally>) {
    let cases: Vec<Case> = built.iter().flat_map(cases).collect();
    for (index, variable) in helms.iter().enumerate() {
        // Lint takes four times as long as rendering: each chart by one of the two.
        let lint = |at: usize| at % HELMS.len() == index && cases[at].values.is_none();
        let requests = cases.iter().enumerate().map(|(at, case)| {
            let request = Request::of(case);
            if lint(at) { request.lint() } else { request }
        });
        let answers = render(variable, &requests.collect::<Vec<_>>());
        for (case, answer) in cases.iter().zip(answers) {
            let text =
                || blueprint(case.title.split(' ').next().and_then(|s| s.parse().ok()).unwrap_or(0)).text;
            let rendered =
                answer.unwrap_or_else(|said| panic!("{variable} {}: {said}\n{}", case.title, text()));
            assert_eq!(rendered.lint, [""; 0], "{variable} {}\n{}", case.title, text());
            assert!(!rendered.notes.trim().is_empty(), "{variable} {}: no notes", case.title);
            let compared = case.compare(rendered.objects);
            let compared = compared.unwrap_or_else(|wrong| panic!("{variable} {wrong}\n{}", text()));
            let mut tally = tally.lock().expect("the tally");
            tally.objects += compared;
            tally.renderings += 1;
        }
    }
}

/// Two in three compile at least: a generator that is mostly refused proves little.
fn told(tally: &Tally, first: u64, count: u64) {
    let Tally { compiled, refused, objects, renderings } = tally;
    println!(
        "seeds {first} and on: {compiled} of {count} blueprints compile, {renderings} renderings gave {objects} objects, all as \
         planned; others are refused: {refused:?}"
    );
    assert!(*compiled as u64 * 3 > count * 2, "{compiled} of {count}: {refused:?}");
}

#[test]
fn charts_of_blueprints_nobody_wrote_give_what_was_planned() {
    let first = of_seed();
    told(&over(first, 40, &[]), first, 40);
}

/// `STREAMWRIGHT_BLUEPRINTS` says how many, where somebody has the time.
#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn blueprints_nobody_wrote_give_what_was_planned_in_both_helms() {
    let wanted = std::env::var("STREAMWRIGHT_BLUEPRINTS").ok().and_then(|count| count.parse().ok());
    let (began, first, count) = (Instant::now(), of_seed() + 1_000_000, wanted.unwrap_or(350));
    let tally = over(first, count, &HELMS);
    told(&tally, first, count);
    let version = pinned("tools/versions.sh", "HELM4=");
    exercised("Helm", &version, "objects of charts of generated blueprints", tally.objects, began.elapsed());
}
