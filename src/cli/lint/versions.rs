use super::{Failure, Targets};

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
    pub(super) fn targets(&self) -> Result<Targets, Failure> {
        let read = Targets::read(self.kubernetes.as_deref(), self.strimzi.as_deref(), self.kafka.as_deref());
        read.map_err(|(message, help)| Failure::new(message).help(help))
    }
}
