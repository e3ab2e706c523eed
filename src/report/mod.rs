//! How diagnostics look: one file per format, nothing decided here but the picture.
//!
//! A renderer gets the same [`Report`] and gives text; where the text goes is the business of whoever asked.

mod excerpt;
mod expand;
mod fill;
mod human;
mod json;
mod line;
mod printable;
mod schema;
mod tally;

pub use expand::{expand, why};
pub use human::Look;
pub use printable::printable;
pub use schema::schema;
pub use tally::Tally;

use crate::diagnostic::Diagnostic;
use crate::source::SourceMap;

/// Everything a report is made from.
#[derive(Debug, Clone, Copy)]
pub struct Report<'a> {
    /// The texts the spans lie in.
    pub sources: &'a SourceMap,
    /// What is to be said, in the order it is to be said in.
    pub diagnostics: &'a [Diagnostic],
    /// What was looked at, as the user knows it: a path, `<stdin>`.
    pub subject: &'a str,
}

/// The formats there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Underlined excerpts, for a person.
    #[default]
    Human,
    /// `path:line:column: severity[code]: message`, for editors and `grep`.
    Line,
    /// One JSON document, for programs.
    Json,
}

/// The report as text, ending in a newline unless it is empty.
///
/// `look` is for people only: the other formats are the same on every screen.
#[must_use]
pub fn render(format: Format, report: &Report<'_>, look: Look) -> String {
    match format {
        Format::Human => human::render(report, look),
        Format::Line => line::render(report),
        Format::Json => json::render(report),
    }
}
