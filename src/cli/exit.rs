use std::process::ExitCode;

/// What the process ends with; the larger one wins where several things were done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Everything is as it should be.
    Clean,
    /// The input has errors, or the output folder is not what a build would leave.
    Findings,
    /// The command line is wrong, or something could not be read or written.
    Trouble,
    /// A mistake of ours.
    Bug,
}

/// The same for people: help and the manual end with it.
pub(super) const TABLE: &str = "\
Exit codes:
  0  clean
  1  the blueprint has errors, or `--check` found differences
  2  the command line is wrong, or something could not be read or written
  3  a bug in streamwright";

impl Exit {
    /// As the system takes it.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Trouble => 2,
            Self::Bug => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
