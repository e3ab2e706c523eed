use crate::cli::Failure;
use crate::cli::save::save;
use crate::cli::screen::Screen;
use crate::cli::wanted::{Wanted, WantedParser, streamed};
use crate::diff::Outcome;
use crate::report::Look;
use crate::report::diff::{Format, render, shows_texts};

/// How consequences are written; the words of [`Format`] as flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
enum Choice {
    /// The verdict, then the findings.
    #[default]
    Human,
    /// One JSON document.
    Json,
    /// A comment on a pull request.
    Markdown,
    /// One page that needs nothing else.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations of GitHub Actions.
    Github,
}

impl From<Choice> for Format {
    fn from(choice: Choice) -> Self {
        match choice {
            Choice::Human => Self::Human,
            Choice::Json => Self::Json,
            Choice::Markdown => Self::Markdown,
            Choice::Html => Self::Html,
            Choice::Sarif => Self::Sarif,
            Choice::Github => Self::GitHub,
        }
    }
}

/// Where consequences go, and how they look there.
#[derive(Debug, Clone, clap::Args)]
pub(in crate::cli) struct Formats {
    /// How it is written; `FORMAT=FILE` writes to a file. May be repeated.
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = WantedParser::<Choice>::default(), default_value = "human")]
    wanted: Vec<Wanted<Choice>>,
}

impl Formats {
    /// Whether the formats can be written where they are wanted; looked at before the work.
    pub(in crate::cli) fn check(&self) -> Result<(), Failure> {
        streamed(&self.wanted).map(drop)
    }

    /// Whether objects are wanted as texts.
    pub(in crate::cli) fn texts(&self) -> bool {
        self.wanted.iter().any(|wanted| shows_texts(wanted.format.into()))
    }

    /// Writes the files, then the stream.
    pub(in crate::cli) fn write(&self, outcome: &Outcome, screen: &Screen) -> Result<(), Failure> {
        for wanted in &self.wanted {
            let Some(file) = &wanted.file else { continue };
            save(file, &render(wanted.format.into(), outcome, Look::PLAIN))?;
        }
        match streamed(&self.wanted)? {
            Some(format) => screen.out(&render(format.into(), outcome, screen.out_look())),
            None => Ok(()),
        }
    }
}
