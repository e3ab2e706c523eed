//! Markdown for a comment on a pull request: the verdict and one table above the fold, everything else folded.

use super::entry::{Entry, entries, is_single, told};
use super::verdict::{Verdict, grade, verdict};
use super::words::{effect, listed, title, values};
use crate::diff::{Changed, Kind, Outcome, Severity};
use crate::report::counted;
use crate::report::markup::{code, prose};

/// Workflows find their own comment by this, to replace it.
const MARKER: &str = "<!-- streamwright -->";

/// GitHub refuses a comment of more than 65,536 characters; what stands around it wants room too.
const ROOM: usize = 60_000;

/// The table may take so much of the room, that the way there is told as well.
const TABLE: usize = 30_000;

/// A line of the verdict or of details is no longer than this, whatever is in a name.
const LONGEST: usize = 600;

/// So many lines of one subject stand above the fold.
const LINES: usize = 8;

pub(super) fn render(outcome: &Outcome) -> String {
    let entries = entries(outcome);
    let verdict = verdict(outcome, &entries);
    let mut out = format!("{MARKER}\n### {} {}\n\n", mark(verdict.worst), sentence(&verdict.headline));
    let [before, after] = &outcome.labels;
    out.push_str(&format!("{} → {}\n", clipped_code(before), clipped_code(after)));
    points(&mut out, &verdict);
    let (open, noted): (Vec<_>, Vec<_>) =
        entries.iter().partition(|entry| entry.finding.acknowledged.is_none());
    let (told, quiet): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|entry| entry.finding.severity >= Severity::Medium);
    table(&mut out, &told);
    let mut left = 0;
    let told: Vec<String> = told.iter().map(|entry| detail(outcome, entry)).collect();
    left += folded(&mut out, "What to do about each", &told);
    let quiet: Vec<String> = quiet.iter().map(|entry| brief(entry)).collect();
    left += folded(&mut out, &format!("{} of little weight", counted(quiet.len(), "consequence")), &quiet);
    let noted: Vec<String> = noted.iter().map(|entry| brief(entry)).collect();
    left += folded(&mut out, &format!("{} acknowledged", counted(noted.len(), "consequence")), &noted);
    let single = is_single(outcome);
    let objects: Vec<String> = outcome.resources.iter().map(|changed| object(changed, single)).collect();
    left += folded(
        &mut out,
        &format!(
            "{} that {}",
            counted(objects.len(), "object"),
            if objects.len() == 1 { "differs" } else { "differ" }
        ),
        &objects,
    );
    if left > 0 {
        out.push_str(&format!("\n{} left out: there is no room for them here.\n", counted(left, "line")));
    }
    out
}

fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical | Severity::High => "🛑",
        Severity::Medium => "🔶",
        Severity::Low | Severity::None => "✅",
    }
}

fn clipped_code(text: &str) -> String {
    code(&clip(text))
}

/// A sentence of ours, with an end that is seen where a name in it is endless.
fn sentence(text: &str) -> String {
    prose(&clip(text).split_whitespace().collect::<Vec<_>>().join(" "))
}

