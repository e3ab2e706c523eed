//! Logging commands of Azure Pipelines: issues on the summary of a run.

use super::{Report, printable};
use crate::diagnostic::Severity;
use std::fmt::Write;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut out = String::new();
    for d in report.diagnostics {
        let kind = match d.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            // Pipelines know no third kind; a line of the log is what is left.
            Severity::Info => {
                let place =
                    d.span().map_or_else(|| report.subject.to_owned(), |span| report.sources.place(span));
                let _ =
                    writeln!(out, "{}", printable(&format!("{place}: info[{}]: {}", d.code.id, d.message)));
                continue;
            }
        };
        let place = d.span().map_or_else(
            || format!("sourcepath={};", escaped(report.subject)),
            |span| {
                let at = report.sources.position(span);
                let file = escaped(report.sources.get(span.source).name());
                format!("sourcepath={file};linenumber={};columnnumber={};", at.line, at.column)
            },
        );
        let message = match &d.help {
            Some(help) => format!("{}: {help}", d.message),
            None => d.message.clone(),
        };
        let message = printable(&message.split_whitespace().collect::<Vec<_>>().join(" "));
        let _ = writeln!(
            out,
            "##vso[task.logissue type={kind};{place}code={};]{}",
            escaped(d.code.id),
            message.replace('%', "%AZP25")
        );
    }
    out
}

/// Text of a property, which semicolons and brackets would end.
fn escaped(text: &str) -> String {
    printable(text).replace('%', "%AZP25").replace(';', "%3B").replace(']', "%5D")
}
