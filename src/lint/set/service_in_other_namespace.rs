use crate::diagnostic::{Code, Severity};
use crate::lint::view::{Address, addresses, texts};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule(
        "service-in-other-namespace",
        Severity::Error,
        include_str!("service_in_other_namespace.md"),
    ),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["K8S64"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization may put everything into one namespace, whatever its files say.
    if set.open || set.is_rewritten() || set.is_made_by_a_program() {
        return;
    }
    let apart = |m: Member<'a>| m.object.namespace.as_deref();
    if set.of(Kind::Service).filter_map(apart).next().is_none() {
        return;
    }
    for Member { object, .. } in set.members().filter(|m| m.object.namespace.is_some()) {
        for node in texts(object) {
            let mut said = Vec::new();
            for address in addresses(node.as_str().unwrap_or_default()) {
                if !said.contains(&address.host) && judge(set, object, node, address, cx) {
                    said.push(address.host);
                }
            }
        }
    }
}

/// Whether something was said of an address.
fn judge<'a>(set: &Set<'a>, user: &'a Object, node: &'a Node, address: Address<'_>, cx: &mut Cx<'a>) -> bool {
    // A word alone may be anything; with a port behind it, it is a host.
    let Some((name, written)) =
        address.service().filter(|(_, written)| address.port.is_some() || written.is_some())
    else {
        return false;
    };
    let Some(wanted) = written.or(user.namespace.as_deref()) else { return false };
    let services: Vec<Member<'a>> = set.named(Kind::Service, name).collect();
    let [first, ..] = services.as_slice() else { return false };
    if services.iter().any(|m| m.patched || m.object.namespace.as_deref().is_none_or(|own| own == wanted)) {
        return false;
    }
    let own = first.object.namespace.as_deref().unwrap_or_default();
    let message = match written {
        Some(_) => {
            format!("{} calls `{}`, and Service `{name}` is in namespace `{own}`", user.title(), address.host)
        }
        None => format!(
            "{} calls `{name}` without a namespace, which is looked for in `{wanted}`, and that Service is in `{own}`",
            user.title()
        ),
    };
    cx.report(Place::Value(user, node), message)
        .also(Place::at(first.object, "metadata/namespace"), "another namespace")
        .help(format!("write `{name}.{own}.svc`"));
    true
}
