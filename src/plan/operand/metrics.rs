use crate::blueprint::Val;
use crate::object::Tree;
use crate::plan::Plan;
use crate::plan::labels::Owner;
use crate::plan::leaf::texts;
use crate::source::Origin;
use crate::topology::Place;

/// `metricsConfig`, where metrics are wanted: the reporter needs no configuration of its own.
pub(in crate::plan) fn reporter(metrics: Option<&Val<bool>>) -> Option<Tree> {
    metrics.filter(|on| on.value).map(|on| {
        Tree::new(&on.origin).put_from("type", "strimziMetricsReporter", &Origin::Default("metrics-reporter"))
    })
}

/// Adds the PodMonitor called `name` for the pods `selector` finds, read at the port called `port`; nothing where
/// no Prometheus operator would read it.
pub(in crate::plan) fn monitor(
    owner: &Owner<'_>,
    place: &Place,
    name: &str,
    selector: Tree,
    port: &str,
    plan: &mut Plan,
) {
    let cluster = owner.topology.blueprint.kubernetes.get(&place.kubernetes);
    let Some(operator) =
        cluster.and_then(|c| c.operators.as_ref()).and_then(|o| o.prometheus_operator.as_ref())
    else {
        return;
    };
    let object = owner
        .object("monitoring.coreos.com/v1", "PodMonitor", name)
        .labelled(texts(&operator.labels))
        .finish(|tree| {
            let origin = &owner.origin;
            let endpoint = Tree::new(origin).put("port", port).put("path", "/metrics");
            tree.put(
                "spec",
                Tree::new(origin)
                    .put("selector", Tree::new(origin).put("matchLabels", selector))
                    .put("podMetricsEndpoints", vec![endpoint]),
            )
        });
    plan.add(&place.kubernetes, owner.section, owner.name, object);
}
