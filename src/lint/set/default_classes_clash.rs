use crate::diagnostic::{Code, Severity};
use crate::lint::view::annotation;
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("default-classes-clash", Severity::Warning, include_str!("default_classes_clash.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S36"],
    check: Check::Set(check),
};

const DEFAULT: &str = "storageclass.kubernetes.io/is-default-class";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let all: Vec<Member<'a>> = set.of(Kind::StorageClass).filter(|m| is_default(m.object)).collect();
    let [first, rest @ ..] = all.as_slice() else { return };
    for second in rest.iter().filter(|second| second.object.name != first.object.name) {
        // Files side by side may be for one platform each.
        let of = |object: &'a Object| object.at("provisioner").and_then(Node::as_str);
        let together = set.scope != Scope::Folder || first.file == second.file;
        if !together || of(first.object) != of(second.object) && set.scope == Scope::Folder {
            continue;
        }
        let message = format!(
            "{} and {} are both the default class: claims that name none get the newer one",
            first.object.title(),
            second.object.title()
        );
        let place = |object: &'a Object| match annotation(object, DEFAULT) {
            Some(node) => Place::Value(object, node),
            None => Place::name(object),
        };
        cx.report(place(second.object), message)
            .also(place(first.object), "a default as well")
            .help(format!("leave `{DEFAULT}: \"true\"` to one of them"));
    }
}

fn is_default(class: &Object) -> bool {
    annotation(class, DEFAULT).and_then(Node::as_str) == Some("true")
}
