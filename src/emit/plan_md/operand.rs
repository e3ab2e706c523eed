//! What operators make: names and ports, predicted by the same rules the rest of the house uses.

use super::kafka;
use super::row::{Operand, row, series};
use crate::blueprint::{App, AppKind, Bridge, Connect, Mirror};
use crate::emit::markdown::{code, codes};
use crate::facts::strimzi::names;
use crate::topology::Topology;

/// Everything on one Kubernetes cluster, in order of installation.
pub(super) fn operands(topology: &Topology, cluster: &str) -> Vec<Operand> {
    let here = |name: &str| topology.places.get(name).is_some_and(|place| place.kubernetes == cluster);
    let blueprint = &topology.blueprint;
    let brokers = blueprint.kafka.iter().filter(|(name, _)| here(name));
    let kafka = brokers.filter_map(|(name, _)| Some(kafka::operand(topology, name, topology.strimzi(name)?)));
    let connect = blueprint.connect.iter().filter(|(name, _)| here(name));
    let bridges = blueprint.bridges.iter().filter(|(name, _)| here(name));
    let mirrors = blueprint.mirrors.iter().filter(|(name, _)| here(name));
    let apps = blueprint.apps.iter().filter(|(name, _)| here(name));
    kafka
        .chain(connect.map(|(name, item)| workers(name, item)))
        .chain(bridges.map(|(name, item)| bridge(name, item)))
        .chain(mirrors.map(|(name, item)| mirror(name, item)))
        .chain(apps.filter_map(|(name, item)| stateful(topology, name, item)))
        .collect()
}

fn workers(name: &str, connect: &Connect) -> Operand {
    let count = connect.replicas.as_ref().map_or(1, |r| r.value.0);
    let component = names::connect::component(name);
    let mut rows = vec![
        row("Pods", series(&format!("{component}-"), 0, count), ""),
        row("Service", code(&names::connect::api_service(name)), "REST on 8083, open to the operator only"),
    ];
    if connect.build.is_some() {
        rows.push(row("build Pod", code(&names::connect::build(name)), "gone when the image is pushed"));
    }
    Operand { title: format!("Connect {}", code(name)), rows }
}

fn bridge(name: &str, bridge: &Bridge) -> Operand {
    let port = bridge.http.as_ref().and_then(|h| h.port.as_ref()).map_or(8080, |p| p.value.0);
    let mut rows = vec![
        row("Deployment", code(&names::bridge::component(name)), ""),
        row("Service", code(&names::bridge::service(name)), format!("HTTP on {port}, health on 8081")),
    ];
    if bridge.consumes.is_some() {
        let note = format!("HTTP on {port}: the one to call for consuming, since each caller keeps its pod");
        rows.push(row("Service of ours", code(&format!("{name}-sticky")), note));
    }
    Operand { title: format!("Bridge {}", code(name)), rows }
}

fn mirror(name: &str, mirror: &Mirror) -> Operand {
    let workers = mirror.replicas.as_ref().map_or(1, |r| r.value.0);
    let component = names::mirror_maker_2::component(name);
    let service = names::mirror_maker_2::api_service(name);
    let (from, to) = (&mirror.from.cluster, &mirror.to.cluster);
    let connectors = [
        names::mirror_maker_2::source_connector(from, to),
        names::mirror_maker_2::checkpoint_connector(from, to),
    ];
    let rows = vec![
        row("Pods", series(&format!("{component}-"), 0, workers), ""),
        row("Service", code(&service), "REST on 8083, open to the operator only"),
        row("connectors", codes(connectors), ""),
    ];
    Operand { title: format!("Mirror {}", code(name)), rows }
}

/// Pods with names and disks of their own; others have no names that could be told.
fn stateful(topology: &Topology, name: &str, app: &App) -> Option<Operand> {
    if app.kind.value != AppKind::StatefulSet {
        return None;
    }
    let pods = app.replicas.as_ref().map_or(1, |r| r.value.0);
    let host = format!("<pod>.{name}-headless.{}.svc", topology.place(name).namespace);
    let mut rows = vec![row("Pods", series(&format!("{name}-"), 0, pods), format!("as {}", code(&host)))];
    for (volume, item) in app.volumes.iter().filter(|(_, volume)| volume.size.is_some()) {
        let size = item.size.as_ref().map(|s| s.value.0.clone()).unwrap_or_default();
        rows.push(row("claims", series(&format!("{volume}-{name}-"), 0, pods), size));
    }
    Some(Operand { title: format!("Application {}", code(name)), rows })
}
