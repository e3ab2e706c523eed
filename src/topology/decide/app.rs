use super::Deciding;
use crate::blueprint::{
    AccessMode, App, AppKind, Config, LoadBalancer, Probes, RawMap, ServiceAccount, ServiceType, Val,
};
use crate::object::{Node, Tree};
use crate::source::Origin;
use crate::yaml::Value;

pub(super) fn fill(app: &mut App, deciding: &Deciding<'_>) {
    for (_, volume) in app.volumes.iter_mut() {
        if volume.size.is_some() && volume.access_modes.is_empty() {
            volume.value.access_modes = vec![Val::default(AccessMode::ReadWriteOnce, "access-mode")];
        }
    }
    let one_node = app.kind.value == AppKind::Deployment && claims_for_one_node(app);
    deciding.fill(&mut app.replicas, if one_node { "app-replicas-claim" } else { "app-replicas" });
    deciding.fill(&mut app.anti_affinity, "app-anti-affinity");
    if one_node {
        deciding.fill(&mut app.strategy, "deployment-recreate");
    }
    if app.connections.iter().any(|(_, connection)| connection.streams.is_some()) {
        deciding.fill(&mut app.termination_grace_period_seconds, "streams-grace");
    }
    if let Some(service) = &mut app.service
        && service.kind.as_ref().is_some_and(|k| k.value == ServiceType::LoadBalancer)
    {
        deciding.fill_with(&mut service.load_balancer, "load-balancer", LoadBalancer::Internal);
    }
    security(app, deciding);
    let account = app.service_account.get_or_insert_with(|| ServiceAccount {
        annotations: Config::default(),
        automount_token: None,
        origin: Origin::Default("token"),
    });
    deciding.fill(&mut account.automount_token, "token");
    if app.probes.is_none() {
        app.probes = readiness(app);
    }
}

/// The pods' security context, key by key: what is written wins, `null` included, which leaves a key out.
fn security(app: &mut App, deciding: &Deciding<'_>) {
    let RawMap(decided) = deciding.value("app-security");
    let Value::Map(mut merged) = decided.value else { return };
    let mut origin = decided.origin;
    if let Some(RawMap(written)) = app.security_context.take()
        && let Value::Map(map) = written.value
    {
        origin = written.origin;
        for entry in map.entries {
            match merged.entries.iter_mut().find(|e| e.key.text == entry.key.text) {
                Some(decided) => *decided = entry,
                None => merged.entries.push(entry),
            }
        }
    }
    app.security_context = Some(RawMap(Node::new(Value::Map(merged), origin)));
}

/// Whether a claimed volume can be mounted by one node only.
fn claims_for_one_node(app: &App) -> bool {
    let one = |mode: &Val<AccessMode>| {
        matches!(mode.value, AccessMode::ReadWriteOnce | AccessMode::ReadWriteOncePod)
    };
    app.volumes.iter().any(|(_, volume)| volume.size.is_some() && volume.access_modes.iter().all(one))
}

/// A TCP connection to the port called `http`, else to the only port, else nothing.
fn readiness(app: &App) -> Option<Probes> {
    let mut names = app.ports.names();
    let port = match app.ports.get("http") {
        Some(_) => Some("http"),
        None => names.next().filter(|_| names.next().is_none()),
    };
    let origin = Origin::Default("readiness");
    let probe = Tree::new(&origin).put("tcpSocket", Tree::new(&origin).put("port", port?)).finish();
    Some(Probes { readiness: Some(RawMap(probe)), liveness: None, startup: None, origin })
}
