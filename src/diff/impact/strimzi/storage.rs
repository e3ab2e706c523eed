//! IMP-S07 to IMP-S20: storage of a KafkaNodePool, as `StorageDiff` and `KafkaPool` of Strimzi judge it. One change that
//! is not allowed makes the operator keep all of the old storage.

use super::volume::{FIXED, Volume, gib, is_jbod, of_metadata, storage, volumes};
use super::{claim, metadata};
use crate::diff::compare::same;
use crate::diff::impact::cluster::{Cluster, Pool};
use crate::diff::impact::listing::joined;
use crate::diff::impact::touching::touching;
use crate::diff::{Change, Cx, Pair};
use crate::object::Node;

/// A pool whose storage changes.
pub(super) struct Changed<'a> {
    pub(super) pair: &'a Pair<'a>,
    /// As it is to be.
    pub(super) pool: Pool<'a>,
    pub(super) cluster: Option<Cluster<'a>>,
}

/// Something the operator would do, were the rest allowed.
pub(super) enum Allowed<'a> {
    Grown(Volume<'a>, Volume<'a>),
    Added(Volume<'a>),
    Removed(Volume<'a>),
    Renumbered(Volume<'a>, Volume<'a>),
    Kept(Volume<'a>, bool),
    Attributes(Volume<'a>, Volume<'a>),
    Metadata(Volume<'a>, Volume<'a>),
}

pub(super) fn check<'a>(cx: &mut Cx<'a>, pair: &'a Pair<'a>) {
    let Some((before, after)) = pair.both() else { return };
    let (Some(old), Some(new)) = (storage(before), storage(after)) else { return };
    if touching(pair, &["spec", "storage"]).is_empty() {
        return;
    }
    let member = pair.member();
    let changed = Changed { pair, pool: Pool::of(after), cluster: Cluster::of(cx.after, member) };
    let mut causes = forbidden(cx, &changed, old, new);
    let (old_volumes, new_volumes) = (volumes(old), volumes(new));
    if is_jbod(new) {
        causes.extend(malformed(cx, &changed, &new_volumes));
    }
    let alike = is_jbod(old) == is_jbod(new);
    let allowed = if alike { allowed(&old_volumes, &new_volumes) } else { Vec::new() };
    if causes.is_empty() {
        allowed.iter().for_each(|one| claim::say(cx, &changed, one));
        return;
    }
    let dropped: Vec<String> = allowed.iter().map(Allowed::said).collect();
    if dropped.is_empty() {
        return;
    }
    let changes: Vec<&Change<'_>> = allowed.iter().flat_map(|one| one.changes(pair)).collect();
    if let Some(hit) = cx.hit_all("IMP-S10", changes) {
        hit.with("dropped", joined(&dropped)).with("cause", joined(&causes));
    }
}

/// What may not change; each is said, and named for what it drags along.
fn forbidden<'a>(cx: &mut Cx<'a>, changed: &Changed<'a>, old: &'a Node, new: &'a Node) -> Vec<String> {
    let mut causes = Vec::new();
    let kind = |storage: &Node| storage.get("type").and_then(Node::as_str).unwrap_or_default().to_owned();
    if kind(old) != kind(new) {
        if let Some(hit) = cx.hit_all("IMP-S07", touching(changed.pair, &["spec", "storage"])) {
            hit.with("before", format!("`{}`", kind(old))).with("after", format!("`{}`", kind(new)));
        }
        causes.push("another type of storage".into());
        return causes;
    }
    let was = volumes(old);
    for after in volumes(new) {
        let Some(before) = was.iter().find(|volume| volume.id == after.id) else { continue };
        if before.kind() != after.kind() {
            let whole = changed.pair.at(&format!("spec/storage/volumes/{}/**", after.id.unwrap_or_default()));
            let own: Vec<&Change<'a>> = whole.collect();
            let own = if own.is_empty() { after.touching(changed.pair, "type") } else { own };
            if let Some(hit) = cx.hit_all("IMP-S07", own) {
                let said = |volume: &Volume<'_>| format!("`{}` in {}", volume.kind(), volume.said());
                hit.with("before", said(before)).with("after", said(&after));
            }
            causes.push(format!("another type of {}", after.said()));
            continue;
        }
        for field in FIXED {
            let (old, new) = (before.node.get(field), after.node.get(field));
            let changes = after.touching(changed.pair, field);
            let alike = match (old, new) {
                (Some(old), Some(new)) => same(old, new),
                (old, new) => old.is_none() && new.is_none(),
            };
            if changes.is_empty() || alike {
                continue;
            }
            if let Some(hit) = cx.hit_all("IMP-S08", changes) {
                hit.with("field", field).with("volume", after.said());
            }
            causes.push(format!("another `{field}` of {}", after.said()));
        }
        if let (Some(old), Some(new)) = (before.bytes(), after.bytes())
            && new < old
            && after.kind() == "persistent-claim"
        {
            if let Some(hit) = cx.hit_all("IMP-S09", after.touching(changed.pair, "size")) {
                hit.with("volume", after.said()).with("nodes", changed.pool.said());
                hit.with("gib", gib((old - new) * changed.pool.nodes));
            }
            causes.push(format!("a smaller size of {}", after.said()));
        }
    }
    causes
}

