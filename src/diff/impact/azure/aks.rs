//! IMP-A11, IMP-A12: what never changes of an AKS cluster and its node pools.

use crate::blueprint::{KubernetesCluster, Provider};
use crate::diff::{Change, Cx, Kind, Part, Platform};

/// Of the network profile.
const FIXED: [&str; 3] = ["podCidr", "serviceCidr", "dnsServiceIP"];

/// Of a node pool, with what people call each.
const POOL: [(&str, &str); 5] = [
    ("vmSize", "size of the machines"),
    ("maxPods", "number of pods a node takes"),
    ("zones", "zones"),
    ("osDiskSizeGB", "size of the system's disk"),
    ("osDiskType", "place of the system's disk"),
];

pub(super) fn check<'a>(cx: &mut Cx<'a>, platform: &'a Platform<'a>) {
    for (name, item) in platform.before.blueprint.kubernetes.iter() {
        let Some(after) = platform.after.blueprint.kubernetes.get(name) else { continue };
        // Another real cluster is another one altogether.
        if item.provider.value != Provider::Aks
            || after.provider.value != Provider::Aks
            || real(name, item) != real(name, after)
        {
            continue;
        }
        for change in platform.at(&format!("kubernetes/{name}/networkProfile/*")) {
            if change.kind == Kind::Changed && FIXED.contains(&change.path.last()) {
                let hit = cx.hit("IMP-A11", change);
                hit.with("cluster", name);
                if change.path.last() == "serviceCidr" {
                    hit.note(
                        "further ranges for Services can be added beside it, as objects of kind ServiceCIDR",
                    );
                }
            }
        }
        for (pool, item) in item.node_pools.iter() {
            if after.node_pools.get(pool).is_none() {
                continue;
            }
            let changes: Vec<&Change<'_>> = platform
                .at(&format!("kubernetes/{name}/nodePools/{pool}/*/**"))
                .filter(|change| is_fixed(change))
                .collect();
            let words: Vec<String> = changes.iter().filter_map(|change| words(change)).collect();
            let nodes = item.count.as_ref().map_or_else(
                || "its nodes".to_owned(),
                |count| match count.value.0 {
                    1 => "its node".into(),
                    count => format!("its {count} nodes"),
                },
            );
            if let Some(hit) = cx.hit_all("IMP-A12", changes) {
                hit.with("pool", pool)
                    .with("cluster", name)
                    .with("what", words.join(", "))
                    .with("nodes", nodes);
            }
        }
    }
}

fn real<'t>(name: &'t str, cluster: &'t KubernetesCluster) -> &'t str {
    cluster.cluster_name.as_ref().map_or(name, |real| &real.value.0)
}

/// What is written for the first time may well be what there is; not so of zones, which a pool without them does not
/// have.
fn is_fixed(change: &Change<'_>) -> bool {
    let key = change.path.0.get(4).map(Part::text);
    key.is_some_and(|key| POOL.iter().any(|(known, _)| *known == key))
        && (change.kind == Kind::Changed || key == Some("zones"))
}

fn words(change: &Change<'_>) -> Option<String> {
    let key = change.path.0.get(4)?.text();
    let (_, words) = POOL.iter().find(|(known, _)| *known == key)?;
    let text = |node: Option<&crate::object::Node>| match node {
        Some(node) => match node.as_list() {
            Some(list) => list.iter().filter_map(crate::diff::scalar::text).collect::<Vec<_>>().join(" and "),
            None => crate::diff::scalar::text(node).unwrap_or_default(),
        },
        None => "none".to_owned(),
    };
    Some(format!("the {words} ({} to {})", text(change.before), text(change.after)))
}
