use crate::blueprint::{JbodVolume, Quantity, Storage, StorageType, Val};
use crate::object::Tree;
use crate::source::Origin;

/// Where nodes keep their data, always as a list of volumes: one can then be added without a new pool.
pub(super) fn jbod(storage: &Storage) -> Tree {
    let jbod = Origin::Default("storage-jbod");
    if storage.volumes.is_empty() {
        let volume = Tree::new(&storage.origin).put_from("id", 0, &jbod);
        let volume = sized(volume.put("type", &storage.kind), storage.kind.as_ref(), storage.size.as_ref())
            .put("class", &storage.class)
            .put("deleteClaim", &storage.delete_claim)
            .put_from("kraftMetadata", "shared", &Origin::Default("kraft-metadata"));
        return Tree::new(&storage.origin).put_from("type", "jbod", &jbod).put("volumes", vec![volume]);
    }
    let mut volumes: Vec<&JbodVolume> = storage.volumes.iter().collect();
    volumes.sort_by_key(|volume| volume.id.value);
    let volumes: Vec<Tree> = volumes.into_iter().map(volume).collect();
    Tree::new(&storage.origin).put("type", "jbod").put("volumes", volumes)
}

fn volume(volume: &JbodVolume) -> Tree {
    let tree = Tree::new(&volume.origin).put("id", &volume.id).put("type", &volume.kind);
    sized(tree, volume.kind.as_ref(), volume.size.as_ref())
        .put("class", &volume.class)
        .put("deleteClaim", &volume.delete_claim)
        .put("kraftMetadata", &volume.kraft_metadata)
}

/// A claim has a size; what is on the node has a limit.
fn sized(tree: Tree, kind: Option<&Val<StorageType>>, size: Option<&Val<Quantity>>) -> Tree {
    let ephemeral = kind.is_some_and(|kind| kind.value == StorageType::Ephemeral);
    tree.put(if ephemeral { "sizeLimit" } else { "size" }, size)
}
