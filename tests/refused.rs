//! What diff says the API server refuses it refuses, and takes all else: the pairs of `tests/impact` about Kubernetes,
//! one side put after the other.

mod rig;
#[path = "impact/sides.rs"]
mod sides;

use rig::{Kubernetes, Rig};
use serde_json::{Value, json};
use sides::{Case, cases};
use std::collections::BTreeSet;
use std::time::Instant;
use streamwright::diff::{Effect, Finding, Side};
use streamwright::facts::impact::proved;
use streamwright::yaml::to_json;

/// As the table of what was tried calls it.
const SERVER: &str = "kube-apiserver";

/// The side after asks for a version no server has: its row is about a refusal before anything is compared.
const UNKNOWN_VERSION: &str = "IMP-K52";

#[test]
#[ignore = "needs the API server; run tests/run cluster"]
fn the_server_refuses_what_we_say_and_takes_all_else() {
    for kubernetes in Kubernetes::BOTH {
        let began = Instant::now();
        let rig = Rig::up(kubernetes);
        let (mut wrong, mut count) = (Vec::new(), 0);
        let mut tried = BTreeSet::new();
        for (at, case) in cases().iter().enumerate() {
            if case.row.starts_with("IMP-K") && case.row != UNKNOWN_VERSION && !case.is_blueprint() {
                let judged = judge(&rig, at, case, &mut wrong);
                if judged > 0 && case.is_for_the_server() {
                    tried.insert(case.row.clone());
                }
                count += judged;
            }
        }
        let version = kubernetes.version();
        let what = "changed objects, refused or taken as diff says";
        rig::exercised("cluster", SERVER, &version, what, count, began.elapsed());
        assert!(count > 100, "only {count} objects were put to it");
        let listed: BTreeSet<String> =
            proved().filter(|(_, on)| on.contains(SERVER)).map(|(row, _)| row.to_owned()).collect();
        assert_eq!(tried, listed, "`schemas/facts/impact-proved.tsv` lists what is tried here");
        assert!(wrong.is_empty(), "{version}:\n{}\n", wrong.join("\n"));
    }
}

/// Puts the objects that both sides of a case have, and compares; how many there were.
fn judge(rig: &Rig, at: usize, case: &Case, wrong: &mut Vec<String>) -> usize {
    let namespace = format!("case-{at}");
    let findings = case.outcome().findings;
    let [before, after] = case.sides().map(|side| objects(&side, &namespace));
    for name in std::iter::once(&namespace).chain(namespaces(&before).iter()) {
        rig.ask("POST", "/api/v1/namespaces", &json!({"metadata": {"name": name}}));
    }
    let mut count = 0;
    for object in &before {
        volume_for(rig, object);
        let answer = apply(rig, object);
        if !answer.accepted() {
            wrong.push(format!("{}: the side before is refused: {:?}", case.file, answer.words()));
            return count;
        }
    }
    for object in before.iter().filter(|object| object["kind"] == "PersistentVolumeClaim") {
        let path = rig.path_of(object).expect("a kind it knows");
        let bound = |claim: &Value| claim["status"]["phase"] == "Bound";
        if object["spec"]["storageClassName"].is_string() && rig.wait(&path, 20, bound).is_err() {
            wrong.push(format!("{}: the claim is not bound", case.file));
        }
    }
    for object in &after {
        let Some(old) = before.iter().find(|old| is_same(old, object)) else { continue };
        let path = rig.path_of(old).expect("a kind it knows");
        let was = rig.get(&path).body["metadata"]["uid"].clone();
        let answer = apply(rig, object);
        let is = rig.get(&path).body["metadata"]["uid"].clone();
        count += 1;
        let said = verdict(&findings, old);
        let title = format!("{}: {} {}", case.file, old["kind"], old["metadata"]["name"]);
        match said {
            Said::Refused if answer.accepted() => {
                wrong.push(format!("{title}: diff says refused, and it is taken"))
            }
            Said::Taken if !answer.accepted() => {
                wrong.push(format!("{title}: diff says taken, and the server: {:?}", answer.words()));
            }
            _ if was != is => wrong.push(format!("{title}: is another object now")),
            _ => {}
        }
    }
    // What belongs to no namespace would be in the way of the next case.
    for object in before.iter().chain(&after).filter(|object| object["metadata"]["namespace"].is_null()) {
        if object["kind"] != "Namespace"
            && let Some(path) = rig.path_of(object)
        {
            rig.request("DELETE", &path, &[], "");
        }
    }
    count
}

