//! Nodes and disks: what the declared machines carry at most.

use super::{At, report, strimzi_clusters};
use crate::blueprint::{
    AccessMode, Apart, AppKind, Config, ConfigValue, KubernetesCluster, NameText, Provider, StorageType, Val,
};
use crate::diagnostic::{MORE_REPLICAS_THAN_NODES, Sink, TOO_MANY_DATA_DISKS};
use crate::facts::azure::vm_size;
use crate::facts::provider::{self, default_storage_class, storage_class};
use crate::source::Span;
use crate::topology::Topology;
use std::collections::BTreeMap;

/// The labels AKS puts on a node with the name of its pool.
const POOL_LABELS: [&str; 2] = ["agentpool", "kubernetes.azure.com/agentpool"];

pub(super) fn check(topology: &Topology, sink: &mut Sink) {
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        for (name, pool) in kafka.node_pools.iter() {
            let path = format!("kafka/{cluster}/nodePools/{name}");
            let spread = (pool.anti_affinity.as_ref(), Some(&pool.replicas));
            apart(topology, cluster, &path, spread, &pool.node_selector, sink);
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let spread = (app.anti_affinity.as_ref(), app.replicas.as_ref());
        if spread.0.is_some_and(|a| a.value == Apart::Required) {
            apart(topology, name, &format!("apps/{name}"), spread, &app.node_selector, sink);
        }
    }
    disks(topology, sink);
}

type Spread<'t> = (Option<&'t Val<Apart>>, Option<&'t Val<crate::blueprint::Count>>);

/// Pods that must not share a host need as many hosts.
fn apart(
    topology: &Topology,
    component: &str,
    path: &str,
    (anti_affinity, replicas): Spread<'_>,
    selector: &Config,
    sink: &mut Sink,
) {
    let (Some(apart), Some(replicas)) = (anti_affinity, replicas) else { return };
    let Some(place) = topology.places.get(component) else { return };
    let Some(cluster) = topology.blueprint.kubernetes.get(&place.kubernetes) else { return };
    if apart.value != Apart::Required {
        return;
    }
    let only = POOL_LABELS.iter().find_map(|label| match &selector.get(label)?.value {
        ConfigValue::Text(pool) => Some(pool.as_str()),
        _ => None,
    });
    let Some((nodes, counts)) = hosts(cluster, only) else { return };
    if replicas.value.0 <= nodes {
        return;
    }
    let wanted = replicas.value.0;
    let message = format!(
        "`{path}` wants {wanted} pods on different hosts, and {} has {nodes} {}",
        only.map_or(format!("`kubernetes/{}`", place.kubernetes), |pool| format!("its node pool `{pool}`")),
        if nodes == 1 { "node" } else { "nodes" },
    );
    let help = format!("write at most {nodes} replicas, `antiAffinity: preferred`, or add nodes");
    let mut places: Vec<At<'_>> =
        vec![(replicas.span(), "how many pods"), (apart.span(), "no two on a host")];
    places.extend(counts.into_iter().map(|at| (at, "how many nodes")));
    report(sink, &MORE_REPLICAS_THAN_NODES, message, help, &places);
}

/// How many nodes there are, and where that is written; `None` where it is not.
fn hosts(cluster: &KubernetesCluster, only: Option<&str>) -> Option<(u32, Vec<Option<Span>>)> {
    let pools = &cluster.node_pools;
    if pools.is_empty() || pools.any_broken() {
        return None;
    }
    let mut total = 0_u32;
    let mut places = Vec::new();
    for (name, pool) in pools.iter() {
        if only.is_some_and(|only| only != name && pools.get(only).is_some()) {
            continue;
        }
        let count = pool.count.as_ref()?;
        total = total.saturating_add(count.value.0);
        places.push(count.span());
    }
    Some((total, places))
}

/// What takes data disks on one Kubernetes cluster.
#[derive(Default)]
struct Disks<'t> {
    total: u64,
    /// Who takes most, how many in all, and in one pod.
    most: Option<(u64, String, Option<Span>)>,
    widest: Option<(u64, String, Option<Span>)>,
    cluster: &'t str,
}

impl Disks<'_> {
    fn take(&mut self, path: String, pods: u32, volumes: u64, at: Option<Span>) {
        let all = u64::from(pods) * volumes;
        self.total += all;
        if self.most.as_ref().is_none_or(|(most, ..)| all > *most) {
            self.most = Some((all, path.clone(), at));
        }
        if pods > 0 && self.widest.as_ref().is_none_or(|(widest, ..)| volumes > *widest) {
            self.widest = Some((volumes, path, at));
        }
    }
}

