use super::{Diagnostic, Severity};
use crate::source::Span;

/// Collects what is to be said; nothing stops at the first.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
    /// Places whose mistakes another sink holds.
    elsewhere: Vec<Span>,
}

impl Sink {
    /// An empty sink.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes one diagnostic.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Takes all of another sink.
    pub fn append(&mut self, other: Sink) {
        self.diagnostics.extend(other.diagnostics);
        self.elsewhere.extend(other.elsewhere);
    }

    /// Notes that the mistake at `span` was reported to another sink: it is not said again, and counts as said.
    pub fn said_elsewhere(&mut self, span: Span) {
        self.elsewhere.push(span);
    }

    /// Whether anything said so far stops a build.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.severity == Severity::Error)
    }

    /// Whether an error was said of something inside `span`: what is missing there was then written, and could
    /// not be read.
    #[must_use]
    pub fn has_error_inside(&self, span: Span) -> bool {
        let inside = |at: Span| at.source == span.source && at.start >= span.start && at.end <= span.end;
        self.elsewhere.iter().copied().any(inside)
            || self.diagnostics.iter().any(|d| d.severity == Severity::Error && d.span().is_some_and(inside))
    }

    /// How many have been said, so that a caller can tell whether a step added any.
    #[must_use]
    pub fn len(&self) -> usize {
        self.diagnostics.len()
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// In reading order (place, then severity, code, message), each once: two environments that inherit one
    /// mistake report it once.
    #[must_use]
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut all = self.diagnostics;
        all.sort_by(|a, b| key(a).cmp(&key(b)));
        all.dedup();
        all
    }
}

type Key<'a> = (Option<Span>, std::cmp::Reverse<Severity>, &'static str, &'a str);

fn key(d: &Diagnostic) -> Key<'_> {
    (d.span(), std::cmp::Reverse(d.severity), d.code.id, &d.message)
}
