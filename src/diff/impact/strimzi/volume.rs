//! The disks of a node as a KafkaNodePool states them.

use crate::facts::kubernetes::Quantity;
use crate::object::{Node, Object};

/// A volume of JBOD storage, or the one volume of another storage.
#[derive(Clone, Copy)]
pub(super) struct Volume<'a> {
    /// Its id; `None` where there is only one.
    pub(super) id: Option<i128>,
    pub(super) node: &'a Node,
}

/// What of a volume can never change, beside its type and size.
pub(super) const FIXED: [&str; 4] = ["class", "selector", "sizeLimit", "overrides"];

impl<'a> Volume<'a> {
    /// `volume 1`, `the volume`.
    pub(super) fn said(&self) -> String {
        self.id.map_or_else(|| "the volume".into(), |id| format!("volume {id}"))
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.node.get(key).and_then(Node::as_str)
    }

    pub(super) fn kind(&self) -> &'a str {
        self.text("type").unwrap_or_default()
    }

    /// Its size in bytes.
    pub(super) fn bytes(&self) -> Option<i128> {
        let size = self.node.get("size")?;
        let text = size.as_str().map(str::to_owned).or_else(|| size.as_int().map(|n| n.to_string()))?;
        Some(Quantity::parse(&text).ok()?.milli() / 1000)
    }

    /// `500Gi`, as written.
    pub(super) fn size(&self) -> String {
        let size = self.node.get("size");
        let text = size.and_then(Node::as_str).map(str::to_owned);
        text.or_else(|| Some(size?.as_int()?.to_string())).unwrap_or_else(|| "no size".into())
    }

    pub(super) fn is_shared(&self) -> bool {
        self.node.get("kraftMetadata").is_some_and(|node| !node.is_null())
    }

    pub(super) fn is_deleted_with_its_claim(&self) -> bool {
        self.node.get("deleteClaim").and_then(Node::as_bool) == Some(true)
    }

    /// Whether the two are alike in all but their ids.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        let same = |key| self.text(key) == other.text(key);
        self.bytes() == other.bytes() && ["type", "class"].into_iter().all(same)
    }

    /// Its steps from the storage: `volumes`, `1`, `size`.
    pub(super) fn place(&self, key: &'static str) -> Vec<String> {
        match self.id {
            Some(id) => ["volumes".to_owned(), id.to_string(), key.to_owned()].to_vec(),
            None => vec![key.to_owned()],
        }
    }
}

/// The storage of a pool.
pub(super) fn storage(pool: &Object) -> Option<&Node> {
    pool.at("spec/storage")
}

pub(super) fn is_jbod(storage: &Node) -> bool {
    storage.get("type").and_then(Node::as_str) == Some("jbod")
}

/// The volumes of a storage, in the order written.
pub(super) fn volumes(storage: &Node) -> Vec<Volume<'_>> {
    if !is_jbod(storage) {
        return vec![Volume { id: None, node: storage }];
    }
    let items = storage.get("volumes").and_then(Node::as_list).unwrap_or_default();
    items.iter().map(|node| Volume { id: node.get("id").and_then(Node::as_int), node }).collect()
}

/// The volume that has the metadata log: the one marked, else the one of the lowest id.
pub(super) fn of_metadata<'a>(volumes: &[Volume<'a>]) -> Option<Volume<'a>> {
    let marked = volumes.iter().find(|volume| volume.is_shared());
    marked.or_else(|| volumes.iter().min_by_key(|volume| volume.id)).copied()
}

/// What all volumes of a pool hold, in bytes; ephemeral ones hold nothing that stays.
pub(super) fn held(pool: &Object) -> i128 {
    let of = storage(pool).map(volumes).unwrap_or_default();
    of.iter().filter_map(Volume::bytes).sum()
}

/// Bytes as GiB, as people say it: `600`, `1.5`.
pub(super) fn gib(bytes: i128) -> String {
    let tenths = (bytes * 10 + (1 << 29)) / (1 << 30);
    if tenths % 10 == 0 { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

#[cfg(test)]
mod tests {
    use super::gib;

    #[test]
    fn gib_with_a_tenth_where_there_is_one() {
        assert_eq!(gib(600 << 30), "600");
        assert_eq!(gib((3 << 30) / 2), "1.5");
        assert_eq!(gib(500_000_000_000), "465.7");
    }
}
