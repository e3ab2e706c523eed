use super::Exit;
use super::screen::Screen;
use crate::report::printable;
use clap::error::ErrorKind;
use std::io::Write;

/// Why a command ended before its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// The world is wrong, not the blueprint: a bad flag, a file that is not there, a folder that cannot be written.
    Trouble {
        /// What is wrong, in a sentence.
        message: String,
        /// What to do; may have several lines.
        help: Option<String>,
    },
    /// What the user wrote is wrong: the report, as it is to be shown.
    Findings(String),
}

impl Failure {
    /// Only what is wrong.
    #[must_use]
    pub fn new(message: impl Into<String>) -> Self {
        Self::Trouble { message: message.into(), help: None }
    }

    /// With what to do.
    #[must_use]
    pub fn help(self, text: impl Into<String>) -> Self {
        match self {
            Self::Trouble { message, .. } => Self::Trouble { message, help: Some(text.into()) },
            Self::Findings(report) => Self::Findings(report),
        }
    }

    /// Says it on stderr.
    pub(super) fn tell(&self, screen: &Screen) -> Exit {
        let shown = |text: &str| text.split('\n').map(printable).collect::<Vec<_>>().join("\n");
        match self {
            Self::Trouble { message, help } => {
                screen.err(&format!("error: {}\n", shown(message)));
                if let Some(help) = help {
                    screen.err(&format!("  help: {}\n", shown(help).replace('\n', "\n        ")));
                }
                Exit::Trouble
            }
            Self::Findings(report) => {
                screen.err(report);
                Exit::Findings
            }
        }
    }
}

/// Says what clap found: help and the version on stdout, a wrong command line in a sentence with its fix.
pub(super) fn misuse(error: &clap::Error, subcommand: Option<&str>) -> Exit {
    // A stream nobody reads is no reason to panic.
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Clean;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
        return Exit::Trouble;
    }
    let text = error.render().to_string();
    let paragraphs = text.lines().take_while(|l| !l.starts_with("Usage:") && !l.starts_with("For more"));
    let mut sentence = String::new();
    let mut help = Vec::new();
    for line in paragraphs.map(|line| printable(line.trim()).replace('\'', "`").replace("<->", "-")) {
        if let Some(tip) = line.strip_prefix("tip: ") {
            // clap always offers to take an unknown flag for a file name, which nobody means.
            if !tip.contains("as a value") {
                help.push(tip.to_owned());
            }
        } else if let Some(values) = line.strip_prefix("[possible values: ") {
            help.push(format!("write one of {}", values.trim_end_matches(']')));
        } else if !line.is_empty() {
            sentence += if sentence.is_empty() { "" } else { " " };
            sentence += &line;
        }
    }
    let command = subcommand.map_or_else(String::new, |name| format!("{name} "));
    help.push(format!("`streamwright {command}--help` lists what there is"));
    let mut said = format!("{sentence}\n");
    for line in help {
        said += &format!("  help: {line}\n");
    }
    let _ = std::io::stderr().write_all(said.as_bytes());
    Exit::Trouble
}
