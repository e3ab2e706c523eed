//! Server and lint about the same mistakes: what the server refuses is an error of lint, and what lint alone has an error
//! for is somebody else's to refuse.

use crate::folder::{self, Folder, Found, trees};
use crate::generate;
use crate::rig::crds::STUBBED;
use crate::rig::{Kubernetes, Rig, exercised};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;
use streamwright::lint::Targets;
use streamwright::source::workers;
use streamwright::yaml::{Node, to_json, write};

const BASE: &str = include_str!("base.yaml");

/// Rules that have errors for what the server accepts: rule, and why it is an error all the same.
const ONLY_LINT: &str = include_str!("only-lint.tsv");

/// One mistake, and where the server is told of it.
struct Case {
    what: String,
    text: String,
    collection: String,
    /// The rules that have an error of the object as it is, by itself.
    before: Arc<BTreeSet<String>>,
}

/// The objects mistakes are made in: those of a story, and kinds and fields we do not write.
fn objects() -> Vec<Node<()>> {
    let story = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden/streaming-platform/manifests/prod/aks");
    let written = folder::read(&story);
    let written = written.iter().filter(|(name, _)| !name.ends_with("kustomization.yaml"));
    written.flat_map(|(_, text)| trees(text)).chain(trees(BASE)).collect()
}

fn kind(object: &Node<()>) -> &str {
    object.get("kind").and_then(Node::as_str).unwrap_or_default()
}

/// What lint says of an object alone.
fn said(text: &str, targets: &Targets) -> Vec<Found> {
    folder::lint(&Folder::from([("object.yaml".to_owned(), text.to_owned())]), targets)
}

/// Every kind of mistake once, at the first place where it can be made.
fn cases(rig: &Rig, targets: &Targets) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut seen = BTreeSet::new();
    for object in objects() {
        let kind = kind(&object);
        if kind == "Namespace" || STUBBED.contains(&kind) {
            continue;
        }
        let collection = rig.collection_of(&to_json(&object)).expect("a kind it knows");
        let whole = rig.request("POST", &strictly(&collection), &YAML, &write(&object));
        assert!(whole.accepted() && whole.warnings.is_empty(), "{kind}: {:?}", whole.words());
        let errors = said(&write(&object), targets).into_iter().filter(|found| found.severity == "error");
        let before = Arc::new(errors.map(|found| found.rule).collect());
        for mistake in generate::mistakes(&object) {
            let what = format!("{kind} {}", mistake.what);
            // A namespace that cannot be is one that is not there.
            if !mistake.what.starts_with("metadata/namespace = ") && seen.insert(what.clone()) {
                let (text, collection) = (write(&mistake.node), collection.clone());
                cases.push(Case { what, text, collection, before: Arc::clone(&before) });
            }
        }
    }
    cases
}

const YAML: [(&str, &str); 1] = [("Content-Type", "application/yaml")];

fn strictly(collection: &str) -> String {
    format!("{collection}?dryRun=All&fieldValidation=Strict")
}

/// Compares both about every mistake, or every so many.
fn compare(kubernetes: Kubernetes, every: usize) {
    let began = Instant::now();
    let rig = Rig::up(kubernetes);
    rig.install_crds();
    for object in objects().iter().filter(|object| kind(object) == "Namespace") {
        let answer = rig.ask("POST", "/api/v1/namespaces", &to_json(object));
        assert!(answer.accepted(), "{:?}", answer.words());
    }
    let version = kubernetes.version();
    let minor = version.rsplit_once('.').expect("a minor").0;
    let targets =
        Targets::read(Some(minor), None, None).unwrap_or_else(|(said, help)| panic!("{said}; {help}"));
    let cases: Vec<Case> = cases(&rig, &targets).into_iter().step_by(every).collect();
    let judge = |case: &Case| -> Vec<Found> {
        said(&case.text, &targets).into_iter().filter(|found| !case.before.contains(&found.rule)).collect()
    };
    let ask = |case: &Case| {
        let answer = rig.request("POST", &strictly(&case.collection), &YAML, &case.text);
        (!answer.accepted()).then(|| answer.words().join("; "))
    };
    let (server, lint) = std::thread::scope(|scope| {
        let lint = scope.spawn(|| workers::each(&cases, workers::most(cases.len()), judge));
        (cases.iter().map(ask).collect::<Vec<_>>(), lint.join().expect("lint"))
    });

    let mut table: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut passed = Vec::new();
    let mut alone: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for ((case, refusal), found) in cases.iter().zip(&server).zip(&lint) {
        let gravest =
            ["error", "warning"].into_iter().find(|one| found.iter().any(|found| found.severity == *one));
        let severity = gravest.unwrap_or("silent");
        *table.entry((if refusal.is_some() { "refuses" } else { "accepts" }, severity)).or_default() += 1;
        match refusal {
            Some(words) if severity != "error" => {
                passed.push(format!("{}\n    server: {words}\n    lint: {severity}", case.what))
            }
            None => {
                for found in found.iter().filter(|found| found.severity == "error") {
                    alone.entry(&found.rule).or_insert((0, &case.what)).0 += 1;
                }
            }
            Some(_) => {}
        }
    }
    println!("Kubernetes {version}, {} mistakes in {:?}", cases.len(), began.elapsed());
    println!("| the server | lint: error | warning | silent |\n|---|---|---|---|");
    for verdict in ["refuses", "accepts"] {
        let count = |severity| table.get(&(verdict, severity)).copied().unwrap_or_default();
        println!("| {verdict} | {} | {} | {} |", count("error"), count("warning"), count("silent"));
    }
    println!("\n| accepted, and an error of lint | how many | such as | because |\n|---|---|---|---|");
    let reasons: BTreeMap<&str, &str> =
        ONLY_LINT.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    for (rule, (count, example)) in &alone {
        println!("| {rule} | {count} | {example} | {} |", reasons.get(rule).unwrap_or(&"?"));
    }
    assert!(
        passed.is_empty(),
        "\nrefused by the server, and no error of lint:\n{}\n{} of them",
        passed.join("\n"),
        passed.len()
    );
    let unexplained: Vec<&&str> = alone.keys().filter(|rule| !reasons.contains_key(**rule)).collect();
    assert!(unexplained.is_empty(), "tests/cluster/only-lint.tsv does not say why: {unexplained:?}");
    let refused =
        table.iter().filter(|((verdict, _), _)| *verdict == "refuses").map(|(_, count)| count).sum();
    assert!(refused >= 1000, "only {refused} mistakes were refused");
    let took = began.elapsed();
    exercised(
        "cluster",
        "kube-apiserver",
        &version,
        "single mistakes it refuses, all errors of lint",
        refused,
        took,
    );
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn what_the_newest_server_refuses_is_an_error_of_lint() {
    compare(Kubernetes::New, 1);
}

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn what_the_oldest_server_refuses_is_an_error_of_lint() {
    compare(Kubernetes::Old, 4);
}
