use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("missing-field", Severity::Error, include_str!("missing_field.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPL01", "OPB02", "OPU07", "OPC01", "OPC03", "OBS-h06", "SD19", "OBS-a06", "OBS-i03"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, _: &Object, _: &Targets) -> Option<Said> {
    matches!(violation.problem, Problem::MissingField { .. }).then(|| Said::of(violation))
}