fn disks(topology: &Topology, sink: &mut Sink) {
    let mut taken: BTreeMap<&str, Disks<'_>> = BTreeMap::new();
    let kubernetes = &topology.blueprint.kubernetes;
    for (cluster, _, kafka) in strimzi_clusters(topology) {
        let Some(place) = topology.places.get(cluster) else { continue };
        let Some(on) = kubernetes.get(&place.kubernetes) else { continue };
        for (name, pool) in kafka.node_pools.iter() {
            let storage = &pool.storage;
            let claims = |kind: Option<&Val<StorageType>>, class: Option<&Val<NameText>>| {
                kind.is_none_or(|k| k.value == StorageType::PersistentClaim) && is_disk(on, class)
            };
            let volumes = if storage.volumes.is_empty() {
                usize::from(claims(storage.kind.as_ref(), storage.class.as_ref()))
            } else {
                storage.volumes.iter().filter(|v| claims(v.kind.as_ref(), v.class.as_ref())).count()
            };
            let path = format!("kafka/{cluster}/nodePools/{name}");
            let entry = taken.entry(&place.kubernetes).or_default();
            entry.cluster = &place.kubernetes;
            entry.take(path, pool.replicas.value.0, volumes as u64, storage.origin.span());
        }
    }
    for (name, app) in topology.blueprint.apps.iter() {
        let Some(place) = topology.places.get(name).filter(|_| !app.volumes.is_empty()) else { continue };
        let Some(on) = kubernetes.get(&place.kubernetes) else { continue };
        let one_node = |mode: &Val<AccessMode>| {
            matches!(mode.value, AccessMode::ReadWriteOnce | AccessMode::ReadWriteOncePod)
        };
        let claimed = app.volumes.iter().filter(|(_, volume)| {
            volume.size.is_some()
                && volume.access_modes.iter().all(one_node)
                && is_disk(on, volume.class.as_ref())
        });
        let pods = match app.kind.value {
            AppKind::StatefulSet => app.replicas.as_ref().map_or(1, |r| r.value.0),
            AppKind::Deployment => 1,
        };
        let entry = taken.entry(&place.kubernetes).or_default();
        entry.cluster = &place.kubernetes;
        let at = app.volumes.origin.as_ref().and_then(crate::source::Origin::span);
        entry.take(format!("apps/{name}"), pods, claimed.count() as u64, at);
    }
    for disks in taken.into_values() {
        if let Some(on) = kubernetes.get(disks.cluster) {
            carried(&disks, on, sink);
        }
    }
}

fn carried(disks: &Disks<'_>, on: &KubernetesCluster, sink: &mut Sink) {
    let Some((room, widest_node)) = room(on) else { return };
    let pools = on.node_pools.origin.as_ref().and_then(crate::source::Origin::span);
    let name = disks.cluster;
    if let Some((volumes, path, at)) = disks.widest.as_ref().filter(|(volumes, ..)| *volumes > widest_node) {
        let message = format!(
            "a pod of `{path}` takes {volumes} data disks, and no node of `kubernetes/{name}` takes more than {widest_node}"
        );
        let help = "use fewer, larger volumes, or declare a node pool of a larger `vmSize`";
        report(sink, &TOO_MANY_DATA_DISKS, message, help, &[(*at, ""), (pools, "the nodes")]);
    } else if let Some((most, path, at)) = disks.most.as_ref().filter(|_| disks.total > room) {
        let message = format!(
            "{} data disks are claimed on `kubernetes/{name}`, and its nodes take {room} together",
            disks.total
        );
        let help = "use fewer, larger volumes, or declare more nodes or a larger `vmSize`";
        let says = format!("`{path}` takes {most} of them");
        report(sink, &TOO_MANY_DATA_DISKS, message, help, &[(*at, &says), (pools, "the nodes")]);
    }
}

/// How many data disks all nodes take, and the most that one takes; `None` where that is not known.
fn room(on: &KubernetesCluster) -> Option<(u64, u64)> {
    if on.node_pools.is_empty() || on.node_pools.any_broken() {
        return None;
    }
    let (mut total, mut widest) = (0, 0);
    for (_, pool) in on.node_pools.iter() {
        let disks = u64::from(vm_size(&pool.vm_size.as_ref()?.value).ok()?.max_data_disks);
        total += disks * u64::from(pool.count.as_ref()?.value.0);
        widest = widest.max(disks);
    }
    Some((total, widest))
}

/// Whether a claim of this class is known to become an Azure data disk.
fn is_disk(on: &KubernetesCluster, class: Option<&Val<NameText>>) -> bool {
    if on.provider.value != Provider::Aks {
        return false;
    }
    let Some(class) = class else {
        return default_storage_class(provider::Provider::Aks).is_some_and(|class| class.block);
    };
    let declared = on.storage_classes.get(&class.value.0).and_then(|class| class.provisioner.as_ref());
    match declared {
        Some(provisioner) => provisioner.value == "disk.csi.azure.com",
        None => storage_class(provider::Provider::Aks, &class.value.0).is_ok_and(|class| class.block),
    }
}
