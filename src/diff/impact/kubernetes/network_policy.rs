//! IMP-K61 to IMP-K63: who gets through a NetworkPolicy.

use crate::diff::compare::same;
use crate::diff::impact::listing::joined;
use crate::diff::impact::peers::{is_of_nobody, peer};
use crate::diff::{Change, Cx, Effect, Member, Pair, Severity};
use crate::lint::labels;
use crate::lint::view::{pod, selects};
use crate::object::{Node, Object};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return first(cx, pair) };
    let changes: Vec<&Change<'_>> = pair.at("spec/**").collect();
    if changes.is_empty() {
        return;
    }
    let same_pods = match (old.at("spec/podSelector"), new.at("spec/podSelector")) {
        (Some(old), Some(new)) => same(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    let (mut lost, mut gained, mut idle) = (Vec::new(), Vec::new(), false);
    for way in WAYS {
        let gone = passes(way, old, new);
        let (of_nobody, gone): (Vec<Pass<'_>>, Vec<Pass<'_>>) =
            gone.into_iter().partition(|pass| pass.peer.is_some_and(|peer| is_of_nobody(cx, peer)));
        idle |= !of_nobody.is_empty();
        lost.extend(gone.iter().map(|pass| pass.said(way)));
        gained.extend(passes(way, new, old).iter().map(|pass| pass.said(way)));
    }
    let (id, what) = match (lost.is_empty(), gained.is_empty()) {
        _ if !same_pods => ("IMP-K61", "is for other pods: those it was for are open, those it is for now are closed but for what it names".to_owned()),
        (true, true) if idle => ("IMP-K62", "no longer names pods that are gone".to_owned()),
        (true, true) => ("IMP-K61", "says in another way what gets through".to_owned()),
        (true, false) => ("IMP-K62", format!("lets {} through as well", joined(&gained))),
        (false, true) => ("IMP-K61", format!("no longer lets {} through", joined(&lost))),
        (false, false) => ("IMP-K61", format!("no longer lets {} through, but {}", joined(&lost), joined(&gained))),
    };
    if let Some(hit) = cx.hit_all(id, changes) {
        hit.with("what", what);
        if id == "IMP-K62" && gained.is_empty() {
            hit.effects(&[Effect::InPlace]);
        } else if id == "IMP-K61" && lost.is_empty() && same_pods {
            hit.severity(Severity::Medium);
        }
    }
}

/// The first policy that is for pods there were closes them but for what it names.
fn first<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (None, Some(policy)) = (pair.before, pair.after) else { return };
    let closed = |way: &Way| sides(&policy.object).contains(&way.word);
    let mut pods: Vec<String> = Vec::new();
    for workload in cx.before.members.iter().filter(|member| is_for(policy, member)) {
        let stays = cx.after.members.iter().any(|other| {
            other.object.gvk.kind == workload.object.gvk.kind
                && other.object.name == workload.object.name
                && is_for(policy, other)
        });
        let others = cx.before.of_kind("NetworkPolicy").filter(|other| is_for(other, workload));
        let known: Vec<&str> = others.flat_map(|other| sides(&other.object)).collect();
        if stays && WAYS.iter().any(|way| closed(way) && !known.contains(&way.word)) {
            pods.push(format!("`{}`", workload.object.title()));
        }
    }
    if !pods.is_empty()
        && let Some(hit) = cx.hit_all("IMP-K63", &pair.changes)
    {
        let ways: Vec<&str> = WAYS.iter().filter(|way| closed(way)).map(|way| way.whom).collect();
        hit.with("pods", joined(&pods)).with("ways", joined(&ways));
    }
}

struct Way {
    key: &'static str,
    word: &'static str,
    peers: &'static str,
    whom: &'static str,
}

const WAYS: &[Way] = &[
    Way { key: "ingress", word: "Ingress", peers: "from", whom: "whoever comes to them" },
    Way { key: "egress", word: "Egress", peers: "to", whom: "whatever they go to" },
];

/// One peer with its ports; no peer is anybody, no ports is any.
struct Pass<'a> {
    peer: Option<&'a Node>,
    ports: Option<&'a Node>,
}

impl Pass<'_> {
    fn said(&self, way: &Way) -> String {
        let who = self.peer.map_or_else(|| "anybody".to_owned(), peer);
        let ports: Vec<String> =
            self.ports.and_then(Node::as_list).into_iter().flatten().filter_map(port).collect();
        let ports = if ports.is_empty() { String::new() } else { format!(" on {}", joined(&ports)) };
        let to = if way.key == "egress" { "what goes to " } else { "" };
        format!("{to}{who}{ports}")
    }
}

fn port(node: &Node) -> Option<String> {
    let text = crate::diff::scalar::text(node.get("port")?)?;
    Some(match node.get("endPort").and_then(crate::diff::scalar::text) {
        Some(end) => format!("ports {text} to {end}"),
        None => format!("port {text}"),
    })
}

/// What gets through one policy and not through the other.
fn passes<'a>(way: &Way, these: &'a Object, those: &'a Object) -> Vec<Pass<'a>> {
    let (open, shut) = (!sides(these).contains(&way.word), !sides(those).contains(&way.word));
    match (open, shut) {
        (_, true) => Vec::new(),
        (true, false) => vec![Pass { peer: None, ports: None }],
        (false, false) => {
            let (these, those) = (rules(way, these), rules(way, those));
            let alike = |one: Option<&Node>, other: Option<&Node>| match (one, other) {
                (Some(one), Some(other)) => same(one, other),
                (one, other) => one.is_none() && other.is_none(),
            };
            let known = |pass: &Pass<'_>| {
                those.iter().any(|other| {
                    (other.peer.is_none() || alike(pass.peer, other.peer))
                        && (other.ports.is_none() || alike(pass.ports, other.ports))
                })
            };
            these.into_iter().filter(|pass| !known(pass)).collect()
        }
    }
}

fn rules<'a>(way: &Way, policy: &'a Object) -> Vec<Pass<'a>> {
    let list =
        policy.at("spec").and_then(|spec| spec.get(way.key)).and_then(Node::as_list).unwrap_or_default();
    let of = |rule: &'a Node| -> Vec<Pass<'a>> {
        let ports = rule.get("ports").filter(|ports| ports.as_list().is_some_and(|list| !list.is_empty()));
        match rule.get(way.peers).and_then(Node::as_list).filter(|peers| !peers.is_empty()) {
            Some(peers) => peers.iter().map(|peer| Pass { peer: Some(peer), ports }).collect(),
            None => vec![Pass { peer: None, ports }],
        }
    };
    list.iter().flat_map(of).collect()
}

/// Which ways a policy closes: what it says, else what the API server takes it for.
fn sides(policy: &Object) -> Vec<&str> {
    match policy.at("spec/policyTypes").and_then(Node::as_list) {
        Some(types) => types.iter().filter_map(Node::as_str).collect(),
        None if policy.at("spec/egress").is_some() => vec!["Ingress", "Egress"],
        None => vec!["Ingress"],
    }
}

/// Whether a policy is for the pods of a workload; selectors with expressions are not followed.
pub(super) fn is_for(policy: &Member, workload: &Member) -> bool {
    let selector = policy.object.at("spec/podSelector");
    if selector.is_some_and(|selector| selector.get("matchExpressions").is_some()) {
        return false;
    }
    let wanted = selector.and_then(|selector| labels(selector.get("matchLabels"))).unwrap_or_default();
    let have = pod(&workload.object).and_then(|pod| pod.labels());
    workload.is_beside(policy)
        && workload.object.namespace == policy.object.namespace
        && have.is_some_and(|have| selects(&wanted, &have))
}
