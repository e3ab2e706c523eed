//! Requests and limits.

use super::{report, strimzi_clusters};
use crate::blueprint::{Resources, Switch};
use crate::diagnostic::{REQUESTS_ABOVE_LIMITS, Sink};
use crate::facts::kubernetes::Quantity;
use crate::topology::Topology;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    let blueprint = &topology.blueprint;
    for (name, app) in blueprint.apps.iter() {
        above(|| format!("apps/{name}"), app.resources.as_ref(), sink);
    }
    for (name, connect) in blueprint.connect.iter() {
        above(|| format!("connect/{name}"), connect.resources.as_ref(), sink);
        let build = connect.build.as_ref().and_then(|build| build.resources.as_ref());
        above(|| format!("connect/{name}/build"), build, sink);
    }
    for (name, bridge) in blueprint.bridges.iter() {
        above(|| format!("bridges/{name}"), bridge.resources.as_ref(), sink);
    }
    for (name, mirror) in blueprint.mirrors.iter() {
        above(|| format!("mirrors/{name}"), mirror.resources.as_ref(), sink);
    }
    for (name, _, kafka) in strimzi_clusters(topology) {
        for (pool, item) in kafka.node_pools.iter() {
            above(|| format!("kafka/{name}/nodePools/{pool}"), item.resources.as_ref(), sink);
        }
        if let Some(entity) = &kafka.entity_operator {
            for (part, stated) in
                [("topicOperator", &entity.topic_operator), ("userOperator", &entity.user_operator)]
            {
                let resources = stated.as_ref().and_then(|part| part.resources.as_ref());
                above(|| format!("kafka/{name}/entityOperator/{part}"), resources, sink);
            }
        }
        let control = kafka.cruise_control.as_ref().and_then(Switch::on).and_then(|c| c.resources.as_ref());
        above(|| format!("kafka/{name}/cruiseControl"), control, sink);
        let exporter = kafka.kafka_exporter.as_ref().and_then(Switch::on).and_then(|e| e.resources.as_ref());
        above(|| format!("kafka/{name}/kafkaExporter"), exporter, sink);
    }
}

fn above(path: impl Fn() -> String, resources: Option<&Resources>, sink: &mut Sink) {
    let Some(resources) = resources else { return };
    for (name, request) in resources.requests.iter() {
        let Some(limit) = resources.limits.get(name) else { continue };
        let parsed = |text: &str| Quantity::parse(text).ok().map(Quantity::milli);
        let (Some(asked), Some(most)) = (parsed(&request.value.value.0), parsed(&limit.value.value.0)) else {
            continue;
        };
        if asked > most {
            let message = format!(
                "`{}` asks for {} of `{name}` and is limited to {}",
                path(),
                request.value.value.0,
                limit.value.value.0
            );
            let help = format!("raise the limit, or write `{name}: {}` as the request", limit.value.value.0);
            let places = [(request.value.span(), ""), (limit.value.span(), "the limit")];
            report(sink, &REQUESTS_ABOVE_LIMITS, message, help, &places);
        }
    }
}
