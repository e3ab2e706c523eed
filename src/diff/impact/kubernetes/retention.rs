//! IMP-K10: volumes that will be deleted from now on.

use super::field::{Field, differs};
use super::pods;
use crate::diff::{Cx, Pair};

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let policy =
        |key: &str| differs(pair, &format!("spec/persistentVolumeClaimRetentionPolicy/{key}"), "Retain");
    let to_delete = |field: &Field<'_>| field.after == "Delete";
    // Where pods go with this very change, that is said of them.
    let shrinks =
        differs(pair, "spec/replicas", "1").and_then(|field| field.numbers()).is_some_and(|(a, b)| b < a);
    let scaled = policy("whenScaled").filter(to_delete).filter(|_| !shrinks);
    let deleted = policy("whenDeleted").filter(to_delete);
    let when = match (&scaled, &deleted) {
        (None, None) => return,
        (Some(_), None) => "with each pod it is scaled down by",
        (None, Some(_)) => "when it is deleted, as on a rename or `helm uninstall`,",
        (Some(_), Some(_)) => "with each pod it is scaled down by, and when it is deleted,",
    };
    let Some((_, new)) = pair.both() else { return };
    let claims = pods::claimed(new, &pods::ordinals(new));
    // Without claims there is nothing to lose.
    if claims.is_none() {
        return;
    }
    let changes = scaled.into_iter().chain(deleted).flat_map(|field| field.changes);
    if let Some(hit) = cx.hit_all("IMP-K10", changes) {
        hit.with("when", when)
            .with("claims", claims.map_or_else(String::new, |claims| format!(": {claims}")));
    }
}
