//! The whole document.

use super::{
    App, Bridge, Client, Connect, Kafka, KubernetesCluster, Lint, Mirror, NameText, Named, Network, Outputs,
    Patch, Peering, RawResource, Secret, Val, Versions,
};

choice! {
    /// Which row set of the decisions table fills in what nobody wrote.
    Profile = "a profile" {
        /// Replicated, spread over zones, with requests that hold.
        Production = "production",
        /// As small as it runs.
        Development = "development",
    }
}

choice! {
    /// The version of this language.
    ApiVersion = "a version of the blueprint language" {
        /// The first one.
        V1Alpha1 = "streamwright/v1alpha1",
    }
}

choice! {
    /// What the document is.
    Kind = "a kind of document" {
        /// A platform.
        Blueprint = "Blueprint",
    }
}

section! {
    /// A Kafka platform: networks, Kubernetes clusters, Kafka clusters and everything that uses them.
    Blueprint = "a blueprint" {
        /// The version of the language: `streamwright/v1alpha1`.
        api_version "apiVersion": Val<ApiVersion>,
        /// Always `Blueprint`.
        kind "kind": Val<Kind>,
        /// What the platform is called.
        metadata "metadata": Metadata,
        /// Which decisions fill in what nobody wrote: `production` (the default) or `development`.
        profile "profile": Option<Val<Profile>>,
        /// The environment that `expand` and Helm's values show; required with two or more.
        default_environment "defaultEnvironment": Option<Val<NameText>>,
        /// The versions to compile for; a cluster may state its own.
        versions "versions": Option<Versions>,
        /// Virtual networks: facts that are checked, not created.
        networks "networks": Named<Network>,
        /// Peerings between virtual networks, by a name of your own.
        peerings "peerings": Named<Peering>,
        /// Kubernetes clusters that exist, with what is installed on them.
        kubernetes "kubernetes": Named<KubernetesCluster>,
        /// Kafka clusters: made by Strimzi, run by HDInsight, or somebody else's.
        kafka "kafka": Named<Kafka>,
        /// Programs outside Kubernetes: a user and its rights, nothing else.
        clients "clients": Named<Client>,
        /// Secrets by name and key; a value may not stand here.
        secrets "secrets": Named<Secret>,
        /// Kafka Connect clusters and their connectors.
        connect "connect": Named<Connect>,
        /// HTTP bridges to Kafka.
        bridges "bridges": Named<Bridge>,
        /// MirrorMaker 2: topics copied from one Kafka cluster to another.
        mirrors "mirrors": Named<Mirror>,
        /// Applications on Kubernetes.
        apps "apps": Named<App>,
        /// What a build writes.
        outputs "outputs": Option<Outputs>,
        /// Changes to compiled objects that the language has no word for.
        patches "patches": Named<Patch>,
        /// Manifests of your own that belong to the platform.
        resources "resources": Named<RawResource>,
        /// What lint is to leave unsaid, and how loudly it says the rest.
        lint "lint": Option<Lint>,
    }
}

section! {
    /// What the platform is called.
    Metadata = "the metadata" {
        /// The platform's name: the label `app.kubernetes.io/part-of` on every object.
        name "name": Val<super::KubernetesLabel>,
    }
}
