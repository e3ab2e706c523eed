use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "build-refused-by-namespace",
        Severity::Error,
        include_str!("build_refused_by_namespace.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["REF04"],
    check: Check::Set(check),
};

const ENFORCE: &str = "pod-security.kubernetes.io/enforce";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.scope == Scope::Plan {
        return;
    }
    for Member { object, patched, .. } in set.of(Kind::KafkaConnect) {
        let (Some(build), Some(name), false) =
            (object.at("spec/build"), object.namespace.as_deref(), patched)
        else {
            continue;
        };
        // A build that runs elsewhere makes no pod here.
        if build.is_null()
            || build.get("output").and_then(|of| of.get("type")).and_then(Node::as_str) == Some("imagestream")
        {
            continue;
        }
        let mut namespaces = set.named(Kind::Namespace, name);
        let (Some(Member { object: namespace, patched: false, .. }), None) =
            (namespaces.next(), namespaces.next())
        else {
            continue;
        };
        let Some(level) = namespace.at("metadata/labels").and_then(|labels| labels.get(ENFORCE)) else {
            continue;
        };
        if level.as_str() != Some("restricted") {
            continue;
        }
        let message = format!(
            "{} builds its image in a namespace that enforces `restricted`, which the pod of the build does not keep to",
            object.title()
        );
        cx.report(Place::Key(object, build), message)
            .also(Place::Value(namespace, level), "enforced here")
            .help(format!(
                "build the image elsewhere and name it under `spec.image`, or write `{ENFORCE}: baseline`"
            ));
    }
}
