//! Rows about Azure networks, AKS and HDInsight that need thought.

mod aks;
mod gateway;
mod hdinsight;
mod listener;
mod network;
mod occupied;
mod peering;
mod storage;

use super::Check;

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[
    Check::Platform(network::check),
    Check::Platform(peering::check),
    Check::Platform(gateway::check),
    Check::Platform(aks::check),
    Check::Pair(&["PersistentVolumeClaim", "StatefulSet"], storage::reclaim),
    Check::Pair(&["StatefulSet", "KafkaNodePool"], storage::zone),
    Check::Platform(hdinsight::check),
    Check::Platform(listener::check),
];
