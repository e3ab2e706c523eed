use super::Failure;
use super::save::save;
use super::screen::Screen;
use super::wanted::{Wanted, WantedParser, streamed};
use crate::report::{Format, Look, Report, Tally, render};
use std::path::PathBuf;

/// How findings are written; the words of [`Format`] as flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum FormatChoice {
    /// Underlined excerpts.
    #[default]
    Human,
    /// `path:line:column: severity[code]: message`.
    Line,
    /// One JSON document.
    Json,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
    /// A Code Quality report of GitLab.
    Gitlab,
    /// Issues of Azure Pipelines.
    AzureDevops,
    /// JUnit XML.
    Junit,
    /// A comment on a pull request.
    Markdown,
}

impl From<FormatChoice> for Format {
    fn from(choice: FormatChoice) -> Self {
        match choice {
            FormatChoice::Human => Self::Human,
            FormatChoice::Line => Self::Line,
            FormatChoice::Json => Self::Json,
            FormatChoice::Sarif => Self::Sarif,
            FormatChoice::Github => Self::GitHub,
            FormatChoice::Gitlab => Self::GitLab,
            FormatChoice::AzureDevops => Self::AzureDevOps,
            FormatChoice::Junit => Self::JUnit,
            FormatChoice::Markdown => Self::Markdown,
        }
    }
}

/// Where findings go, and how they look there.
#[derive(Debug, Clone, clap::Args)]
pub(super) struct Formats {
    /// How findings are written; `FORMAT=FILE` writes them to a file. May be repeated.
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = WantedParser::<FormatChoice>::default(), default_value = "human")]
    wanted: Vec<Wanted<FormatChoice>>,
}

impl Formats {
    /// The format on the stream, `None` when all go to files. `reports` is how many reports there will be.
    pub(super) fn stream(&self, reports: usize) -> Result<Option<Format>, Failure> {
        let first = streamed(&self.wanted)?;
        let mut files: Vec<&PathBuf> = self.wanted.iter().filter_map(|wanted| wanted.file.as_ref()).collect();
        files.sort();
        if let (Some(file), 2..) = (files.first(), reports) {
            return Err(Failure::new(format!(
                "`{}` can hold one report, and there are {reports}",
                file.display()
            ))
            .help("name the blueprint's file to check it alone"));
        }
        Ok(first.map(Format::from))
    }

    /// The report in the format on the stream; empty when that is no format, and in the formats for people and
    /// editors when there is nothing to say.
    pub(super) fn streamed(&self, report: &Report<'_>, look: Look) -> String {
        let streamed = self.wanted.iter().find(|wanted| wanted.file.is_none());
        streamed.map_or_else(String::new, |wanted| render(wanted.format.into(), report, look))
    }

    /// Writes the files, and says so.
    pub(super) fn save(&self, report: &Report<'_>, screen: &Screen) -> Result<(), Failure> {
        for wanted in &self.wanted {
            let Some(file) = &wanted.file else { continue };
            save(file, &render(wanted.format.into(), report, Look::PLAIN))?;
            screen.say(&format!(
                "{}: {} in {}",
                file.display(),
                Tally::of(report.diagnostics),
                report.subject
            ));
        }
        Ok(())
    }
}
