//! Every row of the impact table has a pair of sides that gives exactly that row: `tests/impact/<ID>.yaml`.
//!
//! A file holds the side before, a line `# --- after ---`, and the side after; each is a blueprint or manifests. A first
//! line `# also: IMP-…` names rows that come with it unavoidably. `<ID>-2.yaml` and so on are further pairs;
//! `<ID>-not….yaml` are pairs that must not give the row. What rows not in the table (`any-…`) say besides does not
//! count.

#[path = "impact/sides.rs"]
mod sides;

use sides::{Case, cases};
use std::collections::BTreeSet;
use streamwright::diff::{Row, rows};

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
