//! `--set` of each value that every chart has does what its comment says, and nothing else.

use crate::build::{Built, built};
use crate::helm::{HELMS, rendered};
use crate::law::normal;
use crate::readers::exercised::{exercised, pinned};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;
use streamwright::chart::{charts, components};

/// One line of the table: the chart, what is set, and every change that makes: object, place, what stands there.
struct Row {
    chart: &'static str,
    set: &'static str,
    changes: Vec<(&'static str, &'static str, Value)>,
}

fn row(chart: &'static str, set: &'static str, changes: &[(&'static str, &'static str, Value)]) -> Row {
    Row { chart, set, changes: changes.to_vec() }
}

const COUNT: &str = "StatefulSet/kstreams-count";

/// What the page of outputs says is always a value: on a StatefulSet, a Deployment with its Service, a Kafka cluster,
/// Connect, a bridge and a mirror.
fn table() -> Vec<Row> {
    let mut rows = vec![
        row(
            "kstreams-count",
            "image.registry=mirror.example.com:5000",
            &[(
                COUNT,
                "/spec/template/spec/containers/0/image",
                json!("mirror.example.com:5000/kstreams-count:1.0.0"),
            )],
        ),
        row(
            "kstreams-count",
            "image.repository=team/count",
            &[(COUNT, "/spec/template/spec/containers/0/image", json!("myacr.azurecr.io/team/count:1.0.0"))],
        ),
        row(
            "kstreams-count",
            "image.tag=1.1.0",
            &[(
                COUNT,
                "/spec/template/spec/containers/0/image",
                json!("myacr.azurecr.io/kstreams-count:1.1.0"),
            )],
        ),
        row(
            "kstreams-count",
            DIGEST_SET,
            &[(
                COUNT,
                "/spec/template/spec/containers/0/image",
                json!(format!("myacr.azurecr.io/kstreams-count:1.0.0@{DIGEST}")),
            )],
        ),
        row(
            "kstreams-count",
            "image.pullPolicy=Always",
            &[(COUNT, "/spec/template/spec/containers/0/imagePullPolicy", json!("Always"))],
        ),
        row(
            "kstreams-count",
            "imagePullSecrets[0].name=pull",
            &[(COUNT, "/spec/template/spec/imagePullSecrets", json!([{"name": "pull"}]))],
        ),
        row("kstreams-count", "replicas=5", &[(COUNT, "/spec/replicas", json!(5))]),
        row("kstreams-count", "replicas=0", &[(COUNT, "/spec/replicas", json!(0))]),
        row(
            "kstreams-count",
            "resources.limits.memory=2Gi",
            &[(COUNT, "/spec/template/spec/containers/0/resources/limits/memory", json!("2Gi"))],
        ),
        row(
            "kstreams-count",
            "resources.limits.cpu=2",
            &[(COUNT, "/spec/template/spec/containers/0/resources/limits/cpu", json!(2))],
        ),
        row(
            "kstreams-count",
            "persistence.count-store.size=5Gi",
            &[(COUNT, "/spec/volumeClaimTemplates/0/spec/resources/requests/storage", json!("5Gi"))],
        ),
        row(
            "kstreams-count",
            "persistence.count-store.storageClass=fast",
            &[(COUNT, "/spec/volumeClaimTemplates/0/spec/storageClassName", json!("fast"))],
        ),
        row(
            "kstreams-count",
            "nodeSelector.disktype=ssd",
            &[(COUNT, "/spec/template/spec/nodeSelector", json!({"disktype": "ssd"}))],
        ),
        row(
            "kstreams-count",
            "tolerations[0].key=kafka,tolerations[0].operator=Exists",
            &[(COUNT, "/spec/template/spec/tolerations", json!([{"key": "kafka", "operator": "Exists"}]))],
        ),
        row(
            "kstreams-count",
            "affinity.podAffinity.x=1",
            &[(COUNT, "/spec/template/spec/affinity", json!({"podAffinity": {"x": 1}}))],
        ),
        row(
            "kstreams-count",
            "podLabels.team=streams",
            &[(COUNT, "/spec/template/metadata/labels/team", json!("streams"))],
        ),
        row(
            "kstreams-count",
            r"podAnnotations.example\.com/scrape=yes",
            &[(COUNT, "/spec/template/metadata/annotations", json!({"example.com/scrape": "yes"}))],
        ),
        row(
            "kstreams-count",
            "env.LOG_LEVEL=debug",
            &[(COUNT, "/spec/template/spec/containers/0/env/0/value", json!("debug"))],
        ),
        row(
            "kstreams-count",
            "kafkaNamespace=messaging",
            &[
                ("KafkaAccess/kstreams-count-streams", "/spec/kafka/namespace", json!("messaging")),
                ("KafkaAccess/kstreams-count-streams", "/spec/user/namespace", json!("messaging")),
                (
                    COUNT,
                    "/spec/template/spec/containers/0/env/1/value",
                    json!("streaming-kafka-bootstrap.messaging.svc:9093"),
                ),
            ],
        ),
        row("kstreams-count", "tests.image=busybox", &[]),
        row(
            "kafka-aks-test",
            "service.type=ClusterIP",
            &[("Service/kafka-aks-test", "/spec/type", json!("ClusterIP"))],
        ),
        row(
            "kafka-aks-test",
            r"service.annotations.example\.com/a=b",
            &[("Service/kafka-aks-test", "/metadata/annotations/example.com~1a", json!("b"))],
        ),
        row(
            "camel",
            "build.image.tag=4.18.1",
            &[(
                "KafkaConnect/camel",
                "/spec/build/output/image",
                json!("myacr.azurecr.io/connect-camel:4.18.1"),
            )],
        ),
        row(
            "camel",
            "build.image.registry=mirror.example.com",
            &[(
                "KafkaConnect/camel",
                "/spec/build/output/image",
                json!("mirror.example.com/connect-camel:4.18.0"),
            )],
        ),
        row(
            "camel",
            "build.image.repository=team/connect",
            &[(
                "KafkaConnect/camel",
                "/spec/build/output/image",
                json!("myacr.azurecr.io/team/connect:4.18.0"),
            )],
        ),
        row(
            "camel",
            BUILD_DIGEST_SET,
            &[(
                "KafkaConnect/camel",
                "/spec/build/output/image",
                json!(format!("myacr.azurecr.io/connect-camel:4.18.0@{DIGEST}")),
            )],
        ),
        row(
            "camel",
            "existingSecrets.acr-push=push",
            &[("KafkaConnect/camel", "/spec/build/output/pushSecret", json!("push"))],
        ),
        row(
            "camel",
            "existingSecrets.aws-sqs=sqs",
            &[
                (
                    "KafkaConnector/sqs-sink",
                    "/spec/config/camel.kamelet.aws-sqs-sink.accessKey",
                    json!("${secrets:ns/sqs:accessKey}"),
                ),
                (
                    "KafkaConnector/sqs-sink",
                    "/spec/config/camel.kamelet.aws-sqs-sink.secretKey",
                    json!("${secrets:ns/sqs:secretKey}"),
                ),
                ("Role/camel-connect-config-secrets", "/rules/0/resourceNames/0", json!("sqs")),
            ],
        ),
    ];
    for (chart, object) in OPERANDS {
        let at = |path: &'static str, value: Value| [(object, path, value)];
        rows.extend([
            row(chart, "replicas=4", &at("/spec/replicas", json!(4))),
            row(chart, "resources.limits.memory=8Gi", &at("/spec/resources/limits/memory", json!("8Gi"))),
            row(
                chart,
                "imagePullSecrets[0].name=pull",
                &at("/spec/template/pod/imagePullSecrets", json!([{"name": "pull"}])),
            ),
            row(
                chart,
                "tolerations[0].operator=Exists",
                &at("/spec/template/pod/tolerations", json!([{"operator": "Exists"}])),
            ),
            row(
                chart,
                "affinity.podAffinity.x=1",
                &at("/spec/template/pod/affinity", json!({"podAffinity": {"x": 1}})),
            ),
            row(
                chart,
                "podLabels.team=streams",
                &at("/spec/template/pod/metadata", json!({"labels": {"team": "streams"}})),
            ),
            row(
                chart,
                "podAnnotations.team=streams",
                &at("/spec/template/pod/metadata", json!({"annotations": {"team": "streams"}})),
            ),
        ]);
    }
    let broker = |path: &'static str, value: Value| [("KafkaNodePool/broker", path, value)];
    rows.extend([
        row("streaming", "nodePools.broker.replicas=6", &broker("/spec/replicas", json!(6))),
        row(
            "streaming",
            "nodePools.broker.storage.size=500Gi",
            &broker("/spec/storage/volumes/0/size", json!("500Gi")),
        ),
        row(
            "streaming",
            "nodePools.broker.storage.class=fast",
            &broker("/spec/storage/volumes/0/class", json!("fast")),
        ),
        row(
            "streaming",
            "nodePools.broker.resources.limits.memory=8Gi",
            &broker("/spec/resources/limits/memory", json!("8Gi")),
        ),
        row(
            "streaming",
            "nodePools.broker.imagePullSecrets[0].name=pull",
            &broker("/spec/template/pod/imagePullSecrets", json!([{"name": "pull"}])),
        ),
        row(
            "streaming",
            "nodePools.broker.tolerations[0].operator=Exists",
            &broker("/spec/template/pod/tolerations", json!([{"operator": "Exists"}])),
        ),
        row(
            "streaming",
            "nodePools.broker.affinity.podAffinity.x=1",
            &broker("/spec/template/pod/affinity", json!({"podAffinity": {"x": 1}})),
        ),
        row(
            "streaming",
            "nodePools.broker.podLabels.team=streams",
            &broker("/spec/template/pod/metadata", json!({"labels": {"team": "streams"}})),
        ),
        row(
            "streaming",
            "nodePools.broker.podAnnotations.team=streams",
            &broker("/spec/template/pod/metadata", json!({"annotations": {"team": "streams"}})),
        ),
        row(
            "streaming",
            "entityOperator.topicOperator.resources.limits.memory=1Gi",
            &[(
                "Kafka/streaming",
                "/spec/entityOperator/topicOperator/resources/limits/memory",
                json!("1Gi"),
            )],
        ),
        row(
            "streaming",
            "cruiseControl.resources.limits.memory=2Gi",
            &[("Kafka/streaming", "/spec/cruiseControl/resources/limits/memory", json!("2Gi"))],
        ),
    ]);
    rows
}

