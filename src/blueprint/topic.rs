use super::{Config, Positive, Val};

section! {
    /// A topic.
    Topic = "a topic" {
        /// How many partitions.
        partitions "partitions": Option<Val<Positive>>,
        /// How many copies of each; the cluster's replication factor unless stated.
        replicas "replicas": Option<Val<Positive>>,
        /// Topic configuration, keys verbatim. Durations (`7d`) and sizes (`1Gi`) are turned into the key's own unit.
        config "config": Config,
    }
}
