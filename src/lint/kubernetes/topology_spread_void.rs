use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Mismatch, mismatch, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topology-spread-void", Severity::Error, include_str!("topology_spread_void.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S48"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        let constraints = pod.spec.get("topologySpreadConstraints").and_then(Node::as_list);
        for constraint in constraints.into_iter().flatten() {
            refused(object, constraint, cx);
            let selector = constraint.get("labelSelector").filter(|selector| !selector.is_null());
            let Some(selector) = selector else {
                nothing(object, constraint, cx);
                continue;
            };
            let wanted = selector.get("matchLabels").filter(|labels| labels.as_map().is_some());
            // A label the workload itself selects is missing for both, and said of that.
            let own = object.at("spec/selector/matchLabels");
            let off = wanted.and_then(|labels| mismatch(labels, pod));
            let off = off.filter(|off| own.and_then(|own| own.get(off.key)?.as_str()) != Some(off.wanted));
            if let Some(off) = off {
                others(object, off, cx);
            }
        }
    }
}

fn refused<'a>(object: &'a Object, constraint: &'a Node, cx: &mut Cx<'a>) {
    let number = |key| Some((constraint.get(key)?, constraint.get(key)?.as_int()?));
    for (node, value) in ["maxSkew", "minDomains"].into_iter().filter_map(number) {
        if value < 1 {
            let message =
                format!("{value} in a topology spread constraint of {}: 1 is the least", object.title());
            cx.report(Place::Value(object, node), message).help("write 1 or more");
        }
    }
    let when = constraint.get("whenUnsatisfiable").and_then(Node::as_str);
    if let (Some(node), Some("ScheduleAnyway")) =
        (constraint.get("minDomains").filter(|n| !n.is_null()), when)
    {
        let message = format!(
            "`minDomains` in a topology spread constraint of {} goes with `whenUnsatisfiable: DoNotSchedule` only",
            object.title()
        );
        cx.report(Place::Key(object, node), message).help("take `minDomains` out, or write `DoNotSchedule`");
    }
}

fn nothing<'a>(object: &'a Object, constraint: &'a Node, cx: &mut Cx<'a>) {
    let message = format!(
        "a topology spread constraint of {} has no `labelSelector`: it counts no pod and spreads none",
        object.title()
    );
    cx.report(Place::Key(object, constraint), message)
        .severity(Severity::Warning)
        .help("add a `labelSelector` with the labels of these pods");
}

fn others<'a>(object: &'a Object, Mismatch { key, wanted, node, found }: Mismatch<'a>, cx: &mut Cx<'a>) {
    let have = found.map_or("no such label".to_owned(), |found| format!("`{key}: {found}`"));
    let message = format!(
        "a topology spread constraint of {} counts pods with `{key}: {wanted}`, and its own have {have}: it does not \
         spread them",
        object.title()
    );
    cx.report(Place::Value(object, node), message)
        .severity(Severity::Warning)
        .help("select labels of these pods");
}
