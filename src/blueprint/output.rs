use super::{Named, Val};

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
        /// The licence of the charts, as SPDX has it: `Apache-2.0`.
        license "license": Option<Val<String>>,
        /// Pages people may want, by what they are called: `support`.
        links "links": Named<Val<String>>,
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
