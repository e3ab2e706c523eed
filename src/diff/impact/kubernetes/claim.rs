//! IMP-K30 to IMP-K34: a PersistentVolumeClaim that is there already.

use super::field::differs;
use super::pods::{grows, text};
use super::storage_class;
use crate::diff::{Cx, Effect, Kind, Pair, Part, Severity};

const BETA_CLASS: &str = "volume.beta.kubernetes.io/storage-class";

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    if pair.both().is_none() {
        return;
    }
    size(cx, pair);
    if let Some(field) = differs(pair, "spec/volumeMode", "Filesystem")
        && let Some(hit) = cx.hit_all("IMP-K33", field.changes)
    {
        hit.with("before", field.before).with("after", field.after);
    }
    performance(cx, pair);
    for change in pair.at("spec/*/**") {
        let parts: Vec<&str> = change.path.0.iter().map(Part::text).collect();
        let free = match parts.as_slice() {
            ["spec", "volumeMode" | "volumeAttributesClassName", ..] => true,
            ["spec", "resources", "requests", "storage"] => true,
            // Once, where the server has not chosen itself.
            ["spec", "volumeName"] => change.kind == Kind::Added,
            ["spec", "storageClassName"] => change.kind == Kind::Added && takes_class(pair),
            _ => false,
        };
        if !free {
            let what = parts.get(1).copied().unwrap_or_default();
            cx.hit("IMP-K30", change).with("what", format!("`{what}`"));
        }
    }
}

/// A claim without a class gets one later on; one that had it by the old annotation must keep it.
fn takes_class(pair: &Pair<'_>) -> bool {
    let annotation = pair.was("metadata/annotations").and_then(|node| node.get(BETA_CLASS)?.as_str());
    annotation.is_none() || annotation == pair.is("spec/storageClassName").and_then(|node| node.as_str())
}

fn size<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/resources/requests/storage", "0") else { return };
    let Some(larger) = grows(&field.before, &field.after) else { return };
    if !larger {
        if let Some(hit) = cx.hit_all("IMP-K32", field.changes) {
            hit.with("before", field.before).with("after", field.after);
        }
        return;
    }
    let class = pair.is("spec").and_then(|spec| text(spec, "storageClassName"));
    let expands = class.as_ref().and_then(|class| storage_class::expands(cx, pair, class));
    let Some(hit) = cx.hit_all("IMP-K31", field.changes) else { return };
    hit.with("before", field.before).with("after", field.after);
    if let (Some(expands), Some(class)) = (expands, class) {
        if expands {
            hit.note(format!("StorageClass `{class}` lets volumes grow"));
            hit.effects(&[Effect::InPlace]);
        } else {
            hit.note(format!("StorageClass `{class}` does not let volumes grow"));
            hit.decided().effects(&[Effect::Rejected]).severity(Severity::High);
        }
    }
}

fn performance<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some(field) = differs(pair, "spec/volumeAttributesClassName", "") else { return };
    let name = pair.name();
    let Some(hit) = cx.hit_all("IMP-K34", field.changes) else { return };
    let (before, after) = (field.before, field.after);
    if after.is_empty() {
        hit.effects(&[Effect::Rejected]).severity(Severity::Medium).with(
            "what",
            format!("the API server refuses to take `volumeAttributesClassName: {before}` from PersistentVolumeClaim `{name}` once the volume has it"),
        );
    } else {
        let was = if before.is_empty() { "none".to_owned() } else { format!("`{before}`") };
        hit.with(
            "what",
            format!(
                "the volume of PersistentVolumeClaim `{name}` is modified in place to `volumeAttributesClassName: {after}`, so far {was}, \
                 where the claim is bound and the driver can; otherwise the API server refuses it"
            ),
        );
    }
}
