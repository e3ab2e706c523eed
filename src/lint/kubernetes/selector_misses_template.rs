use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Mismatch, mismatch, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "selector-misses-template",
        Severity::Error,
        include_str!("selector_misses_template.md"),
    ),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S24"],
    check: Check::Set(check),
};

/// The kinds whose selector the API server compares with their template.
const KINDS: &[Kind] = &[Kind::StatefulSet, Kind::Deployment, Kind::DaemonSet, Kind::ReplicaSet];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(KINDS) {
        let Some(selector) = object.at("spec/selector/matchLabels").filter(|_| !patched) else { continue };
        let Some(pod) = pod(object) else { continue };
        let Some(Mismatch { key, wanted, node, found }) = mismatch(selector, pod) else { continue };
        let have = found.map_or("no such label".to_owned(), |found| format!("`{key}: {found}`"));
        let message = format!("{} selects `{key}: {wanted}`, and its own pods have {have}", object.title());
        cx.report(Place::Value(object, node), message)
            .also(Place::at(object, &format!("spec/template/metadata/labels/{key}")), "the pods' labels")
            .help(format!("write the same value for `{key}` in the selector and in the template's labels"));
    }
}
