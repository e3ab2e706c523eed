use super::{Failure, Targets};
use crate::blueprint::{RepositoryLint, Val};
use crate::topology::Topology;
use std::collections::BTreeMap;

/// The versions objects are judged for.
#[derive(Debug, clap::Args)]
pub(super) struct Versions {
    /// The Kubernetes minor to judge for; the newest known unless said.
    #[arg(long, value_name = "VERSION")]
    kubernetes: Option<String>,
    /// The Strimzi release to judge for; the newest known unless said.
    #[arg(long, value_name = "VERSION")]
    strimzi: Option<String>,
    /// The Kafka version to judge for; what that Strimzi runs unless said.
    #[arg(long, value_name = "VERSION")]
    kafka: Option<String>,
}

impl Versions {
    /// What was said on the command line, else in the configuration, else by the blueprint, else the newest.
    pub(super) fn targets(
        &self,
        section: Option<&RepositoryLint>,
        platform: Option<&Topology>,
    ) -> Result<Targets, Failure> {
        let stated = section.and_then(|section| section.versions.as_ref());
        let of = |own: &Option<String>, stated: Option<&Option<Val<String>>>, used: Option<&String>| {
            own.clone().or(stated.and_then(|value| value.as_ref()).map(|v| v.value.clone())).or(used.cloned())
        };
        let used = platform.map(|platform| &platform.versions);
        let first =
            |all: Option<&BTreeMap<String, Val<String>>>| all.and_then(|all| all.values().next().cloned());
        let kubernetes = of(
            &self.kubernetes,
            stated.map(|s| &s.kubernetes),
            first(used.map(|u| &u.kubernetes)).as_ref().map(|v| &v.value),
        );
        let strimzi = of(
            &self.strimzi,
            stated.map(|s| &s.strimzi),
            first(used.map(|u| &u.strimzi)).as_ref().map(|v| &v.value),
        );
        let kafka = of(
            &self.kafka,
            stated.map(|s| &s.kafka),
            first(used.map(|u| &u.kafka)).as_ref().map(|v| &v.value),
        );
        let read = Targets::read(kubernetes.as_deref(), strimzi.as_deref(), kafka.as_deref());
        read.map_err(|(message, help)| Failure::new(message).help(help))
    }
}
