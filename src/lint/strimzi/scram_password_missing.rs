use crate::diagnostic::{Code, Severity};
use crate::lint::{Certainty, Check, Cx, Kind, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("scram-password-missing", Severity::Error, include_str!("scram_password_missing.md")),
    subject: Subject::Strimzi,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPU02", "OPU03", "OBS-g05"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for member in set.of(Kind::KafkaUser).filter(|member| !member.patched) {
        let user = member.object;
        let of_scram = user.at("spec/authentication/type").and_then(Node::as_str) == Some("scram-sha-512");
        let Some(password) = user.at("spec/authentication/password").filter(|_| of_scram) else { continue };
        if password.as_map().is_none() {
            continue;
        }
        let reference = password.get("valueFrom").and_then(|from| from.get("secretKeyRef"));
        let text = |key| reference.and_then(|of| of.get(key)).filter(|node| !node.is_null());
        match (text("name"), text("key")) {
            (Some(name), Some(key)) => in_secret(set, user, name, key, cx),
            _ => {
                let message = format!("the password of {} comes from no key of a Secret", user.title());
                cx.report(Place::Key(user, password), message).help(
                    "write `password: {valueFrom: {secretKeyRef: {name: SECRET, key: password}}}`, or take `password` \
                     out to have one made",
                );
            }
        }
    }
}

/// A Secret that is nowhere in the files is kept elsewhere for good reasons; one that is here and lacks the key is not.
fn in_secret<'a>(set: &Set<'a>, user: &'a Object, name: &'a Node, key: &'a Node, cx: &mut Cx<'a>) {
    let (Some(of), Some(wanted)) = (name.as_str(), key.as_str()) else { return };
    let mut secrets = set.beside(Kind::Secret, of, user);
    let (Some(only), None) = (secrets.next(), secrets.next()) else { return };
    if only.patched {
        return;
    }
    let secret = only.object;
    let value = ["stringData", "data"].iter().find_map(|at| secret.at(at)?.get(wanted));
    let (what, place) = match value {
        None => ("has no such key", Place::name(secret)),
        Some(node) if node.is_null() || node.as_str() == Some("") => {
            ("holds nothing there", Place::Value(secret, node))
        }
        Some(_) => return,
    };
    let message =
        format!("the password of {} is the key `{wanted}` of {}, which {what}", user.title(), secret.title());
    cx.report(Place::Value(user, key), message)
        .also(place, "the Secret")
        .help(format!("put the password into the Secret under `{wanted}`, or name the key it is under"));
}
