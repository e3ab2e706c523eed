//! Another version of a chart changes a label and nothing else: no upgrade is refused for a field that cannot change,
//! and no pod starts anew for a number in `Chart.yaml`.

use crate::build::built;
use crate::helm::{HELMS, rendered};
use crate::table::places;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Fields of what charts hold that the API server or the operator never lets change. Source: the validation of
/// Kubernetes 1.30 to 1.37 (`apps`, `core`, `rbac`), and Strimzi 1.2's check of storage.
const FIXED: [(&str, &str); 14] = [
    ("StatefulSet", "/spec/selector"),
    ("StatefulSet", "/spec/serviceName"),
    ("StatefulSet", "/spec/podManagementPolicy"),
    ("StatefulSet", "/spec/volumeClaimTemplates"),
    ("StatefulSet", "/spec/revisionHistoryLimit"),
    ("Deployment", "/spec/selector"),
    ("Service", "/spec/clusterIP"),
    ("Service", "/spec/clusterIPs"),
    ("Service", "/spec/loadBalancerClass"),
    ("Service", "/spec/healthCheckNodePort"),
    ("PersistentVolumeClaim", "/spec"),
    ("RoleBinding", "/roleRef"),
    ("KafkaNodePool", "/spec/storage"),
    ("KafkaTopic", "/spec/topicName"),
];

type Objects = BTreeMap<(String, String), Value>;

fn objects(variable: &str, chart: &str, folder: &Path) -> Objects {
    let given = rendered(variable, chart, folder, "ns", &[]).unwrap_or_else(|said| panic!("{chart}: {said}"));
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    given.into_iter().map(|of| ((text(&of["kind"]), text(&of["metadata"]["name"])), of)).collect()
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let (from, to) =
            (entry.as_ref().expect("an entry").path(), to.join(entry.expect("an entry").file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).expect("a file");
        }
    }
}

/// The chart with other versions of itself and of what it installs.
fn raised(folder: &Path, to: &Path) -> PathBuf {
    let to = to.join(folder.file_name().expect("a name"));
    copy(folder, &to);
    let file = to.join("Chart.yaml");
    let text = std::fs::read_to_string(&file).expect("text");
    let mut changed = 0;
    let lines = text.lines().map(|line| {
        let other = match line.split_once(": ") {
            Some(("version", _)) => "version: 9.9.9-rc.1+build.7",
            Some(("appVersion", _)) => "appVersion: \"99.9\"",
            _ => return line,
        };
        changed += 1;
        other
    });
    let text = lines.collect::<Vec<_>>().join("\n") + "\n";
    assert_eq!(changed, 2, "{text}");
    std::fs::write(file, text).expect("a file");
    to
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn versions_change_one_label() {
    let (mut seen, mut fixed) = (0, BTreeSet::new());
    for built in built() {
        let other = tempfile::tempdir().expect("a folder");
        for (chart, folder) in built.charts() {
            let raised = raised(&folder, other.path());
            for variable in HELMS {
                let before = objects(variable, &chart, &folder);
                let after = objects(variable, &chart, &raised);
                assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{chart}");
                for (name, object) in &before {
                    let mut found = BTreeSet::new();
                    places(object, &after[name], "", &mut found);
                    let told = format!("{} {chart} {name:?}", built.name);
                    assert_eq!(
                        found,
                        BTreeSet::from(["/metadata/labels/helm.sh~1chart".to_owned()]),
                        "{told}"
                    );
                    for (_, place) in FIXED.iter().filter(|(kind, _)| *kind == name.0) {
                        assert_eq!(object.pointer(place), after[name].pointer(place), "{told}{place}");
                        if object.pointer(place).is_some() {
                            fixed.insert((name.0.as_str().to_owned(), *place));
                        }
                    }
                    let kind = name.0.as_str();
                    if kind == "StatefulSet" || kind == "Deployment" {
                        selected(object, &told);
                    }
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 150 && fixed.len() >= 8, "{seen} {fixed:?}");
}

/// No label that follows from a version is among those pods are selected by, or on what a claim is made of.
fn selected(workload: &Value, told: &str) {
    let selector = workload["spec"]["selector"]["matchLabels"].as_object().expect("a selector");
    let keys: Vec<&str> = selector.keys().map(String::as_str).collect();
    assert_eq!(keys, ["app.kubernetes.io/instance", "app.kubernetes.io/name"], "{told}");
    for claim in workload["spec"]["volumeClaimTemplates"].as_array().into_iter().flatten() {
        let metadata = claim["metadata"].as_object().expect("metadata");
        assert_eq!(metadata.keys().collect::<Vec<_>>(), ["name"], "{told}");
    }
}

#[test]
fn no_field_that_cannot_change_is_forgotten() {
    let shared = std::env::var("STREAMWRIGHT_SHARED")
        .map_or_else(|_| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    let Ok(table) = std::fs::read_to_string(shared.join("facts/kubernetes/k8s_immutable.tsv")) else {
        println!("skipped: no facts beside the checkout");
        return;
    };
    let mut known = 0;
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let ours = FIXED.iter().any(|(kind, _)| cells[1] == *kind);
        if !ours || cells[2].starts_with("MUTABLE") {
            continue;
        }
        // Exceptions make a field less fixed, not more.
        let fields = cells[2].split(" except ").next().unwrap_or_default();
        for field in fields.split(", ").map(|field| field.split(' ').next().unwrap_or_default()) {
            let field = format!("/{}", field.trim_end_matches(".*").replace('.', "/"));
            let covered = FIXED.iter().any(|(kind, place)| cells[1] == *kind && field.starts_with(place));
            assert!(covered, "{row}");
            known += 1;
        }
    }
    assert!(known >= 10, "{known}");
}
