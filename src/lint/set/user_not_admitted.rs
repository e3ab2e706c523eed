use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("user-not-admitted", Severity::Error, include_str!("user_not_admitted.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP11", "GAP15", "OPU04", "OBS-g01", "OBS-g02"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.reshaped {
        return;
    }
    for Member { object: user, patched, .. } in set.of(Kind::KafkaUser) {
        let Some(cluster) = cluster_of(user).filter(|_| !patched) else { continue };
        let mut clusters = set.beside(Kind::Kafka, cluster, user);
        let (Some(Member { object: kafka, patched: false, .. }), None) = (clusters.next(), clusters.next())
        else {
            continue;
        };
        authentication(user, kafka, cx);
        authorization(user, kafka, cx);
    }
}

/// A user is known to listeners of its own kind of authentication, and to those that judge for themselves.
fn authentication<'a>(user: &'a Object, kafka: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = user.at("spec/authentication/type") else { return };
    let wanted = match node.as_str() {
        Some("tls" | "tls-external") => "tls",
        Some("scram-sha-512") => "scram-sha-512",
        _ => return,
    };
    let mut any = false;
    for listener in listeners(kafka) {
        any = true;
        match listener.node.get("authentication").filter(|node| !node.is_null()) {
            None => {}
            Some(of) => match of.get("type").and_then(Node::as_str) {
                Some(own) if own != wanted && own != "custom" && own != "oauth" => {}
                _ => return,
            },
        }
    }
    if !any {
        return;
    }
    let message = format!(
        "{} is to log in by `{}`, and no listener of {} has `authentication` of type `{wanted}`",
        user.title(),
        node.as_str().unwrap_or_default(),
        kafka.title()
    );
    cx.report(Place::Value(user, node), message)
        .also(Place::at(kafka, "spec/kafka/listeners"), "the listeners")
        .help(format!(
            "add `authentication: {{type: {wanted}}}` to a listener, or give the user another type"
        ));
}

/// Without an authorizer there is nobody the ACLs could be given to.
fn authorization<'a>(user: &'a Object, kafka: &'a Object, cx: &mut Cx<'a>) {
    let Some(node) = user.at("spec/authorization").filter(|node| !node.is_null()) else { return };
    let Some(own) = kafka.at("spec/kafka") else { return };
    let is_set = |key| own.get(key).is_some_and(|node| !node.is_null());
    let by_config = own.get("config").is_some_and(|config| config.get("authorizer.class.name").is_some());
    if is_set("authorization") || by_config {
        return;
    }
    let message = format!("{} has ACLs, and {} has no `authorization`", user.title(), kafka.title());
    cx.report(Place::Key(user, node), message)
        .also(Place::Key(kafka, own), "here `authorization` is missing")
        .help("add `authorization: {type: simple}` beside the listeners, or take the ACLs out: now everybody may do everything");
}
