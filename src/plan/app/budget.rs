use super::Lowering;
use crate::object::{Object, Tree};
use crate::source::Origin;

/// The PodDisruptionBudget: harmless with one pod, and there when somebody asks for more.
pub(super) fn lower(app: &Lowering<'_>) -> Object {
    app.owner.object("policy/v1", "PodDisruptionBudget", app.name).finish(|tree| {
        let spec = Tree::new(app.key)
            .put_from("maxUnavailable", 1, &Origin::Default("disruption-budget"))
            .put("selector", Tree::new(app.key).put("matchLabels", app.owner.selector()));
        tree.put("spec", spec)
    })
}
