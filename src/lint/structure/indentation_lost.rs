use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Rule, Said, Subject, Targets};
use crate::object::{Object, Pointer};
use crate::schema::{Problem, Violation};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("indentation-lost", Severity::Error, include_str!("indentation_lost.md")),
    subject: Subject::Structure,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S01", "SD40", "SD41"],
    check: Check::Structure(check),
};

/// A key the schema does not know, right below one that was left empty.
fn check(violation: &Violation, object: &Object, _: &Targets) -> Option<Said> {
    let Problem::UnknownField { name, .. } = &violation.problem else { return None };
    let mut way = Pointer::parse(&violation.pointer).ok()?;
    way.0.pop();
    let entries = &way.find(&object.node)?.as_map()?.entries;
    let at = entries.iter().position(|entry| entry.key.text == *name)?;
    let above = entries[..at]
        .iter()
        .rev()
        .find(|entry| entry.value.is_null() || is_known(entry.key.text.as_str()))?;
    if !above.value.is_null() {
        return None;
    }
    let empty = &above.key.text;
    // Both are taken as written: the empty key as nothing, the other as a key beside it.
    Some(Said {
        message: format!("`{name}` stands beside the empty `{empty}` and not inside of it"),
        help: Some(format!("indent `{name}` with what follows it, so that it belongs to `{empty}`")),
    })
}

/// Keys every object has: what follows them follows no empty key above them.
fn is_known(key: &str) -> bool {
    matches!(key, "apiVersion" | "kind")
}
