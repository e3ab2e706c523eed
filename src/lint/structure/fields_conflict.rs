use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("fields-conflict", Severity::Error, include_str!("fields_conflict.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPU06", "OPC15", "OPR08", "OPT13", "OPT14"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::ExactlyOne { .. } | Problem::Condition(_))
        .then(|| Said::of(violation))
}
