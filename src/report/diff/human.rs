//! For people: the verdict, what happens by subject, then the findings, the worst first.

use super::entry::{Entry, entries, told};
use super::verdict::{Verdict, grade, verdict};
use super::words::{effect, listed, title, values};
use crate::diff::{Outcome, Severity, Shown};
use crate::report::counted;
use crate::report::fill::fill;
use crate::report::{Look, printable};

const RED: &str = "\u{1b}[1;31m";
const MAGENTA: &str = "\u{1b}[1;35m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[36m";
const DIM: &str = "\u{1b}[2m";
const BOLD: &str = "\u{1b}[1m";
const OFF: &str = "\u{1b}[0m";

/// So wide are the labels of the verdict, `Acknowledgements` and two blanks.
const LABEL: usize = 18;

pub(super) fn render(outcome: &Outcome, look: Look) -> String {
    let entries = entries(outcome);
    let verdict = verdict(outcome, &entries);
    let mut out = String::new();
    head(&mut out, outcome, &verdict, look);
    let (full, short): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| {
        entry.finding.severity >= Severity::Medium && entry.finding.acknowledged.is_none()
    });
    for entry in full {
        out.push('\n');
        one(&mut out, outcome, entry, look);
    }
    if !short.is_empty() {
        out.push('\n');
    }
    for entry in short {
        line(&mut out, entry, look);
    }
    foot(&mut out, outcome, look);
    out
}

fn paint(text: &str, color: &str, look: Look) -> String {
    if look.color { format!("{color}{text}{OFF}") } else { text.to_owned() }
}

fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => MAGENTA,
        Severity::High => RED,
        Severity::Medium => YELLOW,
        Severity::Low => CYAN,
        Severity::None => DIM,
    }
}

fn head(out: &mut String, outcome: &Outcome, verdict: &Verdict, look: Look) {
    let [before, after] = &outcome.labels;
    out.push_str(&paint(
        fill(&printable(&verdict.headline), "", look.width).trim_end(),
        if outcome.is_empty() { BOLD } else { color(verdict.worst) },
        look,
    ));
    out.push('\n');
    let sides = format!("{} → {}", printable(before), printable(after));
    out.push_str(&paint(&sides, DIM, look));
    out.push('\n');
    for point in &verdict.points {
        out.push('\n');
        for (at, text) in point.lines.iter().enumerate() {
            let label = if at == 0 { point.label } else { "" };
            let number =
                if point.ordered && point.lines.len() > 1 { format!("{}. ", at + 1) } else { String::new() };
            let first = format!("{label:LABEL$}{number}");
            let filled = fill(&printable(text), &first, look.width);
            match filled.strip_prefix(label).filter(|_| !label.is_empty()) {
                Some(rest) => out.push_str(&format!("{}{rest}", paint(label, BOLD, look))),
                None => out.push_str(&filled),
            }
        }
    }
}

fn one(out: &mut String, outcome: &Outcome, entry: &Entry<'_>, look: Look) {
    let finding = entry.finding;
    let tag = format!("{}[{}]", finding.severity.word(), finding.row.id);
    let text = fill(&format!("{tag}: {}", printable(&finding.what)), "", look.width);
    match text.strip_prefix(&tag) {
        Some(rest) if look.color => {
            let rest = rest.trim_end();
            out.push_str(&format!("{}{tag}{OFF}{BOLD}{rest}{OFF}\n", color(finding.severity)));
        }
        _ => out.push_str(&text),
    }
    let mut say = |label: &str, text: &str| {
        let filled = fill(&printable(text), label, look.width);
        out.push_str(&match filled.strip_prefix(label) {
            Some(rest) => format!("{}{rest}", paint(label, CYAN, look)),
            None => filled,
        });
    };
    let effects: Vec<&str> = finding.effects.iter().map(|it| effect(*it)).collect();
    let within = environments(entry);
    say("  in: ", &format!("{}{within}; {}", title(&finding.resource), effects.join(", ")));
    let changes = told(&finding.changes);
    for shown in changes.iter().take(MOST) {
        say("  change: ", &format!("{}: {}", shown.path, values(shown).replace('`', "")));
    }
    let more = changes.len().saturating_sub(MOST);
    if more > 0 {
        say("  change: ", &format!("and {more} more"));
    }
    if let Some(place) = place(outcome, &finding.changes) {
        say("  at: ", &place);
    }
    for note in &finding.notes {
        say("  note: ", note);
    }
    if let Some(stopped) = &finding.stopped {
        say("  but: ", &format!("does not take hold: {stopped}"));
    }
    if let Some(depends) = &finding.depends {
        say("  depends: ", &format!("on {}; this tells: {}", depends.on, depends.ask));
    }
    if let Some(remedy) = &finding.remedy {
        say("  help: ", remedy);
    }
    say("  id: ", &finding.fingerprint);
}

/// More changes of one finding are counted.
const MOST: usize = 6;

fn environments(entry: &Entry<'_>) -> String {
    if entry.environments.is_empty() { String::new() } else { format!(" ({})", listed(&entry.environments)) }
}

/// Where the first change that has a place is written, on both sides.
fn place(outcome: &Outcome, changes: &[Shown]) -> Option<String> {
    let after = changes.iter().find_map(|shown| shown.at_after);
    let before = changes.iter().find_map(|shown| shown.at_before);
    let text = |span| outcome.sources.place(span);
    match (before, after) {
        (Some(before), Some(after)) => Some(format!("{}, was {}", text(after), text(before))),
        (Some(before), None) => Some(format!("was {}", text(before))),
        (None, Some(after)) => Some(text(after)),
        (None, None) => None,
    }
}

fn line(out: &mut String, entry: &Entry<'_>, look: Look) {
    let finding = entry.finding;
    let word = if finding.acknowledged.is_some() { "acknowledged" } else { grade(finding.severity) };
    let tag = format!("{word}[{}]", finding.row.id);
    let noted = match &finding.acknowledged {
        Some(by) => format!("; {}: {}", by.author, by.reason),
        None => String::new(),
    };
    let change = match finding.changes.as_slice() {
        [one] if !one.path.is_empty() => format!("; {}: {}", one.path, values(one).replace('`', "")),
        [] | [_] => String::new(),
        many => format!("; {}", counted(many.len(), "change")),
    };
    let text = format!("{tag}: {}{}{change}{noted}", finding.what, environments(entry));
    let filled = fill(&printable(&text), "", look.width);
    match filled.strip_prefix(&tag) {
        Some(rest) if look.color => out.push_str(&format!("{}{tag}{OFF}{rest}", color(finding.severity))),
        _ => out.push_str(&filled),
    }
}

fn foot(out: &mut String, outcome: &Outcome, look: Look) {
    let noise: Vec<String> =
        outcome.noise.iter().map(|(class, count)| format!("{count} of {}", class.word())).collect();
    if !noise.is_empty() {
        let text = format!("differences that mean nothing: {}", noise.join(", "));
        out.push_str(&format!("\n{}\n", paint(fill(&text, "", look.width).trim_end(), DIM, look)));
    }
}
