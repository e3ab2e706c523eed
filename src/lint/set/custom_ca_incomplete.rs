use crate::diagnostic::{Code, Severity};
use crate::facts::strimzi::{CLUSTER, KIND, names};
use crate::lint::{Certainty, Check, Cx, Fix, Kind, Member, Place, Rule, Scope, Set, Subject};
use crate::object::{Node, Object};

pub(super) static RULE: Rule = Rule {
    code: Code::rule("custom-ca-incomplete", Severity::Error, include_str!("custom_ca_incomplete.md")),
    subject: Subject::Set,
    certainty: Certainty::Provable,
    since: "0.1.0",
    facts: &["OPE02"],
    check: Check::Set(check),
};

fn check<'a>(set: &Set<'a>, cx: &mut Cx<'a>) {
    // A kustomization labels what it names.
    if set.scope == Scope::Kustomization {
        return;
    }
    for Member { object: kafka, patched, .. } in set.of(Kind::Kafka) {
        let own = [
            (
                "clusterCa",
                names::kafka::cluster_ca_cert_secret(&kafka.name),
                names::kafka::cluster_ca_secret(&kafka.name),
            ),
            (
                "clientsCa",
                names::kafka::clients_ca_cert_secret(&kafka.name),
                names::kafka::clients_ca_secret(&kafka.name),
            ),
        ];
        for (field, certificate, key) in own {
            let written = kafka
                .at("spec")
                .and_then(|spec| spec.get(field))
                .and_then(|of| of.get("generateCertificateAuthority"));
            let Some(switch) = written.filter(|node| node.as_bool() == Some(false) && !patched) else {
                continue;
            };
            let found = [&certificate, &key].map(|name| set.beside(Kind::Secret, name, kafka).next());
            for (secret, entry) in found.iter().zip(["ca.crt", "ca.key"]) {
                if let Some(Member { object, patched: false, .. }) = secret {
                    unseen(kafka, object, switch, cx);
                    without(object, entry, cx);
                }
            }
            let missing = match &found {
                [Some(_), None] => &key,
                [None, Some(_)] => &certificate,
                _ => continue,
            };
            if set.open || set.known_elsewhere(Kind::Secret, missing) {
                continue;
            }
            let message = format!(
                "`{field}` of {} is not to be made, and there is no Secret `{missing}`",
                kafka.title()
            );
            cx.report(Place::Value(kafka, switch), message)
                .help(format!("add the Secret `{missing}` beside the other one, or write `generateCertificateAuthority: true`"));
        }
    }
}

/// The operator looks for Secrets by their labels, and then by their names.
fn unseen<'a>(kafka: &'a Object, secret: &'a Object, switch: &'a Node, cx: &mut Cx<'a>) {
    let labels = secret.at("metadata/labels");
    let wanted = [(CLUSTER, kafka.name.as_str()), (KIND, "Kafka")];
    let missing: Vec<(&str, &str)> = wanted
        .into_iter()
        .filter(|(label, value)| labels.and_then(|of| of.get(label)).and_then(Node::as_str) != Some(value))
        .collect();
    if missing.is_empty() {
        return;
    }
    let each: Vec<String> = missing.iter().map(|(label, value)| format!("`{label}: {value}`")).collect();
    let message =
        format!("{} has no label {}: the operator does not see it", secret.title(), each.join(" and "));
    let finding = cx.report(Place::at(secret, "metadata/labels"), message);
    finding.also(Place::Value(kafka, switch), "it is to be taken from there");
    if let Some(labels) = labels.filter(|labels| missing.iter().all(|(label, _)| labels.get(label).is_none()))
    {
        let fix = missing
            .iter()
            .fold(Fix::safe(), |fix, (label, value)| fix.add(Place::Value(secret, labels), label, *value));
        finding.fix(fix);
    }
    finding.help(format!("add the label {}", each.join(" and ")));
}

fn without<'a>(secret: &'a Object, entry: &str, cx: &mut Cx<'a>) {
    let parts = ["data", "stringData"].map(|part| secret.at(part));
    let written = parts.iter().flatten().any(|part| part.as_map().is_some());
    if !written || parts.iter().flatten().any(|part| part.get(entry).is_some()) {
        return;
    }
    let message = format!("{} has no `{entry}`, which the operator reads", secret.title());
    cx.report(Place::at(secret, "data"), message).help(format!("put it under `{entry}`"));
}
