use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::ignored::Ignored;
use crate::lint::{Certainty, Check, Rule, Subject};

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("unused-ignore", Severity::Warning, include_str!("unused_ignore.md")),
    subject: Subject::Blueprint,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// That there is nothing left to leave unsaid.
pub(in crate::lint) fn diagnostic(ignored: &Ignored) -> Diagnostic {
    let message = format!(
        "`lint/ignore/{}` leaves nothing unsaid: `{}` finds nothing there",
        ignored.name, ignored.rule
    );
    let diagnostic = match ignored.span {
        Some(span) => Diagnostic::new(&RULE.code, span, message),
        None => Diagnostic::without_place(&RULE.code, message),
    };
    diagnostic.help(format!("take the entry out, or correct its `{}`", ignored.stated))
}
