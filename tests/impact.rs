//! Every row of the impact table has a pair of sides that gives exactly that row: `tests/impact/<ID>.yaml`.
//!
//! A file holds the side before, a line `# --- after ---`, and the side after; each is a blueprint or manifests. A first
//! line `# also: IMP-…` names rows that come with it unavoidably. `<ID>-2.yaml` and so on are further pairs;
//! `<ID>-not….yaml` are pairs that must not give the row. What rows not in the table (`any-…`) say besides does not
//! count.

#[path = "impact/sides.rs"]
mod sides;

use sides::{Case, cases};
use std::collections::{BTreeMap, BTreeSet};
use streamwright::diff::{Row, rows};
use streamwright::facts::impact::{proved, waiting};

/// What the pairs of Kubernetes are put to.
const SERVER: &str = "kube-apiserver";

/// What the pairs of settings of Kafka are put to.
const BROKER: &str = "kafka";

#[test]
fn each_pair_gives_exactly_its_row() {
    let cases = cases();
    assert!(!cases.is_empty(), "no pairs were found");
    let wrong: Vec<String> = cases.iter().filter_map(wrong_with).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

fn wrong_with(case: &Case) -> Option<String> {
    let outcome = case.outcome();
    let found: BTreeSet<&str> =
        outcome.findings.iter().filter(|finding| !finding.row.is_generic()).map(|f| f.row.id).collect();
    let mut wanted: BTreeSet<&str> = case.also.iter().map(String::as_str).collect();
    if case.negative {
        return found.contains(case.row.as_str()).then(|| format!("{}: gives {}", case.file, case.row));
    }
    wanted.insert(&case.row);
    (found != wanted).then(|| format!("{}: gives {found:?} instead of {wanted:?}", case.file))
}

#[test]
fn each_row_has_a_pair() {
    let tried: BTreeSet<String> =
        cases().into_iter().filter(|case| !case.negative).map(|case| case.row).collect();
    let missing: Vec<&str> =
        rows().filter(|row| !row.is_generic()).map(|row| row.id).filter(|id| !tried.contains(*id)).collect();
    assert!(missing.is_empty(), "rows without a pair in tests/impact: {missing:?}");
}

#[test]
fn rows_are_told_in_sentences_of_their_own() {
    for Row { id, what, remedy, source, certainty, effects, .. } in rows() {
        assert!(!what.ends_with('.') && !what.is_empty(), "{id}: {what}");
        assert!(remedy.is_none_or(|remedy| !remedy.ends_with('.')), "{id}");
        assert!(["A", "B", "C"].contains(certainty), "{id}: {certainty}");
        assert!(!source.is_empty() && !effects.is_empty(), "{id}");
        assert_eq!(what.matches('`').count() % 2, 0, "{id}: {what}");
    }
    let ids: Vec<&str> = rows().map(|row| row.id).collect();
    let unique: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice");
}

#[test]
fn nothing_changes_between_a_side_and_itself() {
    for case in cases() {
        for same in case.with_itself() {
            assert!(same.is_empty(), "{}: {:?}", case.file, same.findings);
        }
    }
}

/// `impact-proved.tsv` says of each row which real systems its pairs were put to; those about what an API server
/// refuses or takes go to two of them (`tests/refused.rs`), those about settings of Kafka to a running broker
/// (`tests/kafka/impact.py`). `BLESS=1` writes them.
#[test]
fn what_is_put_to_real_systems_is_said_to_be() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/facts/impact-proved.tsv");
    let known: BTreeMap<String, BTreeSet<String>> =
        proved().map(|(id, on)| (id.to_owned(), on.split('+').map(str::to_owned).collect())).collect();
    let ids: BTreeSet<&str> = rows().map(|row| row.id).collect();
    let strangers: Vec<&String> = known.keys().filter(|id| !ids.contains(id.as_str())).collect();
    assert!(strangers.is_empty(), "no rows: {strangers:?}");
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for case in cases() {
        for (system, put) in [(SERVER, case.is_for_the_server()), (BROKER, case.is_for_the_broker())] {
            if put {
                wanted.entry(case.row.clone()).or_default().insert(system.to_owned());
            }
        }
    }
    if std::env::var_os("BLESS").is_some() {
        let line = |(id, on): (&String, &BTreeSet<String>)| {
            format!("{id}\t{}\n", on.iter().cloned().collect::<Vec<_>>().join("+"))
        };
        let text = format!("id\ton\n{}", wanted.iter().map(line).collect::<String>());
        std::fs::write(path, text).expect("the table");
        return;
    }
    assert_eq!(known, wanted, "`BLESS=1 cargo test --test impact` writes it");
}

/// The research is covered or named: its rows lie beside the checkout, where they are.
#[test]
fn each_row_of_research_is_there_or_waits_by_name() {
    let root = std::path::PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("STREAMWRIGHT_SHARED").map_or_else(|| root.join("../shared"), Into::into);
    let Ok(text) = std::fs::read_to_string(shared.join("facts/impact/impact.tsv")) else {
        println!("skipped: no folder of researched facts beside the checkout");
        return;
    };
    let research: BTreeSet<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    let ours: BTreeSet<&str> = rows().map(|row| row.id).collect();
    let waits: BTreeSet<&str> = waiting().map(|(id, _)| id).collect();
    let missing: Vec<_> =
        research.iter().filter(|id| !ours.contains(**id) && !waits.contains(**id)).collect();
    assert!(missing.is_empty(), "neither in a table nor in impact-waiting.tsv: {missing:?}");
    let both: Vec<_> = waits.iter().filter(|id| ours.contains(**id)).collect();
    assert!(both.is_empty(), "in a table, and said to wait: {both:?}");
    assert!(waits.len() < 15, "{} rows wait", waits.len());
}

/// What a sentence says has to have been filled in.
#[test]
fn no_sentence_keeps_a_hole() {
    for case in cases() {
        for finding in case.outcome().findings {
            for hole in ["{name}", "{title}", "{before}", "{after}", "{item}", "{path}", "{key}"] {
                let open = finding.what.contains(hole) || finding.remedy.iter().any(|r| r.contains(hole));
                assert!(!open, "{}: {}: {hole}", case.file, finding.row.id);
            }
        }
    }
}
