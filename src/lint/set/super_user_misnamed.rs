use crate::diagnostic::{Code, Severity};
use crate::lint::view::{cluster_of, judged_in_blueprint};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("super-user-misnamed", Severity::Error, include_str!("super_user_misnamed.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP45"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object: kafka, .. } in set.of(Kind::Kafka) {
        let names = kafka.at("spec/kafka/authorization/superUsers").and_then(Node::as_list);
        for node in names.into_iter().flatten().filter(|node| !judged_in_blueprint(kafka, node)) {
            let Some(name) = node.as_str() else { continue };
            if let Some((_, bare)) =
                name.split_once(':').filter(|(kind, _)| kind.eq_ignore_ascii_case("user"))
            {
                let message = format!(
                    "the super user `{name}` of {} becomes `User:{name}`, which nobody is called: the operator writes `User:` before \
                     each",
                    kafka.title()
                );
                cx.report(Place::Value(kafka, node), message).help(format!("write `{}`", bare.trim()));
                continue;
            }
            of_user(set, kafka, node, name, cx);
        }
    }
}

/// What Kafka calls a KafkaUser follows from how it logs in.
fn of_user<'a>(set: &Set<'a>, kafka: &'a Object, node: &'a Node, name: &str, cx: &mut Cx<'a>) {
    let simple = kafka.at("spec/kafka/authorization/type").and_then(Node::as_str) == Some("simple");
    let bare = name.strip_prefix("CN=").unwrap_or(name);
    let mut users =
        set.named(Kind::KafkaUser, bare).filter(|user| cluster_of(user.object) == Some(kafka.name.as_str()));
    let (Some(Member { object: user, patched: false, .. }), None, true) =
        (users.next(), users.next(), simple)
    else {
        return;
    };
    let Some(kind) = user.at("spec/authentication/type") else { return };
    let own = match kind.as_str() {
        Some("tls" | "tls-external") => format!("CN={bare}"),
        Some("scram-sha-512") => bare.to_owned(),
        _ => return,
    };
    if own == name {
        return;
    }
    let message = format!(
        "the super user `{name}` of {} is nobody: Kafka calls {} `{own}`",
        kafka.title(),
        user.title()
    );
    cx.report(Place::Value(kafka, node), message)
        .also(Place::Value(user, kind), "how it logs in")
        .help(format!("write `{own}`"));
}
