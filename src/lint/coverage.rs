use super::{rules, vocabulary};
use crate::facts::researched::researched;
use std::collections::{BTreeMap, BTreeSet};

/// What became of the rows of one table of research.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Rows that a rule or a code stands for.
    pub covered: Vec<&'static str>,
    /// Rows that are left out, with the reason.
    pub left_out: Vec<(&'static str, &'static str)>,
    /// The others.
    pub open: Vec<&'static str>,
}

/// Why rows are not covered and will not be: an id and a reason in each line.
static LEFT_OUT: &str = include_str!("left_out.tsv");

/// By table, in the order of research.
#[must_use]
pub fn coverage() -> Vec<(&'static str, Coverage)> {
    let covered: BTreeSet<&str> = facts().map(|(_, fact)| fact).collect();
    let reasons: BTreeMap<&str, &str> = left_out().collect();
    let mut tables: Vec<(&str, Coverage)> = Vec::new();
    for (table, id) in researched() {
        if tables.last().is_none_or(|(last, _)| *last != table) {
            tables.push((table, Coverage::default()));
        }
        let Some((_, own)) = tables.last_mut() else { continue };
        match reasons.get(id) {
            _ if covered.contains(id) => own.covered.push(id),
            Some(reason) => own.left_out.push((id, reason)),
            None => own.open.push(id),
        }
    }
    tables
}

/// Every row somebody stands for, with who does.
pub fn facts() -> impl Iterator<Item = (&'static str, &'static str)> {
    let codes = vocabulary().flat_map(|code| code.facts.iter().map(|fact| (code.id, *fact)));
    codes.chain(rules().flat_map(|rule| rule.facts.iter().map(|fact| (rule.code.id, *fact))))
}

/// The rows left out, with their reasons.
pub fn left_out() -> impl Iterator<Item = (&'static str, &'static str)> {
    LEFT_OUT.lines().skip(1).filter_map(|line| line.split_once('\t'))
}