const DIGEST: &str = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const DIGEST_SET: &str =
    "image.digest=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const BUILD_DIGEST_SET: &str =
    "build.image.digest=sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const OPERANDS: [(&str, &str); 3] = [
    ("camel", "KafkaConnect/camel"),
    ("http-bridge", "KafkaBridge/http-bridge"),
    ("legacy-to-streaming", "KafkaMirrorMaker2/legacy-to-streaming"),
];

type Objects = BTreeMap<String, Value>;

fn objects(variable: &str, chart: &str, folder: &std::path::Path, set: &[&str]) -> Objects {
    let given =
        rendered(variable, chart, folder, "ns", set).unwrap_or_else(|said| panic!("{chart} {set:?}: {said}"));
    let named = given.into_iter().map(|object| {
        let ((kind, name), object) = normal(object, "ns");
        (format!("{kind}/{name}"), object)
    });
    named.collect()
}

/// Every place where two trees differ, as far down as both have it.
pub fn places(before: &Value, after: &Value, at: &str, found: &mut BTreeSet<String>) {
    match (before, after) {
        (Value::Object(one), Value::Object(other)) => {
            for key in one.keys().chain(other.keys()).collect::<BTreeSet<_>>() {
                let at = format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
                places(&before[key], &after[key], &at, found);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (index, (one, other)) in one.iter().zip(other).enumerate() {
                places(one, other, &format!("{at}/{index}"), found);
            }
        }
        _ if before == after => {}
        _ => {
            found.insert(at.to_owned());
        }
    }
}

/// Values of the charts of the table that none of its lines sets; those that only this platform has are left out.
fn unset(platform: &Built) -> Vec<String> {
    let compiled = &platform.compiled;
    let components =
        components(&compiled.topologies, &compiled.plans, compiled.default_environment.as_deref());
    let rows = table();
    let set = |chart: &str, path: &str| {
        let alike =
            |row: &&Row| row.chart == chart || (chart == "kafka-aks-test" && row.chart == "kstreams-count");
        rows.iter().filter(alike).any(|row| {
            let places = row.set.split(',').map(|set| set.split('=').next().unwrap_or_default());
            places.into_iter().any(|place| place.starts_with(path))
        })
    };
    let mut unset = Vec::new();
    for chart in charts(&compiled.topologies, components).iter().filter(|chart| chart.name != "streaming") {
        for setting in chart.settings.iter() {
            // Names are another test's; profiles and switches are what this platform's environments differ in.
            let own = ["nameOverride", "fullnameOverride", "profile", "rack", "tests"];
            let path = setting.path.dotted();
            if !own.contains(&setting.path.0[0].as_str()) && !set(chart.name, &path) {
                unset.push(format!("{} {path}", chart.name));
            }
        }
    }
    unset
}

#[test]
#[ignore = "needs Helm; run tests/run charts"]
fn each_value_does_what_its_comment_says_and_nothing_else() {
    let began = Instant::now();
    let all = built();
    let platform = all.iter().find(|built| built.name == "streaming-platform").expect("the story");
    let mut rows = 0;
    let without = unset(platform);
    assert!(without.is_empty(), "no line of the table sets {without:?}");
    for variable in HELMS {
        let mut plain = BTreeMap::<&str, Objects>::new();
        for Row { chart, set, changes } in table() {
            let folder = platform.path().join("charts").join(chart);
            let before = plain.entry(chart).or_insert_with(|| objects(variable, chart, &folder, &[]));
            let after = objects(variable, chart, &folder, &["--set", set]);
            assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>(), "{chart} {set}");
            let mut found = BTreeSet::new();
            for (name, object) in before.iter() {
                places(object, &after[name], name, &mut found);
            }
            let expected: BTreeSet<String> =
                changes.iter().map(|(object, at, _)| format!("{object}{at}")).collect();
            // An affinity given as a whole takes the place of the chart's own, key by key.
            let below = |at: &String| {
                changes.iter().any(|(object, place, _)| at.starts_with(&format!("{object}{place}")))
            };
            let others: Vec<&String> =
                found.iter().filter(|at| !expected.contains(*at) && !below(at)).collect();
            assert_eq!(others, [""; 0], "{chart} {set}");
            for (object, at, value) in &changes {
                assert_ne!(before[*object].pointer(at), Some(value), "{chart} {set}: it was so before");
                assert_eq!(after[*object].pointer(at), Some(value), "{chart} {set}: {object}{at}");
            }
            rows += 1;
        }
    }
    assert!(rows > 100, "{rows}");
    let version = pinned("tools/versions.sh", "HELM4=");
    exercised("Helm", &version, "values set one by one", rows, began.elapsed());
}
