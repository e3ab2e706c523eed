use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("budget-refused", Severity::Error, include_str!("budget_refused.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S39", "K8S42"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of(Kind::PodDisruptionBudget) {
        let given = |path| object.at(path).filter(|node| !node.is_null());
        if let (Some(least), Some(most)) = (given("spec/minAvailable"), given("spec/maxUnavailable")) {
            let message = format!(
                "{} has `minAvailable` and `maxUnavailable`, and the API server takes one of them",
                object.title()
            );
            cx.report(Place::Key(object, most), message)
                .also(Place::Key(object, least), "and this")
                .help("keep `maxUnavailable`, which still holds when the number of pods changes");
        } else if given("spec/minAvailable").or(given("spec/maxUnavailable")).is_none() && !patched {
            nothing(
                object,
                "it says neither `minAvailable` nor `maxUnavailable`",
                "add `maxUnavailable: 1`",
                cx,
            );
            continue;
        }
        if !patched {
            selection(object, cx);
        }
    }
}

/// Nothing selects nothing; an empty selector selects every pod of the namespace.
fn selection<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(selector) = object.at("spec/selector").filter(|node| !node.is_null()) else {
        return nothing(
            object,
            "without a `selector` it selects no pod",
            "add a `selector` with labels of the pods",
            cx,
        );
    };
    let empty = |key| {
        selector.get(key).is_none_or(|part: &Node| match (part.as_map(), part.as_list()) {
            (Some(map), _) => map.is_empty(),
            (_, Some(list)) => list.is_empty(),
            _ => part.is_null(),
        })
    };
    if selector.as_map().is_some() && empty("matchLabels") && empty("matchExpressions") {
        let all = match object.gvk.version.as_str() {
            // Where an empty one still selected nothing.
            "v1beta1" => {
                return nothing(object, "its empty `selector` selects no pod", "name labels of the pods", cx);
            }
            _ => "its empty `selector` selects every pod of its namespace",
        };
        cx.report(Place::Key(object, selector), format!("{}: {all}", object.title()))
            .severity(Severity::Info)
            .help("name labels of the pods that are meant");
    }
}

fn nothing<'a>(object: &'a Object, why: &str, help: &str, cx: &mut Cx<'a>) {
    cx.report(Place::at(object, "spec"), format!("{} protects nothing: {why}", object.title()))
        .severity(Severity::Warning)
        .help(help);
}
