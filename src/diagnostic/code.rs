use std::fmt;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Likely a mistake; the build goes on.
    Warning,
    /// Nothing is written.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One kind of trouble, named after the bad state.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// Kebab-case, reads after "allow".
    pub id: &'static str,
    /// Unless a level says otherwise.
    pub severity: Severity,
    /// Cannot work at all: may be neither allowed nor ignored.
    pub hard: bool,
    /// What `explain` prints: Markdown, the file beside this registry.
    pub page: &'static str,
    /// The rows of researched facts it stands for: `K8S20`, `SD31`.
    pub facts: &'static [&'static str],
}

impl Code {
    /// A code that may be allowed, ignored or given another level.
    #[must_use]
    pub const fn rule(id: &'static str, severity: Severity, page: &'static str) -> Self {
        Self { id, severity, hard: false, page, facts: &[] }
    }

    /// The sentence below the heading of its page.
    #[must_use]
    pub fn summary(&self) -> &'static str {
        self.page.lines().skip(1).map(str::trim).find(|line| !line.is_empty()).unwrap_or("")
    }
}
