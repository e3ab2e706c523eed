use std::collections::BTreeSet;
use streamwright::lint::{rules, vocabulary};

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
fn facts_are_ids_of_researched_rows() {
    for rule in rules() {
        for fact in rule.facts {
            let id = fact.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-');
            assert!(id && fact.ends_with(|c: char| c.is_ascii_digit()), "{}: `{fact}`", rule.code.id);
        }
    }
}
