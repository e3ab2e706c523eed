//! The one table of decisions: what is filled in where nobody wrote anything, and why.

use crate::blueprint::{Decoder, Profile, Shape};
use crate::diagnostic::Sink;
use crate::source::{Source, SourceMap};
use crate::yaml;
use std::sync::LazyLock;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// What the row is called by code.
    pub id: &'static str,
    /// The profile it belongs to; `None` for both.
    pub profile: Option<&'static str>,
    /// The path in the blueprint, or the field of the object where the blueprint has no word for it.
    pub key: &'static str,
    /// The value as YAML, or how it is computed after `= `.
    pub value: &'static str,
    /// Why.
    pub reason: &'static str,
    /// Who says so.
    pub source: &'static str,
}

static TABLE: LazyLock<Vec<Decision>> = LazyLock::new(|| {
    include_str!("../../schemas/facts/decisions.tsv")
        .lines()
        .skip(1)
        .map(|line| {
            let mut cells = line.split('\t');
            let mut cell = || cells.next().unwrap_or_default();
            let (id, profile) = (cell(), cell());
            Decision {
                id,
                profile: (profile != "both").then_some(profile),
                key: cell(),
                value: cell(),
                reason: cell(),
                source: cell(),
            }
        })
        .collect()
});

/// Every row, in the order of the table.
#[must_use]
pub fn decisions() -> &'static [Decision] {
    &TABLE
}

/// The row `id` of a profile.
///
/// # Panics
/// When the table has no such row, which the tests of this file rule out for every id in use.
#[must_use]
pub fn decision(id: &str, profile: Profile) -> &'static Decision {
    let found = TABLE.iter().find(|row| row.id == id && row.profile.is_none_or(|p| p == profile.word()));
    found.unwrap_or_else(|| panic!("the decisions table has no row `{id}` for {}", profile.word()))
}

/// The value of a row, read the way the blueprint itself is read.
///
/// # Panics
/// When the row's value does not fit, which the tests of this file rule out.
#[must_use]
pub(super) fn decided<T: Shape>(id: &str, profile: Profile) -> T {
    let row = decision(id, profile);
    let mut sources = SourceMap::new();
    let source = sources.add(Source::new(row.id, row.value));
    let mut sink = Sink::new();
    let stream = yaml::parse(source, &sources, &yaml::Limits::default(), yaml::Reader::Blueprint, &mut sink);
    let mut decoder = Decoder::for_row(&mut sink, &sources, row.id);
    let value = stream.documents.first().and_then(|document| T::decode(&document.root, &mut decoder));
    value.unwrap_or_else(|| panic!("the value of the row `{id}` does not fit its key: {}", row.value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_whole_and_named_once_per_profile() {
        let mut seen = std::collections::BTreeSet::new();
        for row in decisions() {
            for cell in [row.id, row.key, row.value, row.reason, row.source] {
                assert!(!cell.is_empty(), "an empty cell in {row:?}");
            }
            assert!(seen.insert((row.id, row.profile)), "`{}` stands twice", row.id);
        }
        assert!(seen.len() > 60);
    }
}
