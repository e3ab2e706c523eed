//! Metrics, where a Prometheus operator is there to read them.

use super::Lowering;
use crate::blueprint::Switch;
use crate::facts::strimzi::{CLUSTER, KIND};
use crate::object::{Object, Tree};
use crate::plan::{Plan, operand};
use crate::source::Origin;

/// What the JMX exporter in Cruise Control's pod shows.
const RULES: &str = include_str!("cruise-control-metrics.yaml");
const RULES_KEY: &str = "metrics.yaml";
/// The name every metrics port has. Source: `MetricsModel` of Strimzi 1.2.0.
const PORT: &str = "tcp-prometheus";

/// Cruise Control has no such reporter: Strimzi refuses anything but the JMX exporter there.
pub(super) fn of_cruise_control(at: &Lowering<'_>) -> Option<Tree> {
    let origin = wanted(at)?;
    let key = Tree::new(origin).put("name", rules_name(at)).put("key", RULES_KEY);
    let from = Tree::new(origin).put("configMapKeyRef", key);
    Some(Tree::new(origin).put("type", "jmxPrometheusExporter").put("valueFrom", from))
}

/// The ConfigMap with Cruise Control's rules.
pub(super) fn rules(at: &Lowering<'_>) -> Option<Object> {
    let (origin, _) = wanted(at).zip(at.cruise_control())?;
    let data = Tree::new(origin).put(RULES_KEY, RULES);
    let head = at.owner.object("v1", "ConfigMap", rules_name(at)).from(origin);
    Some(head.finish(|object| object.put("data", data)))
}

/// One PodMonitor for every pod with a metrics port: brokers, Cruise Control and the exporter.
pub(super) fn monitor(at: &Lowering<'_>, plan: &mut Plan) {
    let exporter = at.cluster.kafka_exporter.as_ref().and_then(Switch::on).map(|exporter| &exporter.origin);
    if let Some(origin) = wanted(at).or(exporter) {
        let selector = Tree::new(origin).put(CLUSTER, at.name).put(KIND, "Kafka");
        operand::monitor(&at.owner, at.place, at.name, selector, PORT, plan);
    }
}

/// Why metrics are shown; `None` where they are not.
fn wanted<'t>(at: &Lowering<'t>) -> Option<&'t Origin> {
    at.cluster.metrics.as_ref().filter(|metrics| metrics.value).map(|metrics| &metrics.origin)
}

/// Beside `<cluster>-cruise-control-config`, which is the operator's.
fn rules_name(at: &Lowering<'_>) -> String {
    format!("{}-cruise-control-metrics", at.name)
}
