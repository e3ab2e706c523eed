use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::allow::Allow;
use crate::lint::{Certainty, Check, Rule, Subject};

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("unused-allow", Severity::Warning, include_str!("unused_allow.md")),
    subject: Subject::Text,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// That there is nothing left to keep silent.
pub(in crate::lint) fn diagnostic(allow: &Allow) -> Diagnostic {
    let rules: Vec<String> = allow.rules.iter().map(|rule| format!("`{rule}`")).collect();
    let message = format!("nothing that this comment allows is there: {} finds nothing", rules.join(", "));
    Diagnostic::new(&RULE.code, allow.span, message).help("remove the comment")
}
