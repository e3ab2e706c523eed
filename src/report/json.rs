//! One JSON document; keys are only ever added, `version` goes up when one changes its meaning.

use super::escape::escape_controls;
use super::{Report, Tally};
use crate::diagnostic::{Diagnostic, Fix, Safety};
use crate::source::{SourceMap, Span};
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
        "labels": d.labels.iter().map(|l| place(sources, l.span, &l.text)).collect::<Vec<_>>(),
        "fix": d.fix.as_deref().filter(|fix| !fix.patches.is_empty()).map(|fix| mended(sources, fix)),
    })
}

fn mended(sources: &SourceMap, fix: &Fix) -> Value {
    let edits = fix.patches.iter().map(|patch| place(sources, patch.span, &patch.text));
    json!({ "safe": fix.safety == Safety::Safe, "edits": edits.collect::<Vec<_>>() })
}

fn place(sources: &SourceMap, span: Span, text: &str) -> Value {
    let source = sources.get(span.source);
    let point = |offset: u32| {
        let at = source.position(offset as usize);
        json!({ "line": at.line, "column": at.column, "offset": offset })
    };
    json!({
        "file": source.name(),
        "start": point(span.start),
        "end": point(span.end),
        "text": text,
    })
}
