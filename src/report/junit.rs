//! JUnit XML, which every CI server shows: a suite per file, a test case per finding.

use super::{Report, printable};
use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

pub(super) fn render(report: &Report<'_>) -> String {
    let mut suites: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for d in report.diagnostics {
        let file = d.span().map_or(report.subject, |span| report.sources.get(span.source).name());
        suites.entry(file).or_default().push(d);
    }
    if suites.is_empty() {
        suites.insert(report.subject, Vec::new());
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let (cases, failures) = count(suites.values().flatten());
    // Without a finding one case passes: a report without cases is taken for a run that broke.
    let _ = writeln!(
        out,
        "<testsuites name=\"streamwright\" tests=\"{}\" failures=\"{failures}\">",
        cases.max(1)
    );
    for (file, found) in &suites {
        suite(&mut out, report, file, found);
    }
    out.push_str("</testsuites>\n");
    out
}

fn suite(out: &mut String, report: &Report<'_>, file: &str, found: &[&Diagnostic]) {
    let (cases, failures) = count(found.iter());
    let name = attribute(file);
    let _ = writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">",
        cases.max(1)
    );
    if found.is_empty() {
        let _ = writeln!(out, "    <testcase name=\"nothing to report\" classname=\"{name}\"/>");
    }
    for d in found {
        let at = d.span().map(|span| report.sources.position(span));
        let place = at.map_or_else(String::new, |at| format!(" at {}:{}", at.line, at.column));
        let _ = writeln!(out, "    <testcase name=\"{}{place}\" classname=\"{name}\">", attribute(d.code.id));
        let full = d.span().map_or_else(|| report.subject.to_owned(), |span| report.sources.place(span));
        let mut text = format!("{full}: {}", d.message);
        if let Some(help) = &d.help {
            let _ = write!(text, "\n{help}");
        }
        let element = if d.severity == Severity::Info { "system-out" } else { "failure" };
        if d.severity == Severity::Info {
            let _ = writeln!(out, "      <{element}>{}</{element}>", content(&text));
        } else {
            let message = attribute(&d.message);
            let _ = writeln!(
                out,
                "      <{element} message=\"{message}\" type=\"{}\">{}</{element}>",
                d.severity,
                content(&text)
            );
        }
        out.push_str("    </testcase>\n");
    }
    out.push_str("  </testsuite>\n");
}

fn count<'d>(found: impl Iterator<Item = &'d &'d Diagnostic>) -> (usize, usize) {
    found.fold((0, 0), |(all, failed), d| (all + 1, failed + usize::from(d.severity != Severity::Info)))
}

/// Text as XML 1.0 takes it, which has no place for most controls even as references.
fn content(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(printable).collect();
    let mut out = String::new();
    for c in lines.join("\n").chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

/// The same between quotes, where a parser would make spaces of line breaks and tabs.
fn attribute(text: &str) -> String {
    content(text).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;")
}
