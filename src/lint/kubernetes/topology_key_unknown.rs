use crate::diagnostic::{Code, Severity};
use crate::facts::near::nearest;
use crate::lint::view::pod;
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Place, Rule, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("topology-key-unknown", Severity::Error, include_str!("topology_key_unknown.md")),
    subject: Subject::Kubernetes,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S45"],
    check: Check::Object(Kind::WORKLOADS, check),
};

/// Labels that every node has, or that cloud providers give.
const KNOWN: [&str; 3] =
    ["kubernetes.io/hostname", "topology.kubernetes.io/zone", "topology.kubernetes.io/region"];

/// What they were called before 1.17.
const FORMER: [(&str, &str); 2] = [
    ("failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone"),
    ("failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region"),
];

fn check<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    let Some(pod) = pod(object) else { return };
    for key in topology_keys(pod.spec) {
        let Some(written) = key.as_str() else { continue };
        let place = Place::Value(object, key);
        if written.is_empty() {
            cx.report(place, format!("an empty `topologyKey` in {}", object.title()))
                .help("write `kubernetes.io/hostname` or `topology.kubernetes.io/zone`");
        } else if let Some((_, now)) = FORMER.iter().find(|(former, _)| *former == written) {
            let message = format!(
                "`{written}` in {} is a label of former times, which nodes have only where somebody still gives it",
                object.title()
            );
            cx.report(Place::Value(object, key), message)
                .severity(Severity::Warning)
                .help(format!("write `{now}`"))
                .fix(Fix::risky().write(place, *now));
        } else if let Some(near) = nearest(written, KNOWN).filter(|near| *near != written) {
            let message = format!("no node has the label `{written}` that {} goes by", object.title());
            cx.report(Place::Value(object, key), message)
                .help(format!("did you mean `{near}`?"))
                .fix(Fix::risky().write(place, near));
        }
    }
}

/// Every `topologyKey` of a pod.
fn topology_keys(spec: &Node) -> Vec<&Node> {
    let affinity = spec.get("affinity");
    let kinds = ["podAffinity", "podAntiAffinity"].into_iter().filter_map(|kind| affinity?.get(kind));
    let terms = kinds.flat_map(|kind| {
        let required = list(kind.get("requiredDuringSchedulingIgnoredDuringExecution"));
        let preferred = list(kind.get("preferredDuringSchedulingIgnoredDuringExecution"));
        required.iter().chain(preferred.iter().filter_map(|term| term.get("podAffinityTerm")))
    });
    let spread = list(spec.get("topologySpreadConstraints")).iter();
    spread.chain(terms).filter_map(|term| term.get("topologyKey")).collect()
}

fn list(node: Option<&Node>) -> &[Node] {
    node.and_then(Node::as_list).unwrap_or_default()
}