enum Said {
    Refused,
    Taken,
    /// What the sides do not say decides.
    Depends,
}

/// What the findings say of an object.
fn verdict(findings: &[Finding], object: &Value) -> Said {
    let own = findings.iter().filter(|finding| {
        finding.resource.kind == object["kind"].as_str().unwrap_or_default()
            && finding.resource.name == object["metadata"]["name"].as_str().unwrap_or_default()
    });
    let mut said = Said::Taken;
    for finding in own {
        let refused = finding.effects.contains(&Effect::Rejected);
        if refused && finding.depends.is_none() {
            return Said::Refused;
        }
        if refused {
            said = Said::Depends;
        }
    }
    said
}

fn is_same(one: &Value, other: &Value) -> bool {
    one["kind"] == other["kind"]
        && one["metadata"]["name"] == other["metadata"]["name"]
        && one["metadata"]["namespace"] == other["metadata"]["namespace"]
}

/// Kinds that are in no namespace.
const CLUSTER: [&str; 4] = ["StorageClass", "PersistentVolume", "ClusterRoleBinding", "Namespace"];

fn objects(side: &Side, namespace: &str) -> Vec<Value> {
    let each = side.members.iter().map(|member| {
        let mut object = to_json(&member.object.node);
        if !CLUSTER.contains(&object["kind"].as_str().unwrap_or_default())
            && object["metadata"]["namespace"].is_null()
        {
            object["metadata"]["namespace"] = namespace.into();
        }
        object
    });
    each.collect()
}

fn namespaces(objects: &[Value]) -> Vec<String> {
    objects.iter().filter_map(|object| object["metadata"]["namespace"].as_str().map(str::to_owned)).collect()
}

fn apply(rig: &Rig, object: &Value) -> rig::answer::Answer {
    let path = rig.path_of(object).expect("a kind it knows");
    let path = format!("{path}?fieldManager=diff&fieldValidation=Strict&force=true");
    rig.request("PATCH", &path, &[("Content-Type", "application/apply-patch+yaml")], &object.to_string())
}

/// A volume a claim can be bound to, since only of bound claims the server takes a larger size.
fn volume_for(rig: &Rig, claim: &Value) {
    if claim["kind"] != "PersistentVolumeClaim" || !claim["spec"]["storageClassName"].is_string() {
        return;
    }
    let name = format!(
        "{}-{}",
        claim["metadata"]["namespace"].as_str().unwrap_or_default(),
        claim["metadata"]["name"].as_str().unwrap_or_default()
    );
    let mut volume = json!({
        "metadata": {"name": name},
        "spec": {
            "capacity": claim["spec"]["resources"]["requests"],
            "accessModes": claim["spec"]["accessModes"],
            "storageClassName": claim["spec"]["storageClassName"],
            "persistentVolumeReclaimPolicy": "Retain",
            "claimRef": {"namespace": claim["metadata"]["namespace"], "name": claim["metadata"]["name"]},
            "csi": {"driver": "example.com", "volumeHandle": name},
        },
    });
    for key in ["volumeMode", "volumeAttributesClassName"] {
        if !claim["spec"][key].is_null() {
            volume["spec"][key] = claim["spec"][key].clone();
        }
    }
    let answer = rig.ask("POST", "/api/v1/persistentvolumes", &volume);
    assert!(answer.accepted(), "{:?}", answer.words());
}
