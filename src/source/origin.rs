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
    Derived(Arc<Derivation>),
    /// A patch of the blueprint set it.
    Patched {
        /// The value in the patch.
        by: Span,
        /// What it was before, as one line of YAML; `None` when it was not there.
        before: Option<Arc<String>>,
    },
    /// The target's own grammar demands it: `apiVersion`, `kind`, a field name.
    Fixed,
}

/// What a value follows from. Apart from [`Origin`], which stands at every key and value and has to be small.
#[derive(Debug, PartialEq, Eq)]
pub struct Derivation {
    /// What it was derived from, as half a sentence: `the port of streaming/tls`.
    pub from: String,
    /// Where that was written, when it was.
    pub span: Option<Span>,
}

impl Origin {
    /// Derived from something in words, with the place where that was written.
    #[must_use]
    pub fn derived(from: impl Into<String>, span: Option<Span>) -> Self {
        Self::Derived(Arc::new(Derivation { from: from.into(), span }))
    }

    /// The place in the blueprint to point at, when there is one.
    #[must_use]
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Written(span) => Some(*span),
            Self::Derived(derivation) => derivation.span,
            Self::Patched { by, .. } => Some(*by),
            Self::Default(_) | Self::Fixed => None,
        }
    }
}
