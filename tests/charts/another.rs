//! A chart in another namespace, under another name, and twice in one.

use crate::build::built;
use crate::helm::{HELMS, rendered};
use serde_json::Value;
use std::collections::BTreeSet;

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
