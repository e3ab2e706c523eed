//! The command line: one file per subcommand, and the only room that prints or touches the outside.
//!
//! What was asked for goes to stdout, everything else to stderr. A command gives an [`Exit`] or a [`Failure`]; both
//! are rows of the one table of exit codes.

mod build;
mod chart_version;
mod check;
mod choice;
mod completions;
mod config;
mod diff;
mod discover;
mod examples;
mod exit;
mod expand;
mod explain;
mod failure;
mod format;
mod git;
mod golden;
mod graph;
mod guard;
mod impact;
mod init;
mod lint;
mod man;
mod patch;
mod removed;
mod rules;
mod save;
mod schema;
mod screen;
mod select;
mod stream;
mod wanted;

pub use config::schema as config_schema;
pub use exit::Exit;
pub use failure::Failure;
pub use guard::guard;

use clap::{CommandFactory, Parser, Subcommand};
use screen::{ColorChoice, Screen};
use std::ffi::OsString;
use std::process::ExitCode;

/// Compile one declarative blueprint into everything a Kafka platform needs.
///
/// No cluster, no network and no credentials: a blueprint goes in, files come out.
#[derive(Debug, Parser)]
#[command(name = "streamwright", version, max_term_width = 100, color = clap::ColorChoice::Never)]
#[command(arg_required_else_help = true, after_help = exit::TABLE, disable_help_subcommand = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    /// Whether to colour what people read; `auto` colours on a terminal unless NO_COLOR is set.
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    color: ColorChoice,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Arguments),
    Check(check::Arguments),
    Lint(lint::Arguments),
    Diff(diff::Arguments),
    Golden(golden::Arguments),
    Impact(impact::Arguments),
    Explain(explain::Arguments),
    Rules(rules::Arguments),
    Expand(expand::Arguments),
    Graph(graph::Arguments),
    Schema(schema::Arguments),
    Init(init::Arguments),
    Patch(patch::Arguments),
    Examples(examples::Arguments),
    Completions(completions::Arguments),
    Man(man::Arguments),
}

/// Runs the process: arguments from the system, the exit code for it.
#[must_use]
pub fn main() -> ExitCode {
    guard(|| run(std::env::args_os())).into()
}

/// Runs one command line, the program's name first.
fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let Arguments { command, color } = match Arguments::try_parse_from(&arguments) {
        Ok(arguments) => arguments,
        Err(error) => return failure::misuse(&error, subcommand(&arguments).as_deref()),
    };
    let screen = Screen::new(color);
    let result = match command {
        Command::Build(arguments) => build::run(&arguments, &screen),
        Command::Check(arguments) => check::run(&arguments, &screen),
        Command::Lint(arguments) => lint::run(&arguments, &screen),
        Command::Diff(arguments) => diff::run(&arguments, &screen),
        Command::Golden(arguments) => golden::run(&arguments, &screen),
        Command::Impact(arguments) => impact::run(&arguments, &screen),
        Command::Explain(arguments) => explain::run(&arguments, &screen),
        Command::Rules(arguments) => rules::run(&arguments, &screen),
        Command::Expand(arguments) => expand::run(&arguments, &screen),
        Command::Graph(arguments) => graph::run(&arguments, &screen),
        Command::Schema(arguments) => schema::run(&arguments, &screen),
        Command::Init(arguments) => init::run(&arguments, &screen),
        Command::Patch(arguments) => patch::run(&arguments, &screen),
        Command::Examples(arguments) => examples::run(&arguments, &screen),
        Command::Completions(arguments) => completions::run(&arguments, &screen),
        Command::Man(arguments) => man::run(&arguments, &screen),
    };
    result.unwrap_or_else(|failure| failure.tell(&screen))
}

/// The subcommand a command line was meant for.
fn subcommand(arguments: &[OsString]) -> Option<String> {
    let names: Vec<String> = command().get_subcommands().map(|c| c.get_name().to_owned()).collect();
    names.into_iter().find(|name| arguments.iter().skip(1).any(|a| a == name.as_str()))
}

/// The whole command line as clap sees it, for completions and the manual.
fn command() -> clap::Command {
    Arguments::command()
}
