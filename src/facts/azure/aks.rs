//! What AKS takes and what it refuses: names, nodes, pods.
//!
//! Sources: the AKS pages on limits and regions, on configuring Azure CNI and kubenet, on dynamic pod addresses and on
//! system node pools; the published types of `Microsoft.ContainerService/managedClusters`.

use std::ops::RangeInclusive;

/// How long the prefix is of what each node of an overlay or of kubenet gets of the pods' range.
pub const AKS_NODE_PREFIX: u8 = 24;
/// How many pods a node may be set to take.
pub const AKS_MAX_PODS: RangeInclusive<u32> = 10..=250;
/// How many pods a node takes whose pods have addresses of its own subnet, unless said otherwise.
pub const AKS_PODS_IN_NODE_SUBNET: u32 = 30;
/// How many pods a node pool must have room for.
pub const AKS_LEAST_PODS: u32 = 30;
/// How many nodes a cluster has at most.
pub const AKS_MOST_NODES: u32 = 5_000;
/// The same with kubenet.
pub const AKS_MOST_NODES_KUBENET: u32 = 400;
/// How many addresses a cluster has at most whose pods have those of a subnet.
pub const AKS_MOST_ADDRESSES: u64 = 65_536;
/// How many addresses of a pod subnet a node takes at once.
pub const AKS_POD_BLOCK: u64 = 16;
/// What a pod subnet may be given to.
pub const AKS_DELEGATION: &str = "Microsoft.ContainerService/managedClusters";

/// What is wrong with the name of a node pool; Linux nodes.
#[must_use]
pub fn aks_pool_name(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.len() > 12 {
        return Some("is not 1 to 12 characters long");
    }
    if !name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
        return Some("holds something else than lower-case letters and digits");
    }
    name.starts_with(|c: char| c.is_ascii_digit()).then_some("begins with a digit")
}

/// What is wrong with the name of a cluster.
#[must_use]
pub fn aks_cluster_name(name: &str) -> Option<&'static str> {
    if name.is_empty() || name.len() > 63 {
        return Some("is not 1 to 63 characters long");
    }
    if !name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_') {
        return Some("holds something else than letters, digits, `-` and `_`");
    }
    let end = |b: Option<&u8>| b.is_some_and(u8::is_ascii_alphanumeric);
    let whole = end(name.as_bytes().first()) && end(name.as_bytes().last());
    (!whole).then_some("begins or ends with something else than a letter or digit")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "system", "kafka12", "abcdefghijkl"] {
            assert_eq!(aks_pool_name(good), None, "{good}");
        }
        for bad in ["", "abcdefghijklm", "node-pool", "Kafka", "1kafka", "kafka_1"] {
            assert!(aks_pool_name(bad).is_some(), "{bad}");
        }
        for good in ["k", "aks-kafka_1", "7"] {
            assert_eq!(aks_cluster_name(good), None, "{good}");
        }
        for bad in ["", "-k", "k-", "k.a", &"k".repeat(64)] {
            assert!(aks_cluster_name(bad).is_some(), "{bad}");
        }
    }
}
