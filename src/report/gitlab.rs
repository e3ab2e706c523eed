//! GitLab's Code Quality report: a list of issues, the subset of Code Climate's format that GitLab reads.

use super::Report;
use super::escape::escape_controls;
use super::place::Place;
use crate::diagnostic::{Diagnostic, Severity, fingerprints};
use serde_json::{Value, json};

pub(super) fn render(report: &Report<'_>) -> String {
    let prints = fingerprints(report.diagnostics, report.sources);
    let issues: Vec<Value> =
        report.diagnostics.iter().zip(prints).map(|(d, print)| issue(report, d, &print)).collect();
    let mut out = escape_controls(&format!("{:#}", Value::Array(issues)));
    out.push('\n');
    out
}

fn issue(report: &Report<'_>, d: &Diagnostic, print: &str) -> Value {
    let location = match d.span().map(|span| Place::of(report.sources, span)) {
        Some(place) => json!({
            "path": path(place.file),
            "lines": { "begin": place.start.line, "end": place.end.line },
        }),
        // GitLab takes no issue without a line.
        None => json!({ "path": path(report.subject), "lines": { "begin": 1, "end": 1 } }),
    };
    json!({
        "type": "issue",
        "check_name": d.code.id,
        "description": d.message,
        "categories": ["Bug Risk"],
        "severity": match d.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        "fingerprint": print,
        "location": location,
    })
}

/// GitLab finds no file by a path that begins with `./`.
fn path(name: &str) -> &str {
    name.strip_prefix("./").unwrap_or(name)
}
