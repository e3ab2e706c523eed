//! IMP-K41: a PersistentVolume that is another disk.

use crate::diff::{Change, Cx, Kind, Pair, Part};

/// What of a PersistentVolume may change.
const FREE: [&str; 7] = [
    "capacity",
    "accessModes",
    "persistentVolumeReclaimPolicy",
    "storageClassName",
    "mountOptions",
    "claimRef",
    "volumeAttributesClassName",
];

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    let refused: Vec<&Change<'_>> = pair.at("spec/*/**").filter(|change| !may_change(change)).collect();
    let mut keys: Vec<String> =
        refused.iter().filter_map(|change| Some(format!("`{}`", change.path.0.get(1)?.text()))).collect();
    keys.dedup();
    if let Some(hit) = cx.hit_all("IMP-K41", refused) {
        hit.with("what", keys.join(" and "));
    }
}

fn may_change(change: &Change<'_>) -> bool {
    let parts: Vec<&str> = change.path.0.iter().skip(1).map(Part::text).collect();
    match parts.as_slice() {
        // Each may be set where it was not.
        ["nodeAffinity"] | ["csi", "controllerExpandSecretRef"] => change.kind == Kind::Added,
        [key, ..] => FREE.contains(key),
        [] => true,
    }
}
