//! Workflow commands of GitHub Actions: annotations at the lines of a change.

use super::place::Place;
use super::{Report, printable};
use crate::diagnostic::Severity;
use std::fmt::Write;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for d in report.diagnostics {
        let command = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let place = d.span().map_or_else(
            || format!("file={}", property(report.subject)),
            |span| {
                let place = Place::of(report.sources, span);
                let mut text = format!(
                    "file={},line={},endLine={}",
                    property(place.file),
                    place.start.line,
                    place.end.line
                );
                // Columns count within one line only.
                if place.start.line == place.end.line {
                    let _ = write!(text, ",col={},endColumn={}", place.start.column, place.end.column);
                }
                text
            },
        );
        let message = match &d.help {
            Some(help) => format!("{}\n{help}", d.message),
            None => d.message.clone(),
        };
        let _ = writeln!(out, "::{command} {place},title={}::{}", property(d.code.id), data(&message));
    }
    out
}

/// Text after the second `::`: one line, whatever is in it.
pub(super) fn data(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(|line| printable(line).replace('%', "%25")).collect();
    lines.join("%0A")
}

/// Text of a property, which commas and colons would end.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
