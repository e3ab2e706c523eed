use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, listeners};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::Node;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("listener-without-users", Severity::Info, include_str!("listener_without_users.md")),
    subject: Subject::Set,
    // Users may be kept elsewhere.
    certainty: Certainty::Pedantic,
    since: "0.1.0",
    facts: &["REF07"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    if set.open {
        return;
    }
    for Member { object: kafka, .. } in set.of(Kind::Kafka) {
        for listener in listeners(kafka) {
            let Some(kind) = listener.node.get("authentication").and_then(|of| of.get("type")) else {
                continue;
            };
            let users =
                set.of(Kind::KafkaUser).filter(|user| cluster_of(user.object) == Some(kafka.name.as_str()));
            let fits = |user: Member<'a>| {
                let own =
                    user.object.at("spec/authentication/type").and_then(Node::as_str).unwrap_or_default();
                own.strip_suffix("-external").unwrap_or(own) == kind.as_str().unwrap_or_default()
            };
            let known = matches!(kind.as_str(), Some("tls" | "scram-sha-512"));
            if !known || users.into_iter().any(fits) {
                continue;
            }
            let message = format!(
                "listener `{}` of {} asks for `{}`, and there is no KafkaUser that logs in so",
                listener.name,
                kafka.title(),
                kind.as_str().unwrap_or_default()
            );
            cx.report(Place::Value(kafka, kind), message).help("add a KafkaUser, or take the listener out");
        }
    }
}
