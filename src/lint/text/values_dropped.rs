use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::lint::{Certainty, Check, Rule, Subject};
use crate::source::Span;

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("values-dropped", Severity::Error, include_str!("values_dropped.md")),
    subject: Subject::Text,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// That a file of which Helm reads the first document has another.
pub(in crate::lint) fn diagnostic(span: Span) -> Diagnostic {
    let message =
        "Helm reads the first document of this file, and this is a further one: nothing of it is ever used";
    Diagnostic::new(&RULE.code, span, message)
        .help("take the `---` above it out, or put it into a file of its own")
}
