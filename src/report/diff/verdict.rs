use super::entry::{Entry, counts, is_single};
use super::words::{effect, listed, pods, storage, title};
use crate::diff::{Effect, Outcome, Severity};
use crate::report::counted;

/// What a person wants to know before the details.
pub(super) struct Verdict {
    /// One sentence without a full stop.
    pub headline: String,
    /// The worst that nobody took note of.
    pub worst: Severity,
    /// What happens, by subject; names stand in backticks.
    pub points: Vec<Point>,
}

/// One subject of the verdict.
pub(super) struct Point {
    /// `Restarts`.
    pub label: &'static str,
    /// What there is to say, a line each.
    pub lines: Vec<String>,
    /// Whether the lines are steps, one after another.
    pub ordered: bool,
}

pub(super) fn verdict(outcome: &Outcome, entries: &[Entry<'_>]) -> Verdict {
    let points = [
        point("Restarts", true, restarts(outcome)),
        point("Disks", false, disks(outcome)),
        point("Lose access", false, lost(outcome)),
        point("By hand", true, steps(outcome)),
        point("Way back", false, way_back(outcome)),
        point("Note", false, outcome.notes.clone()),
        point("Acknowledgements", false, acknowledgements(outcome)),
    ];
    Verdict {
        headline: headline(outcome, entries),
        worst: outcome.worst(),
        points: points.into_iter().filter(|point| !point.lines.is_empty()).collect(),
    }
}

fn point(label: &'static str, ordered: bool, lines: Vec<String>) -> Point {
    Point { label, lines, ordered }
}

fn headline(outcome: &Outcome, entries: &[Entry<'_>]) -> String {
    if outcome.is_empty() {
        return "nothing changes: both sides mean the same".into();
    }
    let (counts, noted) = counts(entries);
    let mut parts: Vec<String> =
        counts.iter().map(|(severity, count)| format!("{count} {}", grade(*severity))).collect();
    if noted > 0 {
        parts.push(format!("{noted} acknowledged"));
    }
    let changed = counted(outcome.resources.len(), "change");
    match parts.as_slice() {
        [] => format!("{changed} without a consequence"),
        parts => {
            let said = format!("{} in {}", listed(parts), counted(outcome.resources.len(), "object"));
            let effects = foremost(entries);
            if effects.is_empty() { said } else { format!("{said}: {}", effects.join(", ")) }
        }
    }
}

/// What happens first of all, by the findings that weigh, the worst first; each once.
fn foremost(entries: &[Entry<'_>]) -> Vec<&'static str> {
    let mut words = Vec::new();
    for finding in entries.iter().map(|entry| entry.finding) {
        // Whatever else happens, lost data is what counts.
        let lost = finding.effects.iter().find(|effect| **effect == Effect::DataLoss);
        let word = lost.or(finding.effects.first()).map_or("", |first| effect(*first));
        let weighs = finding.severity >= Severity::Medium && finding.acknowledged.is_none();
        if weighs && !words.contains(&word) {
            words.push(word);
        }
    }
    words
}

/// A severity before a number's noun: `none` is no grade people use.
pub(super) fn grade(severity: Severity) -> &'static str {
    match severity {
        Severity::None => "without effect",
        other => other.word(),
    }
}

/// Lines that hold in several environments, said once, with those they hold in.
fn merged(outcome: &Outcome, lines: impl Iterator<Item = (String, String)>) -> Vec<String> {
    let single = is_single(outcome);
    let mut merged: Vec<(String, Vec<String>)> = Vec::new();
    for (line, environment) in lines {
        let at = merged.iter().position(|(other, _)| *other == line).unwrap_or_else(|| {
            merged.push((line, Vec::new()));
            merged.len() - 1
        });
        if !single && !environment.is_empty() && !merged[at].1.contains(&environment) {
            merged[at].1.push(environment);
        }
    }
    let text = |(line, environments): (String, Vec<String>)| match environments.as_slice() {
        [] => line,
        environments => format!("{line} (in {})", listed(environments)),
    };
    merged.into_iter().map(text).collect()
}

fn restarts(outcome: &Outcome) -> Vec<String> {
    merged(
        outcome,
        outcome.restarts.iter().map(|restart| {
            let how = match (restart.effect, restart.pods) {
                (_, Some(1)) => "once",
                (Effect::Recreate, _) => "all at once",
                _ => "one after another",
            };
            let line = format!("`{}`: {} {how}", title(&restart.resource), pods(restart.pods, &restart.role));
            (line, restart.resource.environment.clone())
        }),
    )
}

fn disks(outcome: &Outcome) -> Vec<String> {
    merged(
        outcome,
        outcome.storage.iter().map(|disks| {
            let volume =
                if disks.volume.is_empty() { String::new() } else { format!(", volume `{}`", disks.volume) };
            let line = format!("`{}`{volume}: {}", title(&disks.resource), storage(disks));
            (line, disks.resource.environment.clone())
        }),
    )
}

fn lost(outcome: &Outcome) -> Vec<String> {
    merged(
        outcome,
        outcome
            .lost
            .iter()
            .map(|lost| (format!("`{}` loses {}", lost.who, lost.what), lost.environment.clone())),
    )
}

fn steps(outcome: &Outcome) -> Vec<String> {
    merged(
        outcome,
        outcome.steps.iter().flat_map(|step| {
            // One step may be what several findings ask for.
            let same = outcome.findings.iter().filter(|finding| finding.remedy.as_ref() == Some(&step.text));
            let first = outcome.findings.get(step.finding).into_iter();
            first.chain(same).map(|finding| (step.text.clone(), finding.resource.environment.clone()))
        }),
    )
}

fn way_back(outcome: &Outcome) -> Vec<String> {
    let closed = outcome.way_back.closed_by.iter().filter_map(|at| outcome.findings.get(*at));
    let closed = merged(
        outcome,
        closed.map(|finding| {
            (
                format!("none from `{}`: {}", title(&finding.resource), finding.what),
                finding.resource.environment.clone(),
            )
        }),
    );
    let needs =
        outcome.way_back.needs.iter().filter_map(|(at, what)| Some((outcome.findings.get(*at)?, what)));
    let needs = merged(
        outcome,
        needs.map(|(finding, what)| {
            let line = format!("not by itself for `{}`: {what}", title(&finding.resource));
            (line, finding.resource.environment.clone())
        }),
    );
    match [closed, needs].concat() {
        lines if !lines.is_empty() => lines,
        _ if outcome.findings.iter().all(|finding| finding.severity <= Severity::Low) => Vec::new(),
        _ => vec!["applying the side before again undoes it".into()],
    }
}

fn acknowledgements(outcome: &Outcome) -> Vec<String> {
    outcome.acknowledgements.iter().map(|ack| format!("`{}`: {}", ack.fingerprint, ack.what)).collect()
}
