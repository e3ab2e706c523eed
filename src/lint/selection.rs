use super::{Certainty, Rule};
use crate::diagnostic::{Code, Diagnostic, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Which rules speak, and how loudly.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Only these, where some are named.
    pub only: Option<BTreeSet<String>>,
    /// Not these.
    pub without: BTreeSet<String>,
    /// Whether what may be meant so is said too.
    pub pedantic: bool,
    /// Severities other than a rule's own; `None` switches it off.
    pub levels: BTreeMap<String, Option<Severity>>,
}

impl Selection {
    /// Whether a rule is run. One that is named is run whatever its certainty.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        let named = self.only.as_ref().is_some_and(|only| only.contains(rule.code.id))
            || self.levels.get(rule.code.id).is_some_and(Option::is_some);
        self.keeps(&rule.code) && (rule.certainty == Certainty::Provable || self.pedantic || named)
    }

    /// Whether what has this code is said. What cannot work at all is never switched off.
    #[must_use]
    pub fn keeps(&self, code: &Code) -> bool {
        code.hard
            || (self.only.as_ref().is_none_or(|only| only.contains(code.id))
                && !self.without.contains(code.id)
                && self.levels.get(code.id) != Some(&None))
    }

    /// The same with the severity somebody gave its code.
    #[must_use]
    pub fn levelled(&self, diagnostic: Diagnostic) -> Diagnostic {
        match self.levels.get(diagnostic.code.id) {
            Some(Some(level)) if !diagnostic.code.hard => diagnostic.severity(*level),
            _ => diagnostic,
        }
    }
}
