use crate::diagnostic::{Code, Severity};
use crate::facts::removed_api;
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::Object;
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("removed-api-version", Severity::Error, include_str!("removed_api_version.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S58", "GAP43", "SD18", "OBS-e07"],
    check: Check::Structure(check),
};

fn check(violation: &Violation, object: &Object, _: &Targets) -> Option<Said> {
    let (Problem::UnknownVersion { product, .. } | Problem::UnknownKind { product, .. }) = &violation.problem
    else {
        return None;
    };
    let (api_version, kind) = (object.gvk.api_version(), &object.gvk.kind);
    let gone = removed_api(&api_version, kind)?;
    let message = format!(
        "`{kind}` in `{api_version}` is gone since {} {}, and this is for {product}",
        gone.product, gone.removed
    );
    Some(Said { message, help: violation.problem.help() })
}
