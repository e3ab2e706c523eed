use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("wrong-field-type", Severity::Error, include_str!("wrong_field_type.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S01", "K8S53", "OBS-e08", "SD42"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::WrongType { .. }).then(|| Said::of(violation))
}
