//! Storage changes that the operator carries out: IMP-S11 to IMP-S16, IMP-S18 to IMP-S20.

use super::storage::{Allowed, Changed};
use super::volume::{Volume, gib, storage, volumes};
use crate::diff::{Change, Cx, Pair};
use crate::facts::provider;
use crate::object::Node;

impl<'a> Allowed<'a> {
    /// What would happen, for the list of what does not.
    pub(super) fn said(&self) -> String {
        match self {
            Self::Grown(before, after) => {
                format!("growing {} from {} to {}", after.said(), before.size(), after.size())
            }
            Self::Added(volume) => format!("adding {}", volume.said()),
            Self::Removed(volume) => format!("removing {}", volume.said()),
            Self::Renumbered(before, after) => format!("renumbering {} to {}", before.said(), after.said()),
            Self::Kept(volume, kept) => format!("`deleteClaim: {}` of {}", !kept, volume.said()),
            Self::Attributes(_, after) => format!("the volume attributes class of {}", after.said()),
            Self::Metadata(_, after) => format!("moving the metadata log to {}", after.said()),
        }
    }

    /// What of the pool it consists of.
    pub(super) fn changes<'p>(&self, pair: &'p Pair<'a>) -> Vec<&'p Change<'a>> {
        match self {
            Self::Grown(_, volume) => volume.touching(pair, "size"),
            Self::Added(volume) | Self::Removed(volume) => volume.touching(pair, ""),
            Self::Renumbered(before, after) => {
                let mut both = before.touching(pair, "");
                both.extend(after.touching(pair, ""));
                both
            }
            Self::Kept(volume, _) => volume.touching(pair, "deleteClaim"),
            Self::Attributes(_, volume) => volume.touching(pair, "volumeAttributesClass"),
            Self::Metadata(before, after) => {
                let mut both = before.touching(pair, "kraftMetadata");
                both.extend(after.touching(pair, "kraftMetadata"));
                both
            }
        }
    }
}

/// Says what an allowed change does.
pub(super) fn say<'a>(cx: &mut Cx<'a>, changed: &Changed<'a>, allowed: &Allowed<'a>) {
    let changes = allowed.changes(changed.pair);
    let nodes = changed.pool.nodes;
    let of = |volume: &Volume<'_>| gib(volume.bytes().unwrap_or_default() * nodes);
    let cluster = changed.cluster.as_ref();
    let id = match allowed {
        Allowed::Grown(before, after) => return grown(cx, changed, *before, *after),
        Allowed::Added(volume) if fills_gap(changed, volume) => "IMP-S15",
        Allowed::Added(_) => "IMP-S13",
        Allowed::Removed(_) => "IMP-S14",
        Allowed::Renumbered(..) => "IMP-S16",
        Allowed::Kept(_, true) => return,
        Allowed::Kept(..) => "IMP-S19",
        Allowed::Attributes(..) => "IMP-S20",
        Allowed::Metadata(..) => "IMP-S18",
    };
    let Some(hit) = cx.hit_all(id, changes) else { return };
    hit.with("nodes", changed.pool.said());
    hit.with("namespace", cluster.map_or("NAMESPACE", |cluster| cluster.namespace()));
    hit.with("cluster", cluster.map_or("CLUSTER", |cluster| cluster.name));
    hit.with("pod", cluster.map_or_else(|| "POD".into(), |cluster| cluster.pod()));
    match allowed {
        Allowed::Added(volume) => {
            let fresh = ids(changed).into_iter().max().unwrap_or_default() + 1;
            hit.with("volume", volume.said()).with("after", volume.size()).with("gib", of(volume));
            hit.with("id", volume.id.unwrap_or_default()).with("fresh", fresh);
        }
        Allowed::Removed(volume) => {
            let deleted = volume.is_deleted_with_its_claim();
            let claims =
                if deleted { "deleted with their data (`deleteClaim: true`)" } else { "kept, and paid for" };
            hit.with("volume", volume.said()).with("before", volume.size()).with("gib", of(volume));
            hit.with("claims", claims);
        }
        Allowed::Renumbered(before, after) => {
            let id = |volume: &Volume<'_>| volume.id.unwrap_or_default().to_string();
            hit.with("before", id(before)).with("after", id(after)).with("gib", of(before));
        }
        Allowed::Kept(volume, _) => _ = hit.with("volume", volume.said()).with("gib", of(volume)),
        Allowed::Attributes(before, after) => {
            let class =
                |volume: &Volume<'_>| volume.text("volumeAttributesClass").unwrap_or("none").to_owned();
            hit.with("volume", after.said()).with("before", class(before)).with("after", class(after));
        }
        Allowed::Metadata(before, after) => {
            let id = |volume: &Volume<'_>| volume.id.unwrap_or_default().to_string();
            hit.with("before", id(before)).with("after", id(after));
        }
        Allowed::Grown(..) => {}
    }
}

/// A larger disk: whether it grows is for its storage class to say.
fn grown<'a>(cx: &mut Cx<'a>, changed: &Changed<'a>, before: Volume<'a>, after: Volume<'a>) {
    let class = after.text("class");
    let expands = class.and_then(|class| expands(cx, changed, class));
    let more = after.bytes().unwrap_or_default() - before.bytes().unwrap_or_default();
    let id = if expands == Some(true) { "IMP-S11" } else { "IMP-S12" };
    let Some(hit) = cx.hit_all(id, after.touching(changed.pair, "size")) else { return };
    hit.with("volume", after.said()).with("before", before.size()).with("after", after.size());
    hit.with("nodes", changed.pool.said()).with("gib", gib(more * changed.pool.nodes));
    hit.with("class", class.unwrap_or("CLASS"));
    let because = match (class, expands) {
        (Some(class), Some(_)) => format!("and its class `{class}` does not expand"),
        (Some(class), None) => format!("if its class `{class}` expands"),
        (None, _) => "if the default class expands".to_owned(),
    };
    hit.with("because", because);
    if expands.is_some() {
        hit.decided();
    }
}

/// Whether the claims of a class can grow, as far as the side tells: by the class itself, or because it comes with the
/// platform.
fn expands(cx: &Cx<'_>, changed: &Changed<'_>, class: &str) -> Option<bool> {
    let member = changed.pair.member();
    let mut classes = cx.after.of_kind("StorageClass").filter(|other| other.is_beside(member));
    if let Some(found) = classes.find(|other| other.object.name == class) {
        return Some(found.object.at("allowVolumeExpansion").and_then(Node::as_bool) == Some(true));
    }
    let topology = cx.after.topology(&member.environment)?;
    let platform = topology.blueprint.kubernetes.get(&member.cluster)?;
    let brought = provider::Provider::from_word(platform.provider.value.word())?;
    provider::storage_class(brought, class).ok()?.expand
}

fn ids(changed: &Changed<'_>) -> Vec<i128> {
    let sides = [changed.pair.before, changed.pair.after].into_iter().flatten();
    sides
        .filter_map(|member| storage(&member.object))
        .flat_map(volumes)
        .filter_map(|volume| volume.id)
        .collect()
}

/// Whether an added id lies between those there were: one that was used before, most likely.
fn fills_gap(changed: &Changed<'_>, volume: &Volume<'_>) -> bool {
    let was = changed.pair.before.and_then(|member| storage(&member.object)).map(volumes).unwrap_or_default();
    let below = was.iter().any(|other| other.id < volume.id);
    below && was.iter().any(|other| other.id > volume.id)
}
