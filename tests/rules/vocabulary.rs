use std::collections::BTreeSet;
use streamwright::facts::researched::researched;
use streamwright::lint::{facts, left_out, vocabulary};

#[test]
fn every_code_is_named_once_whoever_says_it() {
    let mut seen = BTreeSet::new();
    for code in vocabulary() {
        assert!(seen.insert(code.id), "`{}` is there twice", code.id);
        assert!(
            code.id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
            "{}",
            code.id
        );
    }
}

#[test]
fn every_row_that_is_named_was_researched_and_none_is_both_covered_and_left_out() {
    let rows: BTreeSet<&str> = researched().map(|(_, id)| id).collect();
    assert!(rows.len() > 600, "{}", rows.len());
    let covered: BTreeSet<&str> = facts().map(|(_, fact)| fact).collect();
    for (who, fact) in facts() {
        assert!(rows.contains(fact), "{who} stands for `{fact}`, which is no row of research");
    }
    for (id, reason) in left_out() {
        assert!(rows.contains(id), "`{id}` is left out, and is no row of research");
        assert!(!covered.contains(id), "`{id}` is left out, and a rule stands for it");
        assert!(reason.len() > 10, "`{id}` is left out without a reason");
    }
}
