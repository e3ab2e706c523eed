//! For people: heading, underlined excerpts, what to do; at the end the count and where to read more.

use super::excerpt::Excerpt;
use super::fill::fill;
use super::{Report, Tally, printable};
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::source::{Source, SourceId, SourceMap};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::collections::BTreeSet;
use std::fmt;

/// How a report looks on the screen it goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Whether to colour.
    pub color: bool,
    /// In characters.
    pub width: usize,
    /// Whether to end with where to read more; not wanted there itself.
    pub hint: bool,
}

impl Look {
    /// Without colours and 100 wide: files, pipes, tests.
    pub const PLAIN: Self = Self { color: false, width: 100, hint: true };
}

/// Places at most so many lines apart are shown together.
const NEAR: usize = 3;

const RED: &str = "\u{1b}[1;31m";
const YELLOW: &str = "\u{1b}[1;33m";
const CYAN: &str = "\u{1b}[1;36m";
const BOLD: &str = "\u{1b}[1m";
const OFF: &str = "\u{1b}[0m";

pub(super) fn render(report: &Report<'_>, look: Look) -> String {
    let mut out = String::new();
    for d in report.diagnostics {
        heading(&mut out, d, look);
        for (source, labels) in pictures(report.sources, d) {
            out.push_str(&excerpt(report.sources.get(source), &labels, d, look));
        }
        if let Some(help) = &d.help {
            let shown = help.split('\n').map(printable).collect::<Vec<_>>().join("\n");
            let text = fill(&shown, "  help: ", look.width);
            out.push_str(&paint(&text, "  help:", CYAN, look));
        }
        out.push('\n');
    }
    closing(&mut out, report, look);
    out
}

fn heading(out: &mut String, d: &Diagnostic, look: Look) {
    let tag = format!("{}[{}]", d.severity, d.code.id);
    let text = format!("{tag}: {}", printable(&d.message));
    let mut lines = fill(&text, "", look.width);
    if look.color {
        let rest = lines.split_off(tag.len().min(lines.len()));
        lines = format!("{}{lines}{OFF}{BOLD}{}{OFF}\n", color(d.severity), rest.trim_end_matches('\n'));
    }
    out.push_str(&lines);
}

/// Labels near enough to share a picture, the one of the place at fault first.
fn pictures<'a>(sources: &SourceMap, d: &'a Diagnostic) -> Vec<(SourceId, Vec<&'a Label>)> {
    let line = |label: &Label| sources.position(label.span).line;
    let mut pictures: Vec<(SourceId, Vec<&Label>)> = Vec::new();
    for label in &d.labels {
        let near = |other: &&Label| line(other).abs_diff(line(label)) <= NEAR;
        match pictures.iter_mut().find(|(id, shown)| *id == label.span.source && shown.iter().any(near)) {
            Some((_, shown)) => shown.push(label),
            None => pictures.push((label.span.source, vec![label])),
        }
    }
    pictures
}

fn excerpt(source: &Source, labels: &[&Label], d: &Diagnostic, look: Look) -> String {
    let excerpt = Excerpt::new(source, labels, look.width.saturating_sub(10).max(60));
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by_key(|i| excerpt.marks()[*i].offset);
    let spans = order.iter().map(|i| {
        let (mark, text) = (&excerpt.marks()[*i], &labels[*i].text);
        let text = (!text.is_empty()).then(|| printable(text));
        // miette names the position of the primary label.
        let range = (mark.offset, mark.len);
        if *i == 0 {
            LabeledSpan::new_primary_with_span(text, range)
        } else {
            LabeledSpan::new_with_span(text, range)
        }
    });
    let mut theme = if look.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    // miette colours labels in the order they stand in; the place at fault has the colour of its severity here.
    let fault = if d.severity == Severity::Error { theme.styles.error } else { theme.styles.warning };
    let is_fault = |i: &usize| *i == 0 && d.labels.first().is_some_and(|l| std::ptr::eq(l, labels[0]));
    theme.styles.highlights =
        order.iter().map(|i| if is_fault(i) { fault } else { theme.styles.advice }).collect();
    let shown = Snippet { spans: spans.collect(), excerpt };
    let mut text = String::new();
    let rendered = GraphicalReportHandler::new_themed(theme)
        .with_width(look.width)
        .without_syntax_highlighting()
        .render_report(&mut text, &shown);
    if rendered.is_err() {
        return format!("   --> {}\n", printable(source.name()));
    }
    // The first line is miette's heading, which has none of what ours says.
    text.lines().skip(1).map(|line| format!("{}\n", line.trim_end())).collect()
}

fn closing(out: &mut String, report: &Report<'_>, look: Look) {
    if report.diagnostics.is_empty() {
        return;
    }
    let tally = Tally::of(report.diagnostics).to_string();
    let line = format!("{tally} in {}\n", printable(report.subject));
    out.push_str(&paint(&line, &tally, BOLD, look));
    if !look.hint {
        return;
    }
    let codes: BTreeSet<&str> = report.diagnostics.iter().map(|d| d.code.id).collect();
    let more = match codes.len() {
        1 => format!("`streamwright explain {}` says more", codes.iter().next().copied().unwrap_or_default()),
        _ => format!(
            "`streamwright explain CODE` says more about {}",
            codes.into_iter().collect::<Vec<_>>().join(", ")
        ),
    };
    out.push_str(&fill(&more, "", look.width));
}

fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => RED,
        Severity::Warning => YELLOW,
        Severity::Info => CYAN,
    }
}

/// Colours `start`, with which `text` begins.
fn paint(text: &str, start: &str, color: &str, look: Look) -> String {
    match text.strip_prefix(start) {
        Some(rest) if look.color => format!("{color}{start}{OFF}{rest}"),
        _ => text.to_owned(),
    }
}

/// What miette is given: the picture alone.
struct Snippet {
    excerpt: Excerpt,
    spans: Vec<LabeledSpan>,
}

impl miette::Diagnostic for Snippet {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpt)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.spans.iter().cloned()))
    }
}

impl std::error::Error for Snippet {}

impl fmt::Display for Snippet {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl fmt::Debug for Snippet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Snippet")
    }
}
