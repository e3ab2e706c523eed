use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::{Certainty, Check, Rule, Subject};

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("unreadable-file", Severity::Error, include_str!("unreadable_file.md")),
    subject: Subject::Text,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// That something named in `message` could not be opened.
#[must_use]
pub fn unreadable(message: &str) -> Diagnostic {
    Diagnostic::without_place(&RULE.code, message)
}
