use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("acl-without-name", Severity::Error, include_str!("acl_without_name.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPU05"],
    check: Check::Object(&[Kind::KafkaUser], check),
};

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for acl in object.at("spec/authorization/acls").and_then(Node::as_list).unwrap_or_default() {
        let Some(resource) = acl.get("resource") else { continue };
        let Some(kind) = resource.get("type").and_then(Node::as_str) else { continue };
        let named = resource.get("name").is_some_and(|name| !name.is_null());
        if named || !matches!(kind, "topic" | "group" | "transactionalId") {
            continue;
        }
        let message =
            format!("an ACL of {} is about a resource of type `{kind}` without a name", object.title());
        cx.report(Place::Key(object, resource), message)
            .help("add `name` to `resource`; `name: \"*\"` with `patternType: literal` is all there are");
    }
}
