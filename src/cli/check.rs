use super::format::Formats;
use super::screen::Screen;
use super::select::Selection;
use super::{Exit, Failure, guard};
use crate::pipeline::{Compiled, compile};
use crate::report::{Format, Look, Report, Tally, counted, render};

/// Say everything that is wrong with a blueprint; write nothing.
///
/// The report goes to stdout.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(flatten)]
    selection: Selection,
    #[command(flatten)]
    formats: Formats,
}

pub(super) fn run(arguments: &Arguments, screen: &Screen) -> Result<Exit, Failure> {
    let all = arguments.selection.all(screen)?;
    let format = arguments.formats.stream(all.len())?;
    let mut exit = Exit::Clean;
    for selected in all {
        let compiled = compile(selected.input());
        let report = report(&compiled, &selected.name);
        screen.out(&arguments.formats.streamed(&report, screen.out_look()))?;
        arguments.formats.save(&report, screen)?;
        if format == Some(Format::Human)
            && compiled.diagnostics.is_empty()
            && compiled.verified.bugs.is_empty()
        {
            screen.say(&clean(&compiled, &selected.name));
        }
        unchecked(&compiled, screen);
        exit = exit.max(verdict(&compiled));
        // Taking a large platform apart, piece by piece, takes longer than the end of the process does.
        std::mem::forget(compiled);
    }
    Ok(exit)
}

/// What a compilation has to say.
pub(super) fn report<'c>(compiled: &'c Compiled, subject: &'c str) -> Report<'c> {
    Report { sources: &compiled.sources, diagnostics: &compiled.diagnostics, subject }
}

/// The same for people; empty when there is nothing to say.
pub(super) fn findings(compiled: &Compiled, subject: &str, look: Look) -> String {
    render(Format::Human, &report(compiled, subject), look)
}

/// What a compilation means for the exit code; says it when it is our mistake.
pub(super) fn verdict(compiled: &Compiled) -> Exit {
    match compiled.verified.bugs.as_slice() {
        [] if Tally::of(&compiled.diagnostics).errors > 0 => Exit::Findings,
        [] => Exit::Clean,
        bugs => guard::report(&format!("{}\n  nothing was written", bugs.join("\n  "))),
    }
}

/// What could not be checked, and is not called checked.
pub(super) fn unchecked(compiled: &Compiled, screen: &Screen) {
    for (kind, count) in &compiled.verified.unchecked {
        screen.say(&format!(
            "{} of `{kind}` not checked: no schema for it is known",
            counted(*count, "object")
        ));
    }
}

fn clean(compiled: &Compiled, name: &str) -> String {
    format!(
        "{name}: nothing to report; {} checked in {}",
        counted(compiled.verified.checked, "object"),
        counted(compiled.plans.len(), "environment")
    )
}
