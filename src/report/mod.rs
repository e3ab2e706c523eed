//! How diagnostics look: one file per format, nothing decided here but the picture.
//!
//! A renderer gets the same [`Report`] and gives text; where the text goes is the business of whoever asked.

mod azure_devops;
mod counted;
pub mod diff;
mod escape;
mod excerpt;
mod expand;
mod fill;
mod github;
mod gitlab;
mod human;
mod json;
mod junit;
mod line;
mod markdown;
mod markup;
mod place;
mod printable;
mod sarif;
mod schema;
mod tally;

pub use counted::counted;
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
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    GitHub,
    /// GitLab's Code Quality report.
    GitLab,
    /// Issues of Azure Pipelines.
    AzureDevOps,
    /// JUnit XML, for CI servers.
    JUnit,
    /// A comment on a pull request.
    Markdown,
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
        Format::Sarif => sarif::render(report),
        Format::GitHub => github::render(report),
        Format::GitLab => gitlab::render(report),
        Format::AzureDevOps => azure_devops::render(report),
        Format::JUnit => junit::render(report),
        Format::Markdown => markdown::render(report),
    }
}
