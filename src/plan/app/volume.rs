use super::{Lowering, claim, mount};
use crate::blueprint::AppKind;
use crate::object::Tree;

/// The `volumes` of the pod: its own that no template claims, then one per connection with files.
pub(super) fn volumes(app: &Lowering<'_>) -> Vec<Tree> {
    let mut volumes = Vec::new();
    for (name, volume) in app.app.volumes.iter() {
        let tree = Tree::new(&volume.key).put("name", name);
        if volume.size.is_some() {
            if app.app.kind.value == AppKind::Deployment {
                let claim = Tree::new(&volume.key).put("claimName", claim::name(app, name));
                volumes.push(tree.put("persistentVolumeClaim", claim));
            }
            continue;
        }
        volumes.push(
            tree.put("emptyDir", &volume.empty_dir)
                .put("configMap", &volume.config_map)
                .put("secret", &volume.secret),
        );
    }
    volumes.extend(app.links().filter_map(|link| mount::volume(app.topology, link)));
    volumes
}

/// The `volumeMounts` of the container, in the order of the volumes.
pub(super) fn mounts(app: &Lowering<'_>) -> Vec<Tree> {
    let own = app.app.volumes.iter().filter_map(|(name, volume)| {
        let path = volume.mount_path.as_ref()?;
        let tree = Tree::new(&volume.key).put("name", name).put("mountPath", path);
        Some(tree.put("readOnly", volume.read_only.as_ref().filter(|read_only| read_only.value)))
    });
    own.chain(app.links().filter_map(|link| mount::mount(app.topology, link))).collect()
}
