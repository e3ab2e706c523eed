//! A chart in another namespace, under another name, and twice in one.

use crate::build::{Built, built};
use crate::helm::{HELMS, helm, rendered};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use streamwright::source::MemoryFiles;

fn names(objects: &[Value]) -> BTreeSet<(String, String)> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    objects.iter().map(|object| (text(&object["kind"]), text(&object["metadata"]["name"]))).collect()
}

/// Every text of a tree.
fn texts<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::String(text) => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) => map.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn two_releases_of_an_application_share_no_object() {
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    let chart = platform.path().join("charts/kstreams-count");
    for variable in HELMS {
        let render = |release: &str, more: &[&str]| {
            rendered(variable, release, &chart, "apps", more).expect("an application has any name")
        };
        let (one, other) = (render("kstreams-count", &[]), render("blue", &[]));
        assert_eq!(names(&one).intersection(&names(&other)).count(), 0);
        let named = render("blue", &["--set", "fullnameOverride=counter"]);
        assert!(names(&named).iter().all(|(_, name)| name == "counter" || name.starts_with("counter-")));
        for object in other.iter().chain(&named) {
            let selector = &object["spec"]["selector"]["matchLabels"]["app.kubernetes.io/instance"];
            assert!(selector.is_null() || selector == "blue", "{object}");
            let account = &object["spec"]["template"]["spec"]["serviceAccountName"];
            let of = &object["metadata"]["name"];
            assert!(account.is_null() || account == of, "{account} {of}");
        }
        let named = render("blue", &["--set", "nameOverride=green"]);
        let set = named.iter().find(|object| object["kind"] == "StatefulSet").expect("the StatefulSet");
        assert_eq!(set["metadata"]["name"], "blue-green");
        assert_eq!(set["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/name"], "green");
        assert_eq!(set["spec"]["serviceName"], "blue-green-headless");
    }
}

#[test]
#[ignore = "needs Helm 4; run tests/run charts"]
fn notes_say_the_names_of_this_release() {
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    let notes = |chart: &str, release: &str, set: &str| {
        let folder = platform.path().join("charts").join(chart);
        // Helm 3 asks a cluster even then.
        let arguments =
            ["install", release, &folder.to_string_lossy(), "-n", "ns", "--dry-run=client", "--set", set];
        let output = helm(HELMS[0], &arguments);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        said.split_once("NOTES:").expect("notes").1.to_owned()
    };
    let said = notes("kstreams-count", "blue", "fullnameOverride=counter");
    for line in
        ["kubectl -n ns rollout status statefulset/counter\n", "as release blue", "helm test blue -n ns"]
    {
        assert!(said.contains(line), "{line}: {said}");
    }
    let said = notes("kafka-aks-test", "blue", "replicas=1");
    assert!(said.contains("blue-kafka-aks-test.ns.svc:80 (its Service)"), "{said}");
    let peered = "(listener peered)";
    assert!(notes("streaming", "streaming", "listeners.peered.enabled=true").contains(peered));
    assert!(!notes("streaming", "streaming", "listeners.peered.enabled=false").contains(peered));
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn no_chart_keeps_the_namespace_it_was_made_for() {
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    for (chart, kept) in
        [("camel", ".kafka.svc"), ("camel", "${secrets:kafka/"), ("http-bridge", ".kafka.svc")]
    {
        let folder = platform.path().join("charts").join(chart);
        let objects = rendered(HELMS[0], chart, &folder, "elsewhere", &[]).expect("another namespace");
        let mut found = Vec::new();
        objects.iter().for_each(|object| texts(object, &mut found));
        assert!(found.iter().all(|text| !text.contains(kept)), "{chart}: {kept}");
        assert!(
            found.iter().any(|text| text.contains(&kept.replace("kafka", "elsewhere"))),
            "{chart}: {kept}"
        );
    }
    let folder = platform.path().join("charts/kstreams-count");
    let more = ["--set", "kafkaNamespace=messaging"];
    let objects = rendered(HELMS[0], "kstreams-count", &folder, "apps", &more).expect("Kafka elsewhere");
    let mut found = Vec::new();
    objects.iter().for_each(|object| texts(object, &mut found));
    assert!(found.contains(&"streaming-kafka-bootstrap.messaging.svc:9093") && !found.contains(&"kafka"));
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn a_service_of_another_type_has_what_that_type_takes() {
    let blueprint = "apiVersion: streamwright/v1alpha1
kind: Blueprint
metadata: {name: services}
versions: {kubernetes: \"1.35\"}
kubernetes: {aks: {provider: aks, namespaces: {apps: {}}}}
apps:
  inside: {kind: Deployment, namespace: apps, image: \"myacr.azurecr.io/a:1\", ports: {http: 8080}, service: {port: 80}}
  outside:
    kind: Deployment
    namespace: apps
    image: myacr.azurecr.io/a:1
    ports: {http: 8080}
    service: {type: LoadBalancer, port: 80, loadBalancer: public, allowFrom: [203.0.113.0/24]}
outputs: {helm: {}}
";
    let built = Built::new("services", blueprint.into(), &MemoryFiles::new());
    let service = |variable: &str, chart: &str, kind: &str| {
        let folder = built.path().join("charts").join(chart);
        let objects =
            rendered(variable, chart, &folder, "apps", &["--set", &format!("service.type={kind}")])?;
        Ok::<Value, String>(objects.into_iter().find(|object| object["kind"] == "Service").expect("it"))
    };
    for variable in HELMS {
        let outside = service(variable, "outside", "LoadBalancer").expect("as planned");
        assert_eq!(outside["spec"]["loadBalancerSourceRanges"], json!(["203.0.113.0/24"]));
        assert_eq!(outside["spec"]["externalTrafficPolicy"], "Local");
        let node = service(variable, "outside", "NodePort").expect("node ports");
        assert!(node["spec"]["loadBalancerSourceRanges"].is_null(), "{node}");
        assert_eq!(node["spec"]["externalTrafficPolicy"], "Local");
        let cluster = service(variable, "outside", "ClusterIP").expect("inside");
        assert!(cluster["spec"]["externalTrafficPolicy"].is_null(), "{cluster}");
        assert!(cluster["spec"]["loadBalancerSourceRanges"].is_null(), "{cluster}");
        assert_eq!(service(variable, "inside", "NodePort").expect("node ports")["spec"]["type"], "NodePort");
        assert!(service(variable, "inside", "").expect("as planned")["spec"]["type"].is_null());
        // Nothing would keep it from the internet.
        let said = service(variable, "inside", "LoadBalancer").expect_err("a load balancer for everybody");
        assert!(said.contains("/service/type") || said.contains("service.type"), "{said}");
    }
}
