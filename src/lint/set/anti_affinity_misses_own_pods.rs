use crate::diagnostic::{Code, Severity};
use crate::facts::near::distance;
use crate::lint::view::{Pod, pod};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "anti-affinity-misses-own-pods",
        Severity::Warning,
        include_str!("anti_affinity_misses_own_pods.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S47"],
    check: Check::Set(check),
};

const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object, patched, .. } in set.of_kinds(Kind::WORKLOADS) {
        let Some(pod) = pod(object).filter(|_| !patched) else { continue };
        let Some(apart) = pod.spec.get("affinity").and_then(|affinity| affinity.get("podAntiAffinity"))
        else {
            continue;
        };
        let of = |key| apart.get(key).and_then(Node::as_list).into_iter().flatten();
        let preferred = of(PREFERRED).filter_map(|term| term.get("podAffinityTerm"));
        for selector in of(REQUIRED).chain(preferred).filter_map(|term| term.get("labelSelector")) {
            asked(selector).into_iter().for_each(|label| report(set, object, pod, label, cx));
        }
    }
}

/// The labels a selector asks for with exactly one value.
fn asked(selector: &Node) -> Vec<(&str, &Node)> {
    let map = selector.get("matchLabels").and_then(Node::as_map);
    let plain = map.into_iter().flat_map(|map| &map.entries).map(|e| (e.key.text.as_str(), &e.value));
    let listed = selector.get("matchExpressions").and_then(Node::as_list).into_iter().flatten();
    let listed =
        listed.filter(|term| term.get("operator").and_then(Node::as_str) == Some("In")).filter_map(|term| {
            match (term.get("key")?.as_str()?, term.get("values")?.as_list()?) {
                (key, [only]) => Some((key, only)),
                _ => None,
            }
        });
    plain.chain(listed).collect()
}

/// To keep away from pods of others is meant so. A value that no pod has, and that is nearly the own one or the name of
/// what the pods belong to, is not.
fn report<'a>(
    set: &Set<'a>,
    object: &'a Object,
    pod: Pod<'a>,
    (key, node): (&str, &'a Node),
    cx: &mut Cx<'a>,
) {
    let Some(wanted) = node.as_str() else { return };
    let labels = pod.labels().unwrap_or_default();
    let Some((_, own)) = labels.iter().find(|(name, _)| *name == key) else { return };
    let service = object.at("spec/serviceName").and_then(Node::as_str);
    let meant = wanted == object.name || Some(wanted) == service || is_slip(wanted, own);
    if *own == wanted || !meant || set.may_be_selected(&[(key, wanted)]) {
        return;
    }
    let message = format!(
        "pods of {} keep away from pods with `{key}: {wanted}`, and have `{key}: {own}` themselves: this keeps none of \
         them apart",
        object.title()
    );
    cx.report(Place::Value(object, node), message)
        .also(Place::at(object, &format!("spec/template/metadata/labels/{key}")), "the pods' own label")
        .help(format!("did you mean `{own}`?"));
}

/// Names that differ in their number alone are those of siblings.
fn is_slip(wanted: &str, own: &str) -> bool {
    let letters = |name: &str| name.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    own.len() > 3 && distance(wanted, own, 1).is_some() && letters(wanted) != letters(own)
}
