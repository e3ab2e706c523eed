//! Who may read which Secret: every ServiceAccount asks for every Secret there is.

use crate::rig::Rig;
use crate::story::Case;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A ServiceAccount, and the Secrets it has to read through the API.
type Reader = (String, String, BTreeSet<(String, String)>);

/// Makes the Secrets that anything names, and others beside them, and lets every ServiceAccount try to read, list,
/// change and delete them; how many questions that were.
pub fn readers(rig: &Rig, case: &Case, said: &mut Vec<String>) -> usize {
    let namespaces: Vec<&str> = case
        .manifests
        .iter()
        .filter(|one| one.is_namespace())
        .filter_map(|one| one.object["metadata"]["name"].as_str())
        .collect();
    let secrets = secrets(case, &namespaces);
    for (namespace, name) in &secrets {
        let secret = json!({"apiVersion": "v1", "kind": "Secret", "metadata": {"name": name}});
        let answer = rig.ask("POST", &format!("/api/v1/namespaces/{namespace}/secrets"), &secret);
        assert!(answer.accepted(), "{name}: {:?}", answer.words());
    }
    let mut asked = 0;
    for (namespace, name, wanted) in accounts(case, &namespaces) {
        let account = format!("system:serviceaccount:{namespace}:{name}");
        let mut ask = |method: &str, path: &str, allowed: bool| {
            let body = if method == "PATCH" { "{}" } else { "" };
            let headers =
                [("Impersonate-User", account.as_str()), ("Content-Type", "application/merge-patch+json")];
            let answer = rig.request(
                method,
                &format!("{path}{}", if method == "GET" { "" } else { "?dryRun=All" }),
                &headers,
                body,
            );
            asked += 1;
            let expected = if allowed { 200 } else { 403 };
            if answer.status != expected {
                let may = if allowed { "may not" } else { "may" };
                said.push(format!("{account} {may} {method} {path}: {:?}", answer.words()));
            }
        };
        for (in_namespace, secret) in &secrets {
            let path = format!("/api/v1/namespaces/{in_namespace}/secrets/{secret}");
            let allowed = wanted.contains(&(in_namespace.clone(), secret.clone()));
            ask("GET", &path, allowed);
            ask("PATCH", &path, false);
            ask("DELETE", &path, false);
        }
        for namespace in &namespaces {
            ask("GET", &format!("/api/v1/namespaces/{namespace}/secrets"), false);
            ask("GET", &format!("/api/v1/namespaces/{namespace}/configmaps"), false);
            ask("GET", &format!("/api/v1/namespaces/{namespace}/pods"), false);
        }
    }
    asked
}

/// Secrets that stand anywhere in the objects, and one in each namespace that nobody names.
fn secrets(case: &Case, namespaces: &[&str]) -> BTreeSet<(String, String)> {
    let mut found: BTreeSet<(String, String)> =
        namespaces.iter().map(|namespace| ((*namespace).to_owned(), "of-somebody-else".to_owned())).collect();
    for manifest in &case.manifests {
        let namespace = manifest.object["metadata"]["namespace"].as_str().unwrap_or_default();
        named(&manifest.object, namespace, &mut found);
    }
    found.retain(|(namespace, _)| namespaces.contains(&namespace.as_str()));
    found
}

fn named(value: &Value, namespace: &str, found: &mut BTreeSet<(String, String)>) {
    match value {
        Value::Object(entries) => {
            for (key, value) in entries {
                let name = match key.as_str() {
                    "secretName" => value.as_str(),
                    "secretKeyRef" | "passwordSecret" => {
                        value["name"].as_str().or_else(|| value["secretName"].as_str())
                    }
                    _ => None,
                };
                found.extend(name.map(|name| (namespace.to_owned(), name.to_owned())));
                named(value, namespace, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(item, namespace, found)),
        Value::String(text) => found.extend(provided(text)),
        _ => {}
    }
}

/// `${secrets:namespace/name:key}`, which a Connect worker resolves by asking the API server.
fn provided(text: &str) -> Vec<(String, String)> {
    let pieces = text.split("${secrets:").skip(1);
    pieces
        .filter_map(|piece| piece.split(':').next()?.split_once('/'))
        .map(|(namespace, name)| (namespace.to_owned(), name.to_owned()))
        .collect()
}

/// Every ServiceAccount of ours, of Strimzi's operands and of each namespace. The workers of Connect and of a mirror
/// read what their connectors' configuration refers to; nobody else asks the API server for anything.
fn accounts(case: &Case, namespaces: &[&str]) -> Vec<Reader> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut found: Vec<Reader> = namespaces
        .iter()
        .map(|namespace| ((*namespace).to_owned(), "default".into(), BTreeSet::new()))
        .collect();
    for manifest in &case.manifests {
        let object = &manifest.object;
        let (namespace, name) = (text(&object["metadata"]["namespace"]), text(&object["metadata"]["name"]));
        let (suffix, wanted) = match object["kind"].as_str().unwrap_or_default() {
            "ServiceAccount" => ("", BTreeSet::new()),
            "KafkaBridge" => ("-bridge", read_by(object)),
            "KafkaMirrorMaker2" => ("-mirrormaker2", read_by(object)),
            "KafkaConnect" => {
                let own = case.manifests.iter().filter(|one| {
                    one.object["kind"] == "KafkaConnector"
                        && one.object["metadata"]["labels"]["strimzi.io/cluster"]
                            == object["metadata"]["name"]
                });
                ("-connect", own.flat_map(|one| read_by(&one.object)).chain(read_by(object)).collect())
            }
            _ => continue,
        };
        found.push((namespace, format!("{name}{suffix}"), wanted));
    }
    found
}

fn read_by(object: &Value) -> BTreeSet<(String, String)> {
    provided(&object["spec"].to_string()).into_iter().collect()
}
