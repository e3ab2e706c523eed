//! IMP-S32, S33 and S45: what the pods of Strimzi are made from.

use crate::diff::impact::cluster::{Cluster, Pool};
use crate::diff::impact::listing::joined;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::object::{Node, Object};

/// What of a template is part of a pod; the rest changes Services, claims and the like in place.
const OF_PODS: [&str; 8] = [
    "pod",
    "kafkaContainer",
    "initContainer",
    "connectContainer",
    "bridgeContainer",
    "cruiseControlContainer",
    "topicOperatorContainer",
    "userOperatorContainer",
];

/// What else the operator writes into a pod, and of which kinds; of all where none is named.
const OF_CONTAINERS: [(&str, &[&str]); 14] = [
    ("jvmOptions", &[]),
    ("livenessProbe", &[]),
    ("readinessProbe", &[]),
    ("jmxOptions", &[]),
    ("metricsConfig", &[]),
    ("tracing", &[]),
    ("clientRackInitImage", &[]),
    ("brokerRackInitImage", &[]),
    ("authentication", &["KafkaConnect"]),
    ("bootstrapServers", &["KafkaConnect"]),
    ("image", &["KafkaBridge", "KafkaConnect", "KafkaMirrorMaker2"]),
    ("rack", &["KafkaBridge", "KafkaConnect", "KafkaMirrorMaker2"]),
    ("tls", &["KafkaConnect"]),
    ("version", &["KafkaConnect", "KafkaMirrorMaker2"]),
];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    match pair.kind() {
        "Kafka" => {
            let cluster = Cluster::named(cx.after, &after.name, pair.member()).since(cx.before);
            let nodes = |key: &str| {
                let own = |pool: &Pool<'_>| {
                    pool.object.at(&format!("spec/{key}")).is_some_and(|node| !node.is_null())
                };
                cluster.nodes(|pool| !own(pool))
            };
            image(cx, pair, &cluster);
            rolled(cx, pair, (&["spec", "kafka"], &[]), &format!("Kafka `{}`", after.name), nodes);
        }
        "KafkaNodePool" => {
            let pool = Pool::of(after);
            let said = overridden(cx, pair, before, after);
            let subject = format!("pool `{}`", after.name);
            rolled(cx, pair, (&["spec"], &said), &subject, |_| format!("its {}", pool.said()));
        }
        kind => {
            rolled(cx, pair, (&["spec"], &[]), &format!("{kind} `{}`", after.name), |_| "its pods".into())
        }
    }
}

fn rolled<'a>(
    cx: &mut Cx<'a>,
    pair: &'a Pair<'a>,
    (base, said): (&[&str], &[usize]),
    subject: &str,
    nodes: impl Fn(&str) -> String,
) {
    let of_pods = OF_PODS.iter().map(|key| (["template", key].to_vec(), format!("template/{key}")));
    let beside = OF_CONTAINERS.iter().filter(|(_, kinds)| kinds.is_empty() || kinds.contains(&pair.kind()));
    let beside = beside.map(|(key, _)| (vec![*key], (*key).to_owned()));
    for (place, key) in of_pods.chain(beside) {
        let whole: Vec<&str> = base.iter().chain(&place).copied().collect();
        let of_pods = |change: &&Change<'_>| {
            change.path.0.len() >= whole.len() || holds(change, &whole[change.path.0.len()..])
        };
        let changes: Vec<&Change<'_>> = touching(pair, &whole)
            .into_iter()
            .filter(of_pods)
            .filter(|change| !said.contains(&change.id))
            .collect();
        if let Some(hit) = cx.hit_all("IMP-S32", changes) {
            hit.with("what", format!("`{}`", key.replace('/', ".")))
                .with("subject", subject)
                .with("nodes", nodes(&key));
        }
    }
}

/// Whether what came or went above a place holds something there.
fn holds(change: &Change<'_>, rest: &[&str]) -> bool {
    let sides = [change.before, change.after].into_iter().flatten();
    let at = |node: &Node| rest.iter().try_fold(node, |node, key| node.get(key)).is_some();
    sides.into_iter().any(at)
}

/// A part of a pool's template takes the place of the cluster's.
fn overridden<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, before: &Object, after: &'a Object) -> Vec<usize> {
    let mut said = Vec::new();
    let Some(cluster) = Cluster::of(cx.after, pair.member()) else { return said };
    let template = |object: &'a Object| object.at("spec/template").and_then(Node::as_map);
    let Some(own) = template(after) else { return said };
    for entry in &own.entries {
        let key = entry.key.text.as_str();
        let had = before.at("spec/template").and_then(|node| node.get(key)).is_some();
        let Some(shared) = cluster.at(&format!("spec/kafka/template/{key}")).filter(|_| !had) else {
            continue;
        };
        let mut lost = Vec::new();
        missing(shared, &entry.value, "", &mut lost);
        if lost.is_empty() {
            continue;
        }
        let pool = Pool::of(after);
        let changes = touching(pair, &["spec", "template", key]);
        said.extend(changes.iter().map(|change| change.id));
        if let Some(hit) = cx.hit_all("IMP-S33", changes) {
            hit.with("key", key).with("cluster", cluster.name);
            hit.with("lost", joined(&lost)).with("nodes", pool.said());
        }
    }
    said
}

/// What one tree says and the other does not.
fn missing(shared: &Node, own: &Node, path: &str, lost: &mut Vec<String>) {
    let Some(map) = shared.as_map() else { return };
    for entry in &map.entries {
        let key = if path.is_empty() { entry.key.text.clone() } else { format!("{path}.{}", entry.key.text) };
        match own.get(&entry.key.text) {
            None => lost.push(format!("`{key}`")),
            Some(own) => missing(&entry.value, own, &key, lost),
        }
    }
}

fn image<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>, cluster: &Cluster<'_>) {
    if let Some(hit) = cx.hit_all(
        "IMP-S45",
        touching(pair, &["spec", "kafka", "image"]).into_iter().filter(|c| c.path.0.len() == 3),
    ) {
        let text = |node: Option<&Node>| {
            node.and_then(Node::as_str).map_or_else(|| "the operator's".into(), |text| format!("`{text}`"))
        };
        let (before, after) = (text(pair.was("spec/kafka/image")), text(pair.is("spec/kafka/image")));
        hit.with("before", before).with("after", after).with("nodes", cluster.all_nodes());
    }
}
