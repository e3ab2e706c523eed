//! Markdown for a comment on a pull request: the count, a table, and below it what to do.

use super::markup::{code, prose};
use super::{Report, Tally};
use crate::diagnostic::{Diagnostic, Severity};
use std::fmt::Write;

/// GitHub refuses a comment of more than 65,536 characters; what stands around it wants room too.
const ROOM: usize = 60_000;

pub(super) fn render(report: &Report<'_>) -> String {
    let tally = Tally::of(report.diagnostics);
    let mut out = format!("**streamwright**: {tally} in {}\n", code(report.subject));
    if report.diagnostics.is_empty() {
        return out;
    }
    out.push_str("\n| | where | what | code |\n|---|---|---|---|\n");
    let mut shown = 0;
    for d in report.diagnostics {
        let row = row(report, d);
        if out.len() + row.len() > ROOM {
            break;
        }
        out.push_str(&row);
        shown += 1;
    }
    let left = report.diagnostics.len() - shown;
    if left > 0 {
        let _ = writeln!(out, "\n{left} more are not shown: there is no room for them here.");
    }
    let helped = report.diagnostics[..shown].iter().filter_map(|d| Some((d, d.help.as_deref()?)));
    let mut help = String::new();
    for (d, text) in helped {
        let item = format!(
            "- {}: {}\n",
            place(report, d),
            prose(&text.split_whitespace().collect::<Vec<_>>().join(" "))
        );
        if out.len() + help.len() + item.len() > ROOM {
            break;
        }
        help.push_str(&item);
    }
    if !help.is_empty() {
        let _ = write!(out, "\n<details><summary>What to do</summary>\n\n{help}\n</details>\n");
    }
    out
}

fn row(report: &Report<'_>, d: &Diagnostic) -> String {
    let severity = match d.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    };
    let cell = |text: String| text.replace('|', "\\|");
    format!(
        "| {severity} | {} | {} | {} |\n",
        cell(place(report, d)),
        cell(prose(&d.message)),
        code(d.code.id)
    )
}

fn place(report: &Report<'_>, d: &Diagnostic) -> String {
    code(&d.span().map_or_else(|| report.subject.to_owned(), |span| report.sources.place(span)))
}
