use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-enum-value", Severity::Error, include_str!("unknown_enum_value.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &[
        "OBS-a11", "OBS-b09", "OBS-c06", "OBS-e14", "OBS-g03", "OBS-h08", "OBS-i05", "K8S33", "K8S44",
        "K8S50",
    ],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::NotInEnum { .. }).then(|| Said::of(violation))
}
