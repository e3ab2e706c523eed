use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Address, addresses, texts};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("unknown-pod-host", Severity::Error, include_str!("unknown_pod_host.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S20", "K8S23"],
    check: Check::Set(check),
};

/// What keeps a name of a pod from being one.
enum Wrong<'a> {
    NoService(&'a Object),
    OtherService(&'a Object, &'a Node),
    OtherNamespace(&'a Object, &'a str),
    TooHigh(&'a Object, i128),
}

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.of(Kind::StatefulSet).next().is_none() {
        return;
    }
    for member in set.members() {
        for node in texts(member.object) {
            let mut said = Vec::new();
            for address in addresses(node.as_str().unwrap_or_default()) {
                if !said.contains(&address.host) && judge(set, member.object, node, address, cx) {
                    said.push(address.host);
                }
            }
        }
    }
}

/// Whether something was said of an address.
fn judge<'a>(set: &Set<'a>, user: &'a Object, node: &'a Node, address: Address<'_>, cx: &mut Cx<'a>) -> bool {
    let labels = address.labels();
    let [pod, service, rest @ ..] = labels.as_slice() else { return false };
    let Some((name, ordinal)) = pod.rsplit_once('-') else { return false };
    let Ok(ordinal) = ordinal.parse::<i128>() else { return false };
    let owners: Vec<Member<'a>> = set.named(Kind::StatefulSet, name).collect();
    if owners.is_empty() || owners.iter().any(|owner| owner.patched) || set.open {
        return false;
    }
    let namespace = match rest {
        [] => user.namespace.as_deref(),
        [namespace] if owners.iter().any(|o| o.object.namespace.as_deref() == Some(namespace)) => {
            Some(*namespace)
        }
        [namespace, "svc", ..] => Some(*namespace),
        _ => return false,
    };
    // Of one written twice, with other answers, nobody knows which is applied.
    let mut wrong = None;
    for owner in owners {
        match wrong_with(set, owner.object, service, namespace, ordinal, rest.len() > 1) {
            Some(found) => wrong = Some(found),
            None => return false,
        }
    }
    wrong.is_some_and(|wrong| {
        report(user, node, address.host, &wrong, cx);
        true
    })
}

fn wrong_with<'a>(
    set: &Set<'a>,
    owner: &'a Object,
    service: &str,
    namespace: Option<&str>,
    ordinal: i128,
    whole: bool,
) -> Option<Wrong<'a>> {
    let own = owner.at("spec/serviceName");
    let governing = own.and_then(Node::as_str).filter(|own| !own.is_empty());
    // `kafka-0.local` may be anybody's: it is the pod's where its second part is meant for a Service.
    let known = set.named(Kind::Service, service).next().is_some();
    let near = |own: &str| own.contains(service) || service.contains(own);
    match (own, governing) {
        (Some(node), Some(own)) if own != service => {
            return (whole || known || near(own)).then_some(Wrong::OtherService(owner, node));
        }
        (Some(_), None)
            if owner.at("spec/serviceName").is_some_and(|own| own.as_str().is_none() && !own.is_null()) =>
        {
            return None;
        }
        (_, None) => return (whole || known).then_some(Wrong::NoService(owner)),
        _ => {}
    }
    let moved = set.moved;
    if let (Some(own), Some(wanted)) = (owner.namespace.as_deref(), namespace)
        && own != wanted
        && !moved
    {
        return Some(Wrong::OtherNamespace(owner, own));
    }
    let number = |path| owner.at(path).map_or(Some(None), |node| node.as_int().map(Some));
    let start = number("spec/ordinals/start")?.unwrap_or(0);
    let count = number("spec/replicas")?.unwrap_or(1);
    // None at all, and as many as somebody else decides, are no mistake.
    let scaled = moved || count == 0 || is_scaled(set, owner);
    (!scaled && ordinal >= start + count).then_some(Wrong::TooHigh(owner, start + count - 1))
}

fn is_scaled(set: &Set<'_>, owner: &Object) -> bool {
    set.of(Kind::HorizontalPodAutoscaler).any(|member| {
        member.object.at("spec/scaleTargetRef/name").and_then(Node::as_str) == Some(&owner.name)
    })
}

fn report<'a>(user: &'a Object, node: &'a Node, host: &str, wrong: &Wrong<'a>, cx: &mut Cx<'a>) {
    let place = Place::Value(user, node);
    let nobody = format!("{} calls `{host}`, and no pod has that name", user.title());
    match wrong {
        Wrong::NoService(owner) => cx
            .report(place, format!("{nobody}: {} has no `serviceName`", owner.title()))
            .also(Place::kind(owner), "its pods get no names of their own")
            .help("add `serviceName` to the StatefulSet, and a headless Service of that name"),
        Wrong::OtherService(owner, own) => {
            let own_name = own.as_str().unwrap_or_default();
            cx.report(place, format!("{nobody}: the pods of {} are in `{own_name}`", owner.title()))
                .also(Place::Value(owner, own), "the Service that gives them their names")
                .help(format!(
                    "write `{}`",
                    host.replacen(&format!(".{}", second(host)), &format!(".{own_name}"), 1)
                ))
        }
        Wrong::OtherNamespace(owner, own) => cx
            .report(place, format!("{nobody}: {} is in namespace `{own}`", owner.title()))
            .also(Place::at(owner, "metadata/namespace"), "the pods' namespace")
            .help(format!("write `{}.{}.{own}.svc`", host.split('.').next().unwrap_or(host), second(host))),
        Wrong::TooHigh(owner, last) => cx
            .report(place, format!("{nobody}: the last pod of {} is `{}-{last}`", owner.title(), owner.name))
            .severity(Severity::Warning)
            .also(Place::at(owner, "spec/replicas"), "as many as there are")
            .help("have as many replicas as there are names, or take the name out"),
    };
}

/// The part of a host name behind the pod.
fn second(host: &str) -> &str {
    host.split('.').nth(1).unwrap_or_default()
}
