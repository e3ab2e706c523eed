use crate::report::Format;

/// How findings are written; the words of [`Format`] as flags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum FormatChoice {
    /// Underlined excerpts.
    #[default]
    Human,
    /// `path:line:column: severity[code]: message`.
    Line,
    /// One JSON document.
    Json,
}

impl From<FormatChoice> for Format {
    fn from(choice: FormatChoice) -> Self {
        match choice {
            FormatChoice::Human => Self::Human,
            FormatChoice::Line => Self::Line,
            FormatChoice::Json => Self::Json,
        }
    }
}
