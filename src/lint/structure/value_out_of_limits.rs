use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("value-out-of-limits", Severity::Error, include_str!("value_out_of_limits.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL01", "OBS-a01", "OBS-a02", "OBS-f04", "OBS-h15", "OBS-i01"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::OutOfRange { .. } | Problem::Size { .. })
        .then(|| Said::of(violation))
}
