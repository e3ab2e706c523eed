use super::choice::unknown;
use super::screen::Screen;
use super::{Exit, Failure};

/// Print the manual page, of everything or of one subcommand.
///
/// `streamwright man build | man -l -` shows one.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The subcommand.
    subcommand: Option<String>,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let whole = super::command();
    let page = match &arguments.subcommand {
        None => whole,
        Some(name) => {
            let names: Vec<&str> = whole.get_subcommands().map(clap::Command::get_name).collect();
            let found = whole.find_subcommand(name).ok_or_else(|| unknown("subcommand", name, &names))?;
            let title = format!("streamwright-{}", found.get_name());
            let version = whole.get_version().unwrap_or_default().to_owned();
            found.clone().name(title).version(version).disable_version_flag(true)
        }
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(page)
        .render(&mut text)
        .map_err(|e| Failure::new(format!("cannot make the page: {e}")))?;
    screen.out(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Clean)
}
