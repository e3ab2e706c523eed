//! The law over blueprints nobody wrote.

use crate::build::Built;
use crate::engine::{Request, render};
use crate::generated::blueprint;
use crate::helm::HELMS;
use crate::law::{Case, cases};
use crate::readers::exercised::{exercised, pinned};
use std::collections::BTreeMap;
use std::time::Instant;
use streamwright::pipeline::{Input, compile};
use streamwright::source::MemoryFiles;

/// Compiles the blueprints of a seed and those after it, and gives those that compile to `each`.
fn over(seed: u64, wanted: usize, mut each: impl FnMut(&str, &str)) {
    let (mut good, mut tried, mut refused) = (0, 0, BTreeMap::<&str, usize>::new());
    while good < wanted {
        assert!(tried < wanted * 8, "seed {seed}: only {good} of {tried} compile: {refused:?}");
        let (text, story) = blueprint(seed + tried as u64);
        tried += 1;
        let name = format!("{story}-{}", seed + tried as u64 - 1);
        let compiled = compile(Input {
            name: format!("{name}.yaml"),
            bytes: text.clone().into_bytes(),
            files: &MemoryFiles::new(),
        });
        // What a chart gives is compared with what was planned before anything is written.
        assert_eq!(compiled.verified.bugs, [""; 0], "seed {}:\n{text}", seed + tried as u64 - 1);
        let Some(artifacts) = &compiled.artifacts else {
            for diagnostic in &compiled.diagnostics {
                *refused.entry(diagnostic.code.id).or_default() += 1;
            }
            continue;
        };
        assert!(artifacts.iter().any(|(path, _)| path.as_str().starts_with("charts/")), "{name}");
        good += 1;
        each(&name, &text);
    }
    println!("seed {seed}: {good} of {tried} blueprints compile; others: {refused:?}");
}

/// The seed of `STREAMWRIGHT_SEED`; the same one every time without it.
pub fn seed() -> u64 {
    std::env::var("STREAMWRIGHT_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(1)
}

#[test]
fn charts_of_blueprints_nobody_wrote_give_what_was_planned() {
    over(seed(), 30, |_, _| {});
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn three_hundred_of_them_do_in_real_helm() {
    let began = Instant::now();
    let (mut blueprints, mut compared) = (Vec::new(), 0);
    over(seed() + 1_000_000, 300, |name, text| {
        blueprints.push(Built::new(name, text.as_bytes().to_vec(), &MemoryFiles::new()));
        if blueprints.len() == 50 {
            compared += hold(&std::mem::take(&mut blueprints));
        }
    });
    assert!(compared > 10_000, "{compared}");
    let version = pinned("tools/versions.sh", "HELM4=");
    exercised("Helm", &version, "objects of charts of generated blueprints", compared, began.elapsed());
}

/// Compares what both Helms make of all charts in all environments with what was planned: how many objects.
fn hold(blueprints: &[Built]) -> usize {
    let cases: Vec<Case> = blueprints.iter().flat_map(cases).collect();
    let requests: Vec<Request> = cases.iter().map(Request::of).collect();
    let mut compared = 0;
    for variable in HELMS {
        for (case, answer) in cases.iter().zip(render(variable, &requests)) {
            let rendered = answer.unwrap_or_else(|said| panic!("{variable} {}: {said}", case.title));
            compared += case.compare(rendered.objects).unwrap_or_else(|wrong| panic!("{variable} {wrong}"));
        }
    }
    compared
}
