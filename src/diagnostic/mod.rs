//! The one way to speak to a user about their input.
//!
//! A [`Diagnostic`] has a [`Code`] from the one registry, stands on spans, and accumulates in a [`Sink`]: nothing
//! stops at the first. How it looks on a screen is not decided here.

mod code;
mod codes;
mod fingerprint;
mod fix;
mod sink;
mod words;

pub use code::{Code, Severity};
pub use codes::*;
pub use fingerprint::fingerprints;
pub use fix::{Change, Content, Edit, Fix, Patch, Safety};
pub use sink::Sink;
pub use words::{joined, joined_names};

use crate::source::{Moved, Span};

/// One thing a user should know about their input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of trouble it is.
    pub code: &'static Code,
    /// As reported, which levels may have changed.
    pub severity: Severity,
    /// What is wrong; stands alone, names in backticks, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// The place at fault first, then the places that explain it.
    pub labels: Vec<Label>,
    /// What would mend it, where that is mechanical.
    pub fix: Option<Box<Fix>>,
}

/// A place with what is to be said of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// A few words under the underline; may be empty.
    pub text: String,
}

impl Diagnostic {
    /// `code` at `span`, with the code's own severity.
    #[must_use]
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        let first = Label { span, text: String::new() };
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            help: None,
            labels: vec![first],
            fix: None,
        }
    }

    /// `code` where no place can be named, such as a file that could not be read.
    #[must_use]
    pub fn without_place(code: &'static Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity,
            message: message.into(),
            help: None,
            labels: Vec::new(),
            fix: None,
        }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, when there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Puts words under the first place.
    #[must_use]
    pub fn here(mut self, text: impl Into<String>) -> Self {
        if let Some(first) = self.labels.first_mut() {
            first.text = text.into();
        }
        self
    }

    /// Points at a further place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// The same with another severity.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same, when another map took its texts in.
    #[must_use]
    pub fn moved(mut self, by: Moved) -> Self {
        self.labels.iter_mut().for_each(|label| label.span = label.span.moved(by));
        self.fix = self.fix.map(|fix| Box::new(fix.moved(by)));
        self
    }

    /// The place at fault.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        self.labels.first().map(|l| l.span)
    }
}
