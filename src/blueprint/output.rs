use super::Val;

section! {
    /// What a build writes.
    Outputs = "the outputs" {
        /// Helm charts.
        helm "helm": Option<HelmOutput>,
        /// Plain manifests.
        manifests "manifests": Option<ManifestsOutput>,
        /// The kafka-env patch of every HDInsight cluster.
        ambari "ambari": Option<AmbariOutput>,
    }
}

section! {
    /// Helm charts.
    HelmOutput = "the Helm output" {
        /// The version of the charts.
        version "version": Option<Val<String>>,
        /// Paths of the blueprint whose values become chart values.
        expose "expose": Vec<Val<String>>,
    }
}

section! {
    /// Plain manifests.
    ManifestsOutput = "the manifests output" {}
}

section! {
    /// The kafka-env patch of every HDInsight cluster.
    AmbariOutput = "the Ambari output" {}
}