fn clip(text: &str) -> String {
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

fn points(out: &mut String, verdict: &Verdict) {
    if !verdict.points.is_empty() {
        out.push('\n');
    }
    for point in &verdict.points {
        if let [line] = point.lines.as_slice() {
            out.push_str(&format!("- **{}**: {}\n", point.label, sentence(line)));
            continue;
        }
        out.push_str(&format!("- **{}**\n", point.label));
        for (at, line) in point.lines.iter().take(LINES).enumerate() {
            let bullet = if point.ordered { format!("{}.", at + 1) } else { "-".into() };
            out.push_str(&format!("  {bullet} {}\n", sentence(line)));
        }
        if point.lines.len() > LINES {
            out.push_str(&format!("  - and {} more\n", point.lines.len() - LINES));
        }
    }
}

fn table(out: &mut String, entries: &[&Entry<'_>]) {
    if entries.is_empty() {
        return;
    }
    out.push_str("\n| | what happens | to what | effect |\n|---|---|---|---|\n");
    let start = out.len();
    for (at, entry) in entries.iter().enumerate() {
        let finding = entry.finding;
        let effects: Vec<&str> = finding.effects.iter().map(|it| effect(*it)).collect();
        let row = format!(
            "| {} | {} | {} | {} |\n",
            finding.severity.word(),
            cell(sentence(&finding.what)),
            cell(format!("{}{}", clipped_code(&title(&finding.resource)), within(entry))),
            effects.join(", ")
        );
        if out.len() + row.len() > start + TABLE {
            out.push_str(&format!("\n{} more stand below or in the other formats.\n", entries.len() - at));
            break;
        }
        out.push_str(&row);
    }
}

/// In a table even a code span is cut at a pipe.
fn cell(text: String) -> String {
    text.replace('|', "\\|")
}

fn within(entry: &Entry<'_>) -> String {
    if entry.environments.is_empty() {
        return String::new();
    }
    let names: Vec<String> = entry.environments.iter().map(|name| clipped_code(name)).collect();
    format!(" in {}", listed(&names))
}

/// A finding with all that is known of it, as an item of a list.
fn detail(outcome: &Outcome, entry: &Entry<'_>) -> String {
    let finding = entry.finding;
    let mut out =
        format!("- **{}** {}: {}\n", finding.severity.word(), code(finding.row.id), sentence(&finding.what));
    let mut item = |text: String| out.push_str(&format!("  - {text}\n"));
    for shown in told(&finding.changes).into_iter().take(LINES) {
        item(format!("{}: {}", clipped_code(&shown.path), sentence(&values(shown))));
    }
    if let Some(span) = finding.changes.iter().find_map(|shown| shown.at_after.or(shown.at_before)) {
        item(format!("at {}", clipped_code(&outcome.sources.place(span))));
    }
    finding.notes.iter().for_each(|note| item(sentence(note)));
    if let Some(stopped) = &finding.stopped {
        item(format!("does not take hold: {}", sentence(stopped)));
    }
    if let Some(depends) = &finding.depends {
        item(format!("depends on {}; this tells: {}", sentence(&depends.on), sentence(&depends.ask)));
    }
    if let Some(remedy) = &finding.remedy {
        item(format!("**instead**: {}", sentence(remedy)));
    }
    item(format!("acknowledge it as {}", code(&finding.fingerprint)));
    out
}

fn brief(entry: &Entry<'_>) -> String {
    let finding = entry.finding;
    let noted = match &finding.acknowledged {
        Some(by) => format!("; {}: {}", sentence(&by.author), sentence(&by.reason)),
        None => String::new(),
    };
    format!("- {}: {}{}{noted}\n", grade(finding.severity), sentence(&finding.what), within(entry))
}

fn object(changed: &Changed, single: bool) -> String {
    let environment = &changed.resource.environment;
    let within = if single || environment.is_empty() {
        String::new()
    } else {
        format!(" in {}", clipped_code(environment))
    };
    let mut out = format!("- {}{within}", clipped_code(&title(&changed.resource)));
    match changed.kind {
        Kind::Added => out.push_str(": new\n"),
        Kind::Removed => out.push_str(": gone\n"),
        Kind::Changed | Kind::Reordered => {
            out.push('\n');
            for shown in changed.changes.iter().take(LINES) {
                out.push_str(&format!("  - {}: {}\n", clipped_code(&shown.path), sentence(&values(shown))));
            }
            if changed.changes.len() > LINES {
                out.push_str(&format!("  - and {} more\n", changed.changes.len() - LINES));
            }
        }
    }
    out
}

/// A fold with as many items as there is room for; how many are left out.
fn folded(out: &mut String, summary: &str, items: &[String]) -> usize {
    if items.is_empty() {
        return 0;
    }
    let head = format!("\n<details><summary>{summary}</summary>\n\n");
    let end = "\n</details>\n";
    let mut used = out.len() + head.len() + end.len();
    let fits = |item: &&String| {
        used += item.len();
        used <= ROOM
    };
    let shown: Vec<&String> = items.iter().take_while(fits).collect();
    if !shown.is_empty() {
        out.push_str(&head);
        shown.iter().for_each(|item| out.push_str(item));
        out.push_str(end);
    }
    items.len() - shown.len()
}
