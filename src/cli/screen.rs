use super::Failure;
use crate::report::{Look, printable};
use std::io::{ErrorKind, IsTerminal, Write};

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(super) enum ColorChoice {
    #[default]
    Auto,
    Always,
    Never,
}

/// The two streams, and how people see what goes there.
#[derive(Debug)]
pub(super) struct Screen {
    color: ColorChoice,
    /// NO_COLOR or a terminal that has none.
    plain: bool,
}

/// Wider lines are hard to read; narrower ones leave no room for an excerpt.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

impl Screen {
    pub(super) fn new(color: ColorChoice) -> Self {
        let unset = |name| std::env::var_os(name).is_none_or(|value| value.is_empty());
        let plain = !unset("NO_COLOR") || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { color, plain }
    }

    /// How a report looks on stdout.
    pub(super) fn out_look(&self) -> Look {
        let out = std::io::stdout();
        self.look(out.is_terminal(), terminal_size::terminal_size_of(&out))
    }

    /// How a report looks on stderr.
    pub(super) fn err_look(&self) -> Look {
        let err = std::io::stderr();
        self.look(err.is_terminal(), terminal_size::terminal_size_of(&err))
    }

    fn look(&self, terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Look {
        let color = match self.color {
            ColorChoice::Auto => terminal && !self.plain,
            ColorChoice::Always => true,
            ColorChoice::Never => false,
        };
        let width = size.map_or(Look::PLAIN.width, |(w, _)| usize::from(w.0));
        Look { color, width: width.clamp(*WIDTHS.start(), *WIDTHS.end()), ..Look::PLAIN }
    }

    /// What was asked for.
    ///
    /// A reader that has seen enough and closed the pipe is no failure.
    pub(super) fn out(&self, text: &str) -> Result<(), Failure> {
        self.out_bytes(text.as_bytes())
    }

    /// The same as it is, whatever it is.
    pub(super) fn out_bytes(&self, bytes: &[u8]) -> Result<(), Failure> {
        let mut out = std::io::stdout().lock();
        match out.write_all(bytes).and_then(|()| out.flush()) {
            Err(e) if e.kind() != ErrorKind::BrokenPipe => {
                Err(Failure::new(format!("cannot write to stdout: {e}")))
            }
            _ => Ok(()),
        }
    }

    /// A line of words about it.
    pub(super) fn say(&self, line: &str) {
        self.err(&format!("{}\n", printable(line)));
    }

    /// Words about it, as they are.
    pub(super) fn err(&self, text: &str) {
        // When nobody hears us there is nobody to tell.
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_coloured_unless_told_otherwise() {
        let color = |color, plain, terminal| Screen { color, plain }.look(terminal, None).color;
        assert!(color(ColorChoice::Auto, false, true));
        assert!(!color(ColorChoice::Auto, true, true), "NO_COLOR or a dumb terminal");
        assert!(!color(ColorChoice::Auto, false, false), "a file or a pipe");
        assert!(color(ColorChoice::Always, true, false));
        assert!(!color(ColorChoice::Never, false, true));
    }

    #[test]
    fn the_width_is_the_terminal_s_within_reason() {
        let screen = Screen { color: ColorChoice::Auto, plain: false };
        let width = |columns| {
            screen.look(true, Some((terminal_size::Width(columns), terminal_size::Height(24)))).width
        };
        assert_eq!([width(20), width(90), width(400)], [60, 90, 120]);
        assert_eq!(screen.look(false, None).width, Look::PLAIN.width);
    }
}
