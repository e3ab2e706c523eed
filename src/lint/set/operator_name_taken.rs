use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::names::connect;
use crate::facts::strimzi::{Operand, reserved_names};
use crate::lint::{Certainty, Check, Cx, Kind, Member, Place, Rule, Scope, Set, Subject, may_meet};
use crate::object::{Node, Object};
use std::collections::BTreeMap;

pub(super) static RULE: Rule = Rule {
    code: Code::rule("operator-name-taken", Severity::Error, include_str!("operator_name_taken.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["GAP28", "GAP50", "REF05", "REF06"],
    check: Check::Set(check),
};

const OPERANDS: [(Kind, Operand); 4] = [
    (Kind::Kafka, Operand::Kafka),
    (Kind::KafkaConnect, Operand::KafkaConnect),
    (Kind::KafkaBridge, Operand::KafkaBridge),
    (Kind::KafkaMirrorMaker2, Operand::KafkaMirrorMaker2),
];

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // The names of a blueprint are compared there.
    if matches!(set.scope, Scope::Plan | Scope::Kustomization) {
        return;
    }
    let made = made(set);
    if made.is_empty() && set.of(Kind::KafkaUser).next().is_none() {
        return;
    }
    for Member { object, patched, .. } in set.members() {
        let kind = object.gvk.kind.as_str();
        if patched || is_operators(object) {
            continue;
        }
        // A user becomes a Secret of its name.
        let as_kind = if Kind::of(&object.gvk) == Kind::KafkaUser { "Secret" } else { kind };
        let Some((owner, _)) =
            made.get(&(as_kind, object.name.clone())).filter(|(owner, _)| may_meet(owner, object))
        else {
            continue;
        };
        if is_own_authority(owner, object) {
            continue;
        }
        let what =
            if as_kind == kind { String::new() } else { ", which becomes a Secret of its name,".to_owned() };
        let message = format!(
            "{}{what} has the name of the {as_kind} that the operator makes for {}: one overwrites the other",
            object.title(),
            owner.title()
        );
        cx.report(Place::name(object), message)
            .also(Place::name(owner), "made for this")
            .help("give it another name");
    }
    users(set, cx);
    twins(set, cx);
}

type Made<'a> = BTreeMap<(&'static str, String), (&'a Object, Kind)>;

fn made<'a>(set: &Set<'a>) -> Made<'a> {
    let mut made = Made::new();
    for (kind, operand) in OPERANDS {
        for Member { object, .. } in set.of(kind) {
            for own in reserved_names(operand, &object.name, object.namespace.as_deref().unwrap_or_default())
            {
                if own.kind != "ClusterRoleBinding" {
                    made.entry((own.kind, own.name)).or_insert((object, kind));
                }
            }
        }
    }
    made
}

/// What was read back from a cluster is the operator's.
fn is_operators(object: &Object) -> bool {
    let managed = object.at("metadata/labels").and_then(|labels| labels.get("app.kubernetes.io/managed-by"));
    managed.and_then(Node::as_str) == Some("strimzi-cluster-operator")
        || object.at("metadata/ownerReferences").is_some()
        || object.gvk.group.ends_with("strimzi.io") && Kind::of(&object.gvk) == Kind::Other
}

/// Who brings an authority along gives it in the Secrets of these names.
fn is_own_authority(kafka: &Object, object: &Object) -> bool {
    let own = |key: &str| {
        kafka.at(&format!("spec/{key}/generateCertificateAuthority")).and_then(Node::as_bool) == Some(false)
    };
    let rest = object.name.strip_prefix(kafka.name.as_str()).unwrap_or_default();
    rest.starts_with("-cluster-ca") && own("clusterCa") || rest.starts_with("-clients-ca") && own("clientsCa")
}

/// A Secret somebody wrote where the user operator puts its own.
fn users<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object: user, .. } in set.of(Kind::KafkaUser) {
        let outside = user.at("spec/authentication/type").and_then(Node::as_str) == Some("tls-external");
        // Without a way to log in there is no Secret, nor with a certificate from elsewhere.
        if outside || user.at("spec/authentication").is_none_or(Node::is_null) {
            continue;
        }
        for Member { object: secret, patched, .. } in set.beside(Kind::Secret, &user.name, user) {
            if patched || is_operators(secret) {
                continue;
            }
            let message = format!(
                "{} has the name of {}, whose own Secret the user operator puts there: what is in it is lost",
                secret.title(),
                user.title()
            );
            cx.report(Place::name(secret), message).also(Place::name(user), "the user").help(
                "give the Secret another name, and name that one under `password.valueFrom` of the user",
            );
        }
    }
}

/// Both copy what they trust into one Secret.
fn twins<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    for Member { object: mirror, .. } in set.of(Kind::KafkaMirrorMaker2) {
        for Member { object: other, .. } in set.beside(Kind::KafkaConnect, &mirror.name, mirror) {
            let message = format!(
                "{} and {} have one name: the operator copies what each trusts into the Secret `{}`, and each overwrites the other",
                mirror.title(),
                other.title(),
                connect::tls_trusted_certs_secret(&mirror.name)
            );
            cx.report(Place::name(mirror), message)
                .also(Place::name(other), "the same name")
                .help("give one of them another name");
        }
    }
}
