//! One line per diagnostic, in the shape compilers made editors understand.

use super::{Report, printable};
use std::fmt::Write;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for d in report.diagnostics {
        let place = d.span().map_or_else(|| report.subject.to_owned(), |span| report.sources.place(span));
        let text = printable(&format!("{place}: {}[{}]: {}", d.severity, d.code.id, d.message));
        let _ = writeln!(out, "{text}");
    }
    out
}
