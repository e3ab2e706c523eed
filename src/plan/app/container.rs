use super::{Lowering, env, volume};
use crate::blueprint::RawMap;
use crate::object::Tree;
use crate::source::Origin;

/// The one container.
pub(super) fn lower(app: &Lowering<'_>) -> Tree {
    let ports: Vec<Tree> = app
        .app
        .ports
        .iter()
        .map(|(name, port)| Tree::new(&port.key).put("name", name).put("containerPort", &port.value))
        .collect();
    let probes = app.app.probes.as_ref();
    // An empty probe is how a blueprint says that there is to be none.
    let probe = |pick: fn(&crate::blueprint::Probes) -> &Option<RawMap>| {
        probes.and_then(|p| pick(p).as_ref()).filter(|p| p.0.as_map().is_some_and(|m| !m.is_empty()))
    };
    let context = Origin::Default("app-container-security");
    Tree::new(app.key)
        .put("name", app.name)
        .put("image", &app.app.image)
        .put("command", &app.app.command)
        .put("args", &app.app.args)
        .put("env", env::lower(app))
        .put("envFrom", &app.app.env_from)
        .put("ports", ports)
        .put("startupProbe", probe(|p| &p.startup))
        .put("readinessProbe", probe(|p| &p.readiness))
        .put("livenessProbe", probe(|p| &p.liveness))
        .put("resources", &app.app.resources)
        .put(
            "securityContext",
            Tree::new(&context)
                .put("allowPrivilegeEscalation", false)
                .put("capabilities", Tree::new(&context).put("drop", ["ALL"])),
        )
        .put("volumeMounts", volume::mounts(app))
}
