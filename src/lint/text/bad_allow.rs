use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::facts::near::nearest;
use crate::lint::allow::Allow;
use crate::lint::{Certainty, Check, Rule, Subject, vocabulary};

pub(in crate::lint) static RULE: Rule = Rule {
    code: Code::rule("bad-allow", Severity::Warning, include_str!("bad_allow.md")),
    subject: Subject::Text,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[],
    check: Check::Engine,
};

/// What is wrong with a comment.
pub(in crate::lint) fn diagnostic(
    allow: &Allow,
    unknown: Option<&String>,
    hard: Option<&String>,
) -> Diagnostic {
    let (why, help) = match (allow.wrong, unknown, hard) {
        (None, Some(rule), _) => {
            let near = nearest(rule, vocabulary().map(|code| code.id));
            (format!("there is no rule `{rule}`"), near.map(|near| format!("did you mean `{near}`?")))
        }
        (None, None, Some(rule)) => (
            format!("`{rule}` cannot be allowed: what it finds cannot work"),
            Some("mend what it finds, and remove the comment".to_owned()),
        ),
        (wrong, ..) => (
            wrong.unwrap_or_default().to_owned(),
            Some("write `# streamwright: allow(RULE) because …`, with the reason".to_owned()),
        ),
    };
    let message = format!("this comment keeps nothing silent: {why}");
    Diagnostic::new(&RULE.code, allow.span, message).maybe_help(help)
}
