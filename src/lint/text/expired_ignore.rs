use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::ignored::Ignored;
use crate::lint::{Certainty, Check, Rule, Subject};

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("expired-ignore", Severity::Warning, include_str!("expired_ignore.md")),
    subject: Subject::Blueprint,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// That what was to be left unsaid for a while is said again.
pub(in crate::lint) fn diagnostic(ignored: &Ignored) -> Diagnostic {
    let (until, span) = ignored.until.clone().unwrap_or_default();
    let message = format!("`lint/ignore/{}` held until {until}, and that is over", ignored.name);
    let diagnostic = match span.or(ignored.span) {
        Some(span) => Diagnostic::new(&RULE.code, span, message),
        None => Diagnostic::without_place(&RULE.code, message),
    };
    diagnostic.help("mend what it hid, or set a new day with a new reason")
}
