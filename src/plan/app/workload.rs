use super::{Lowering, claim, pod, service};
use crate::blueprint::AppKind;
use crate::object::{Object, Tree};
use crate::source::Origin;

/// The Deployment or StatefulSet.
pub(super) fn lower(app: &Lowering<'_>) -> Object {
    let kind = app.app.kind.value.word();
    app.owner.object("apps/v1", kind, app.name).finish(|tree| {
        let spec = Tree::new(app.key).put("replicas", &app.app.replicas);
        let selector = Tree::new(app.key).put("matchLabels", app.owner.selector());
        let spec = match app.app.kind.value {
            AppKind::Deployment => spec.put("strategy", &app.app.strategy).put("selector", selector),
            AppKind::StatefulSet => stateful(app, spec).put("selector", selector),
        };
        let spec = spec.put("template", pod::template(app));
        tree.put(
            "spec",
            match app.app.kind.value {
                AppKind::Deployment => spec,
                AppKind::StatefulSet => spec.put("volumeClaimTemplates", claim::templates(app)),
            },
        )
    })
}

/// What only a StatefulSet has.
fn stateful(app: &Lowering<'_>, spec: Tree) -> Tree {
    let retained = Origin::Default("claim-retention");
    let claims = claim::claimed(app).next().is_some();
    spec.put("serviceName", service::headless_name(app.name))
        .put_from("podManagementPolicy", "Parallel", &Origin::Default("parallel-pods"))
        .put("updateStrategy", &app.app.strategy)
        .with(claims.then_some(()), |spec, ()| {
            let policy = Tree::new(&retained).put("whenDeleted", "Retain").put("whenScaled", "Retain");
            spec.put("persistentVolumeClaimRetentionPolicy", policy)
        })
}
