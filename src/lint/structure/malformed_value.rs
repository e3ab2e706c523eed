use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("malformed-value", Severity::Error, include_str!("malformed_value.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S11", "OPL03", "OBS-a05"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::Pattern { .. } | Problem::Quantity { .. } | Problem::Format { .. })
        .then(|| Said::of(violation))
}
