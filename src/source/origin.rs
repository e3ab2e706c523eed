use super::Span;
use std::sync::Arc;

/// Why a value is what it is; every leaf of what we compile has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Somebody wrote it here.
    Written(Span),
    /// Nobody wrote it: a row of the decisions table, by its id.
    Default(&'static str),
    /// It follows from something else.
    Derived {
        /// What it was derived from, as half a sentence: `the port of streaming/tls`.
        from: Arc<str>,
        /// Where that was written, when it was.
        span: Option<Span>,
    },
    /// A patch of the blueprint set it.
    Patched {
        /// The value in the patch.
        by: Span,
        /// What it was before, as one line of YAML; `None` when it was not there.
        before: Option<Arc<str>>,
    },
    /// The target's own grammar demands it: `apiVersion`, `kind`, a field name.
    Fixed,
}

impl Origin {
    /// Derived from something in words, with the place where that was written.
    #[must_use]
    pub fn derived(from: impl Into<Arc<str>>, span: Option<Span>) -> Self {
        Self::Derived { from: from.into(), span }
    }

    /// The place in the blueprint to point at, when there is one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Written(span) => Some(*span),
            Self::Derived { span, .. } => *span,
            Self::Patched { by, .. } => Some(*by),
            Self::Default(_) | Self::Fixed => None,
        }
    }
}
