//! Volumes of node pools. Source: `StorageUtils` and `KRaftUtils` of Strimzi 1.2.0.

use super::{report, strimzi_clusters};
use crate::blueprint::{Quantity, Storage, StorageType, Val};
use crate::diagnostic::{DUPLICATE_VOLUME, MISSING_KEY, Sink};
use crate::source::{Origin, Span};
use crate::topology::Topology;
use std::collections::BTreeMap;

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        for (name, pool) in kafka.node_pools.iter() {
            let path = format!("kafka/{cluster}/nodePools/{name}/storage");
            let storage = &pool.storage;
            if storage.volumes.is_empty() {
                sized(&path, storage.kind.as_ref(), storage.size.as_ref(), &storage.origin, sink);
            }
            volumes(&path, storage, sink);
        }
    }
}

fn sized(
    path: &str,
    kind: Option<&Val<StorageType>>,
    size: Option<&Val<Quantity>>,
    at: &Origin,
    sink: &mut Sink,
) {
    let unreadable = at.span().is_some_and(|span| sink.has_error_inside(span));
    if size.is_none() && !unreadable && kind.is_none_or(|kind| kind.value == StorageType::PersistentClaim) {
        let message = format!("`{path}` does not say how large the claimed volume is");
        report(sink, &MISSING_KEY, message, "add `size`, such as `size: 200Gi`", &[(at.span(), "")]);
    }
}

fn volumes(path: &str, storage: &Storage, sink: &mut Sink) {
    let mut ids: BTreeMap<u32, Option<Span>> = BTreeMap::new();
    let mut metadata: Option<Option<Span>> = None;
    for volume in &storage.volumes {
        let (id, at) = (volume.id.value.0, volume.id.span());
        sized(
            &format!("{path}/volumes/{id}"),
            volume.kind.as_ref(),
            volume.size.as_ref(),
            &volume.origin,
            sink,
        );
        if let Some(first) = ids.insert(id, at) {
            let message = format!("two volumes of `{path}` have the id {id}");
            let help = "give each volume an id of its own, and never change it: claims are named after it";
            report(sink, &DUPLICATE_VOLUME, message, help, &[(at, ""), (first, "the other one")]);
        }
        let Some(kraft) = &volume.kraft_metadata else { continue };
        if let Some(first) = metadata.replace(kraft.span()) {
            let message = format!("two volumes of `{path}` are to keep the metadata log");
            let help = "leave `kraftMetadata: shared` on one of them";
            report(sink, &DUPLICATE_VOLUME, message, help, &[(kraft.span(), ""), (first, "the other one")]);
        }
    }
}
