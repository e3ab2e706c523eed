//! IMP-A13, IMP-A14: disks of Azure: what becomes of them with their claim, and the zone they are in.

use crate::diff::scalar;
use crate::diff::{Change, Cx, Member, Pair, Part, Side};
use crate::facts::provider::{Provider, storage_class};
use crate::object::{Node, Object};

const ZONE: &str = "topology.kubernetes.io/zone";

/// Claims that go from a class that keeps disks to one that does not.
pub(super) fn reclaim<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(old), Some(new)) = (pair.before, pair.after) else { return };
    for ((claim, before), (_, after)) in
        classes(&old.object).into_iter().zip(classes(&new.object)).filter(|(a, b)| a.0 == b.0 && a.1 != b.1)
    {
        if policy(cx.before, old, before) != Some("Retain") || policy(cx.after, new, after) != Some("Delete")
        {
            continue;
        }
        let about: Vec<&Change<'_>> =
            pair.at("spec/storageClassName").chain(pair.at("spec/volumeClaimTemplates/**")).collect();
        if let Some(hit) = cx.hit_all("IMP-A13", about) {
            hit.with("claim", claim).with("before", before).with("after", after);
        }
    }
}

/// The classes an object claims volumes of, each with the claim's name.
fn classes(object: &Object) -> Vec<(&str, &str)> {
    if object.gvk.kind == "PersistentVolumeClaim" {
        return object
            .at("spec/storageClassName")
            .and_then(Node::as_str)
            .map(|class| (object.name.as_str(), class))
            .into_iter()
            .collect();
    }
    let templates = object.at("spec/volumeClaimTemplates").and_then(Node::as_list).into_iter().flatten();
    templates
        .filter_map(|one| {
            Some((
                one.get("metadata")?.get("name")?.as_str()?,
                one.get("spec")?.get("storageClassName")?.as_str()?,
            ))
        })
        .collect()
}

fn class_object<'s>(side: &'s Side, member: &Member, class: &str) -> Option<&'s Object> {
    side.of_kind("StorageClass")
        .find(|one| one.is_beside(member) && one.object.name == class)
        .map(|one| &*one.object)
}

/// What becomes of a volume of a class, where one of the objects or AKS says so.
fn policy(side: &Side, member: &Member, class: &str) -> Option<&'static str> {
    if let Some(object) = class_object(side, member, class) {
        let stated = object.at("reclaimPolicy").and_then(Node::as_str);
        return Some(if stated == Some("Retain") { "Retain" } else { "Delete" });
    }
    storage_class(Provider::Aks, class).ok().map(|known| known.reclaim)
}

/// Pods that are to go to another zone than their disks are in.
pub(super) fn zone<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let (Some(_), Some(new)) = (pair.before, pair.after) else { return };
    let classes: Vec<&str> = match pair.kind() {
        "KafkaNodePool" => {
            let storage = crate::lint::view::storages(&new.object).flat_map(crate::lint::view::parts);
            storage.filter_map(|one| one.get("class")?.as_str()).collect()
        }
        _ => classes(&new.object).into_iter().map(|(_, class)| class).collect(),
    };
    let Some(class) = classes.into_iter().find(|class| in_one_zone(cx.after, new, class)) else { return };
    let about = |change: &&Change<'_>| {
        let keys: Vec<&str> = change.path.0.iter().map(Part::text).collect();
        let placed = keys.iter().any(|key| matches!(*key, "nodeSelector" | "nodeAffinity" | "affinity"));
        placed && keys.first() == Some(&"spec") && mentions_zone(change)
    };
    let changes: Vec<&Change<'_>> = pair.changes.iter().filter(about).collect();
    if let Some(hit) = cx.hit_all("IMP-A14", changes) {
        hit.with("class", class);
    }
}

/// Whether the disks of a class are in one zone each: those of Azure are, unless copied over zones.
fn in_one_zone(side: &Side, member: &Member, class: &str) -> bool {
    if let Some(object) = class_object(side, member, class) {
        let sku = ["skuName", "skuname", "storageaccounttype"];
        let sku = sku.iter().find_map(|key| object.at("parameters")?.get(key)?.as_str());
        return object.at("provisioner").and_then(Node::as_str) == Some("disk.csi.azure.com")
            && !sku.is_some_and(|sku| sku.to_uppercase().ends_with("ZRS"));
    }
    storage_class(Provider::Aks, class).is_ok_and(|known| known.provisioner == "disk.csi.azure.com")
}

fn mentions_zone(change: &Change<'_>) -> bool {
    let within = |node: Option<&Node>| node.is_some_and(|node| holds(node, ZONE));
    change.path.0.iter().any(|part| part.text() == ZONE) || within(change.before) || within(change.after)
}

fn holds(node: &Node, text: &str) -> bool {
    if let Some(map) = node.as_map() {
        return map.entries.iter().any(|entry| entry.key.text == text || holds(&entry.value, text));
    }
    match node.as_list() {
        Some(list) => list.iter().any(|item| holds(item, text)),
        None => scalar::text(node).as_deref() == Some(text),
    }
}
