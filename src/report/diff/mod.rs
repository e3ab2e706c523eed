//! How the consequences of a change look: one file per format; `verdict.rs` has what they say in common.

mod entry;
mod github;
mod human;
mod json;
mod markdown;
mod page;
mod sarif;
mod schema;
mod sides;
mod verdict;
mod words;

pub use schema::schema;

use super::Look;
use crate::diff::Outcome;

/// The formats there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// The verdict, then the findings: for a person.
    #[default]
    Human,
    /// One JSON document, for programs; [`schema`] is its schema.
    Json,
    /// A comment on a pull request.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    GitHub,
}

/// The outcome as text, ending in a newline unless it is empty.
///
/// `look` is for people only: the other formats are the same on every screen.
#[must_use]
pub fn render(format: Format, outcome: &Outcome, look: Look) -> String {
    match format {
        Format::Human => human::render(outcome, look),
        Format::Json => json::render(outcome),
        Format::Markdown => markdown::render(outcome),
        Format::Html => page::render(outcome),
        Format::Sarif => sarif::render(outcome),
        Format::GitHub => github::render(outcome),
    }
}

/// Whether a format shows objects side by side, and [`crate::diff::Options::texts`] is wanted for it.
#[must_use]
pub fn shows_texts(format: Format) -> bool {
    format == Format::Html
}
