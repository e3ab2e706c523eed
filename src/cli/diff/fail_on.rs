use crate::diff::{Outcome, Severity};

/// From which severity on a change is not to pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub(in crate::cli) enum FailOn {
    /// Whatever restarts nothing; an acknowledgement that is over or unused.
    Low,
    /// Restarts, or a change that lies inert.
    Medium,
    /// Refused, ignored, stalled, or some clients break.
    #[default]
    High,
    /// Data is lost, or many clients lose access.
    Critical,
    /// Never.
    Never,
}

impl FailOn {
    /// Whether something open is as bad as that.
    pub(in crate::cli) fn fails(self, outcome: &Outcome) -> bool {
        let limit = match self {
            Self::Low => Severity::Low,
            Self::Medium => Severity::Medium,
            Self::High => Severity::High,
            Self::Critical => Severity::Critical,
            Self::Never => return false,
        };
        outcome.worst() >= limit
    }
}
