use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("egress-without-dns", Severity::Warning, include_str!("egress_without_dns.md")),
    subject: Subject::Network,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S61"],
    check: Check::Several(&[Check::Set(check), Check::Object(&[Kind::NetworkPolicy], ranges)]),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    let policies: Vec<Member<'a>> = set.of(Kind::NetworkPolicy).collect();
    // Policies add up: one that lets questions for names out may select the same pods.
    if set.open || policies.iter().any(|m| m.patched || may_ask(m.object)) {
        return;
    }
    for Member { object, .. } in policies {
        // A policy that lets nothing out is one to be added to.
        let Some(egress) =
            object.at("spec/egress").filter(|list| list.as_list().is_some_and(|l| !l.is_empty()))
        else {
            continue;
        };
        let rules = egress.as_list().unwrap_or_default();
        let by_name = rules
            .iter()
            .filter_map(|rule| rule.get("to")?.as_list())
            .flatten()
            .any(|peer| peer.get("podSelector").is_some() || peer.get("namespaceSelector").is_some());
        if by_name {
            let message = format!(
                "{} lets its pods out to pods, and not to the cluster's DNS: the names of their Services are not found",
                object.title()
            );
            cx.report(Place::Key(object, egress), message)
                .help("add a rule that lets UDP and TCP port 53 out to `kube-system`");
        }
    }
}

/// Whether a policy lets its pods ask for names, or may.
fn may_ask(policy: &Object) -> bool {
    let rules = policy.at("spec/egress").and_then(Node::as_list).unwrap_or_default();
    rules.iter().any(|rule| {
        let ports = rule.get("ports").and_then(Node::as_list).unwrap_or_default();
        let peers = rule.get("to").and_then(Node::as_list).unwrap_or_default();
        let any_port = ports.is_empty();
        let of_dns = ports.iter().any(|port| {
            let first = port.get("port");
            let number = first.and_then(Node::as_int);
            let last = port.get("endPort").and_then(Node::as_int).or(number);
            match (first.and_then(Node::as_str), number, last) {
                (Some(name), ..) => name.contains("dns"),
                (_, Some(first), Some(last)) => [53, 5353].iter().any(|dns| (first..=last).contains(dns)),
                _ => first.is_none(),
            }
        });
        // To everybody, to a whole namespace or to addresses: the servers of names may be among them.
        let wide = peers.is_empty()
            || peers
                .iter()
                .any(|peer| peer.get("ipBlock").is_some() || peer.get("namespaceSelector").is_some());
        of_dns || any_port && wide
    })
}

fn ranges<'a>(object: &'a Object, cx: &mut Cx<'a>) {
    for way in ["spec/ingress", "spec/egress"] {
        let rules = object.at(way).and_then(Node::as_list).into_iter().flatten();
        for port in rules.filter_map(|rule| rule.get("ports")?.as_list()).flatten() {
            let Some(end) = port.get("endPort").filter(|end| !end.is_null()) else { continue };
            let first = port.get("port").filter(|first| !first.is_null());
            let message = match (first.map(|first| (first.as_int(), first.as_str())), end.as_int()) {
                (None, _) => "`endPort` without `port`".to_owned(),
                (Some((_, Some(name))), _) => format!("`endPort` beside the port called `{name}`"),
                (Some((Some(first), _)), Some(last)) if last < first => {
                    format!("ports from {first} to {last}, which are none,")
                }
                _ => continue,
            };
            cx.report(
                Place::Value(object, end),
                format!("{message} in {}: the API server refuses it", object.title()),
            )
            .severity(Severity::Error)
            .help("write the first port as a number into `port`, and the last, not below it, into `endPort`");
        }
    }
}
