use super::screen::Screen;
use super::{Exit, Failure};

/// Print the completions for a shell.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell to complete in.
    #[arg(value_enum)]
    shell: clap_complete::Shell,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut super::command(), "streamwright", &mut script);
    screen.out(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Clean)
}
