//! IMP-K18: a restart that may bring another image than the one that runs.

use crate::diff::{Cx, Pair};
use crate::lint::view::{containers, pod};
use crate::object::{Node, Object};
use std::collections::BTreeSet;

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((old, new)) = pair.both() else { return };
    let restarts = pair.at("spec/template/**").next().is_some();
    if !restarts || super::selector::mismatch(new).is_some() {
        return;
    }
    let same: Vec<&str> = moving(new).intersection(&moving(old)).copied().collect();
    if same.is_empty() {
        return;
    }
    cx.note("IMP-K18", pair).with("images", same.join("` and `"));
}

/// Images without a tag or digest, or with the tag that is made to move.
fn moving(object: &Object) -> BTreeSet<&str> {
    let spec = pod(object).map(|pod| pod.spec);
    let images =
        spec.into_iter().flat_map(containers).filter_map(|one| one.get("image").and_then(Node::as_str));
    images.filter(|image| is_moving(image)).collect()
}

fn is_moving(image: &str) -> bool {
    if image.contains('@') {
        return false;
    }
    let name = image.rsplit('/').next().unwrap_or(image);
    name.split_once(':').is_none_or(|(_, tag)| tag == "latest")
}
