use crate::blueprint::ONLY;
use crate::diff::{Finding, Kind, Outcome, Severity, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// A finding as people read it: once, though it holds in several environments.
pub(super) struct Entry<'o> {
    /// The finding of the first environment.
    pub finding: &'o Finding,
    /// The environments it holds in; empty where nobody says.
    pub environments: Vec<&'o str>,
}

/// Everything that makes two findings one to a reader.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Same<'o> {
    row: &'static str,
    what: &'o str,
    kind: &'o str,
    namespace: Option<&'o str>,
    name: &'o str,
    changes: Vec<(&'o str, Kind, Option<&'o str>, Option<&'o str>)>,
    notes: &'o [String],
    stopped: Option<&'o str>,
    acknowledged: Option<&'o str>,
}

/// The differences of a finding worth a line: those of an object that came or went are named already, and what several
/// objects have in common is said once.
pub(super) fn told(changes: &[Shown]) -> Vec<&Shown> {
    let mut told: Vec<&Shown> = Vec::new();
    let alike = |one: &Shown, other: &Shown| {
        (&one.path, one.kind, &one.before, &one.after)
            == (&other.path, other.kind, &other.before, &other.after)
    };
    let mut seen = BTreeSet::new();
    for shown in changes.iter().filter(|shown| !shown.path.is_empty()) {
        let known = !seen.insert((&shown.path, &shown.before, &shown.after));
        if !(known && told.iter().any(|other| alike(other, shown))) {
            told.push(shown);
        }
    }
    told
}

/// The findings, the worst first and what somebody took note of last.
pub(super) fn entries(outcome: &Outcome) -> Vec<Entry<'_>> {
    let single = is_single(outcome);
    let mut places: BTreeMap<Same<'_>, usize> = BTreeMap::new();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for finding in &outcome.findings {
        let environment = finding.resource.environment.as_str();
        let at = *places.entry(same(finding)).or_insert(entries.len());
        if at == entries.len() {
            entries.push(Entry { finding, environments: Vec::new() });
        }
        let seen = &mut entries[at].environments;
        if !environment.is_empty() && !single && !seen.contains(&environment) {
            seen.push(environment);
        }
    }
    entries.sort_by_key(|entry| {
        (entry.finding.acknowledged.is_some(), std::cmp::Reverse(entry.finding.severity))
    });
    entries
}

/// Whether there is one environment only, without a name of somebody's: then nobody needs to be told it.
pub(super) fn is_single(outcome: &Outcome) -> bool {
    let findings = outcome.findings.iter().map(|finding| finding.resource.environment.as_str());
    let resources = outcome.resources.iter().map(|changed| changed.resource.environment.as_str());
    findings.chain(resources).all(|environment| environment.is_empty() || environment == ONLY)
}

fn same(finding: &Finding) -> Same<'_> {
    Same {
        row: finding.row.id,
        what: &finding.what,
        kind: &finding.resource.kind,
        namespace: finding.resource.namespace.as_deref(),
        name: &finding.resource.name,
        changes: finding.changes.iter().map(change).collect(),
        notes: &finding.notes,
        stopped: finding.stopped.as_deref(),
        acknowledged: finding.acknowledged.as_ref().map(|by| by.reason.as_str()),
    }
}

fn change(shown: &Shown) -> (&str, Kind, Option<&str>, Option<&str>) {
    (&shown.path, shown.kind, shown.before.as_deref(), shown.after.as_deref())
}

/// How many of each severity nobody took note of, the worst first, and how many somebody did.
pub(super) fn counts(entries: &[Entry<'_>]) -> (Vec<(Severity, usize)>, usize) {
    let (noted, open): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.finding.acknowledged.is_some());
    let count = |severity| open.iter().filter(|entry| entry.finding.severity == severity).count();
    let counts = Severity::ALL.into_iter().rev().map(|severity| (severity, count(severity)));
    (counts.filter(|(_, count)| *count > 0).collect(), noted.len())
}
