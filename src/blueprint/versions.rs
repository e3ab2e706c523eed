use super::Val;

section! {
    /// The versions to compile for.
    Versions = "the versions" {
        /// Kubernetes, minor: `"1.35"`.
        kubernetes "kubernetes": Option<Val<String>>,
        /// Strimzi: `"1.2"` for the newest known patch, or a full version.
        strimzi "strimzi": Option<Val<String>>,
        /// Kafka, full: `"4.3.1"`.
        kafka "kafka": Option<Val<String>>,
        /// HDInsight: `"5.1"`.
        hdinsight "hdinsight": Option<Val<String>>,
    }
}
