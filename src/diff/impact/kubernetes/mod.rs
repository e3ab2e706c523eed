//! Rows about Kubernetes objects that need thought.

mod api_version;
mod claim;
mod claim_template;
mod config;
mod config_hash;
mod cron_job;
mod definition;
mod disruption;
mod field;
mod followers;
mod image;
mod immutable;
mod job;
mod network_policy;
mod pods;
mod reader;
mod removed;
mod rename;
mod replaced;
mod replicas;
mod retention;
mod rollout;
mod selector;
mod service;
mod service_port;
mod service_selector;
mod spread;
mod storage_class;
mod strategy;
mod volume;

use super::Check;
pub(in crate::diff) use reader::configs;
pub(in crate::diff) use removed::say as removed;

const SETS: &[&str] = &["StatefulSet"];
const WORKLOADS: &[&str] = &["StatefulSet", "Deployment", "DaemonSet", "ReplicaSet"];

/// In the order of their rows.
pub(super) static CHECKS: &[Check] = &[
    Check::Pair(SETS, claim_template::check),
    Check::Pair(&["StatefulSet", "StorageClass", "Secret"], immutable::check),
    Check::Pair(&["StatefulSet", "Deployment", "ReplicaSet"], replicas::check),
    Check::Pair(SETS, retention::check),
    Check::Pair(SETS, rollout::check),
    Check::Pair(WORKLOADS, spread::check),
    Check::Pair(WORKLOADS, image::check),
    Check::Pair(WORKLOADS, selector::check),
    Check::Pair(&["Deployment", "StatefulSet"], strategy::check),
    Check::Pair(&["Deployment", "DaemonSet", "ReplicaSet"], replaced::check),
    Check::Pair(&["Job"], job::check),
    Check::Pair(&["CronJob"], cron_job::check),
    Check::Pair(&["CustomResourceDefinition"], definition::check),
    Check::Pair(&["NetworkPolicy"], network_policy::check),
    Check::Pair(&["Service"], service::check),
    Check::Pair(&["Service"], service_port::check),
    Check::Pair(&["Service"], service_selector::check),
    Check::Pair(&["PersistentVolumeClaim"], claim::check),
    Check::Pair(&["StorageClass"], storage_class::check),
    Check::All(storage_class::default),
    Check::Pair(&["PersistentVolume"], volume::check),
    Check::Pair(&["ConfigMap", "Secret"], config::check),
    Check::All(config_hash::check),
    Check::All(disruption::check),
    Check::All(rename::check),
    Check::All(api_version::check),
];
