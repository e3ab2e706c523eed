mod export;
mod kafka_env;

use super::screen::Screen;
use super::{Exit, Failure};

/// Merge what the blueprint wants into a configuration exported from elsewhere.
///
/// Nothing is asked for and nothing is sent: a file goes in, the body of a request comes out.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    KafkaEnv(kafka_env::Arguments),
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    match &arguments.what {
        What::KafkaEnv(arguments) => kafka_env::run(arguments, screen),
    }
}
