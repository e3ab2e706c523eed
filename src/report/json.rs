//! One JSON document; keys are only ever added, `version` goes up when one changes its meaning.

use super::escape::escape_controls;
use super::{Report, Tally};
use crate::diagnostic::{Diagnostic, Label};
use crate::source::SourceMap;
use serde_json::{Value, json};

pub(super) const VERSION: u32 = 1;

pub(super) fn render(report: &Report<'_>) -> String {
    let tally = Tally::of(report.diagnostics);
    let diagnostics: Vec<Value> = report.diagnostics.iter().map(|d| diagnostic(report.sources, d)).collect();
    let document = json!({
        "version": VERSION,
        "subject": report.subject,
        "summary": { "errors": tally.errors, "warnings": tally.warnings, "infos": tally.infos },
        "diagnostics": diagnostics,
    });
    let mut out = escape_controls(&format!("{document:#}"));
    out.push('\n');
    out
}

fn diagnostic(sources: &SourceMap, d: &Diagnostic) -> Value {
    json!({
        "code": d.code.id,
        "severity": d.severity.to_string(),
        "message": d.message,
        "help": d.help,
        "labels": d.labels.iter().map(|l| label(sources, l)).collect::<Vec<_>>(),
    })
}

fn label(sources: &SourceMap, label: &Label) -> Value {
    let source = sources.get(label.span.source);
    let point = |offset: u32| {
        let at = source.position(offset as usize);
        json!({ "line": at.line, "column": at.column, "offset": offset })
    };
    json!({
        "file": source.name(),
        "start": point(label.span.start),
        "end": point(label.span.end),
        "text": label.text,
    })
}