/// Volumes that no storage may have.
fn malformed<'a>(cx: &mut Cx<'a>, changed: &Changed<'a>, volumes: &[Volume<'a>]) -> Vec<String> {
    let mut ids: Vec<i128> = volumes.iter().filter_map(|volume| volume.id).collect();
    ids.sort_unstable();
    let twice = ids.windows(2).find(|two| two[0] == two[1]).map(|two| two[0]);
    let marked = volumes.iter().filter(|volume| volume.is_shared()).count();
    let (fault, mend) = match twice {
        Some(id) => (format!("has two volumes of the id {id}"), "give each volume an id of its own"),
        None if marked > 1 => (
            format!("marks {marked} volumes with `kraftMetadata`"),
            "mark one volume with `kraftMetadata: shared`",
        ),
        None => return Vec::new(),
    };
    if let Some(hit) = cx.hit_all("IMP-S17", touching(changed.pair, &["spec", "storage", "volumes"])) {
        hit.with("fault", &fault).with("mend", mend);
    }
    vec![format!("it {fault}")]
}

fn allowed<'a>(old: &[Volume<'a>], new: &[Volume<'a>]) -> Vec<Allowed<'a>> {
    let mut found = Vec::new();
    let has = |all: &[Volume<'_>], id| all.iter().any(|volume| volume.id == id);
    let mut gone: Vec<Volume<'a>> = old.iter().filter(|volume| !has(new, volume.id)).copied().collect();
    let mut moved = Vec::new();
    for after in new {
        if let Some(before) = old.iter().find(|volume| volume.id == after.id) {
            found.extend(of_one(*before, *after));
        } else if let Some(at) = gone.iter().position(|volume| volume.is_like(after)) {
            let before = gone.remove(at);
            moved.push((before.id, after.id));
            found.push(Allowed::Renumbered(before, *after));
        } else {
            found.push(Allowed::Added(*after));
        }
    }
    found.extend(gone.into_iter().map(Allowed::Removed));
    found.extend(metadata::moved(of_metadata(old), of_metadata(new), &moved));
    found
}

fn of_one<'a>(before: Volume<'a>, after: Volume<'a>) -> Vec<Allowed<'a>> {
    let mut found = Vec::new();
    if let (Some(old), Some(new)) = (before.bytes(), after.bytes())
        && new > old
        && after.kind() == "persistent-claim"
    {
        found.push(Allowed::Grown(before, after));
    }
    let (was, is) = (before.is_deleted_with_its_claim(), after.is_deleted_with_its_claim());
    if was != is {
        found.push(Allowed::Kept(after, !is));
    }
    if before.text("volumeAttributesClass") != after.text("volumeAttributesClass") {
        found.push(Allowed::Attributes(before, after));
    }
    found
}

impl<'a> Volume<'a> {
    /// The changes of one of its keys.
    pub(super) fn touching<'p>(&self, pair: &'p Pair<'a>, key: &'static str) -> Vec<&'p Change<'a>> {
        let place = self.place(key);
        let whole: Vec<&str> =
            ["spec", "storage"].into_iter().chain(place.iter().map(String::as_str)).collect();
        touching(pair, &whole)
    }
}
