use super::screen::Screen;
use super::{Exit, Failure, config};

/// Print the JSON Schema of the blueprint, the configuration, reports or comparisons.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Of which file.
    #[arg(value_enum, default_value_t)]
    of: Of,
}

#[derive(Debug, Clone, Copy, Default, clap::ValueEnum)]
enum Of {
    /// The blueprint.
    #[default]
    Blueprint,
    /// `.streamwright/config.yaml`.
    Config,
    /// The reports of `--format json`.
    Report,
    /// The comparisons of `diff --format json`.
    Diff,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    screen.out(&match arguments.of {
        Of::Blueprint => blueprint(),
        Of::Config => text(&config::schema()),
        Of::Report => text(&crate::report::schema()),
        Of::Diff => text(&crate::report::diff::schema()),
    })?;
    Ok(Exit::Clean)
}

/// The blueprint's schema as it is printed and written.
pub(super) fn blueprint() -> String {
    text(&crate::blueprint::blueprint_schema())
}

fn text(schema: &serde_json::Value) -> String {
    format!("{schema:#}\n")
}
