use super::Lowering;
use crate::blueprint::{AppKind, Item, Volume};
use crate::object::{Object, Tree};

/// What a claim asks for.
fn spec(volume: &Item<Volume>) -> Tree {
    Tree::new(&volume.key)
        .put("accessModes", &volume.access_modes)
        .put("storageClassName", &volume.class)
        .put(
            "resources",
            Tree::new(&volume.key).put("requests", Tree::new(&volume.key).put("storage", &volume.size)),
        )
}

/// The volumes that are claimed, sorted by name.
pub(super) fn claimed<'t>(app: &Lowering<'t>) -> impl Iterator<Item = (&'t str, &'t Item<Volume>)> {
    app.app.volumes.iter().filter(|(_, volume)| volume.size.is_some())
}

/// The templates a StatefulSet makes a claim per pod from.
pub(super) fn templates(app: &Lowering<'_>) -> Vec<Tree> {
    claimed(app)
        .map(|(name, volume)| {
            Tree::new(&volume.key)
                .put("metadata", Tree::new(&volume.key).put("name", name))
                .put("spec", spec(volume))
        })
        .collect()
}

/// The claim that all pods of a Deployment share.
pub(super) fn name(app: &Lowering<'_>, volume: &str) -> String {
    format!("{}-{volume}", app.name)
}

/// The claims of a Deployment, which makes none itself.
pub(super) fn of_deployment(app: &Lowering<'_>) -> Vec<Object> {
    if app.app.kind.value != AppKind::Deployment {
        return Vec::new();
    }
    claimed(app)
        .map(|(volume_name, volume)| {
            app.owner
                .object("v1", "PersistentVolumeClaim", name(app, volume_name))
                .from(&volume.key)
                .finish(|tree| tree.put("spec", spec(volume)))
        })
        .collect()
}
