use super::{
    Config, Consumes, Count, ListenerRef, NameText, Named, Positive, RawList, RawMap, Resources, TopicText,
    Val,
};

section! {
    /// A Kafka Connect cluster with its connectors.
    Connect = "a Connect cluster" {
        /// The Kafka cluster and listener it works on.
        to "to": Val<ListenerRef>,
        /// The Kubernetes cluster it runs on; the Kafka cluster's unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it runs in; the Kafka cluster's unless stated.
        namespace "namespace": Option<Val<NameText>>,
        /// How many workers.
        replicas "replicas": Option<Val<Count>>,
        /// Its Kafka version; the Kafka cluster's unless stated.
        version "version": Option<Val<String>>,
        /// An image that holds the plugins; with `build` Strimzi makes one.
        image "image": Option<Val<String>>,
        /// The image Strimzi builds, with the plugins in it.
        build "build": Option<ConnectBuild>,
        /// The plugins to build in.
        plugins "plugins": Named<Plugin>,
        /// The connectors.
        connectors "connectors": Named<Connector>,
        /// Worker configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        config "config": Config,
        /// Requests and limits.
        resources "resources": Option<Resources>,
        /// JVM options, in Strimzi's shape.
        jvm_options "jvmOptions": Option<RawMap>,
        /// Whether Prometheus scrapes it.
        metrics "metrics": Option<Val<bool>>,
        /// Labels a node must have.
        node_selector "nodeSelector": Config,
        /// Taints the pods put up with, in Kubernetes' shape.
        tolerations "tolerations": Option<RawList>,
        /// Secrets with credentials for the image's registry.
        image_pull_secrets "imagePullSecrets": Vec<Val<NameText>>,
    }
}

section! {
    /// The image Strimzi builds.
    ConnectBuild = "a Connect build" {
        /// Where it is pushed: `registry/name:tag`.
        image "image": Val<String>,
        /// The secret with the registry's credentials.
        push_secret "pushSecret": Option<Val<NameText>>,
        /// Requests and limits of the building pod.
        resources "resources": Option<Resources>,
    }
}

choice! {
    /// How a plugin is packed.
    ArtifactType = "a type of artifact" {
        /// One jar.
        Jar = "jar",
        /// A compressed tar.
        Tgz = "tgz",
        /// A zip.
        Zip = "zip",
        /// Any other file.
        Other = "other",
    }
}

section! {
    /// A plugin: by Maven coordinates, or by address and checksum.
    Plugin = "a plugin" {
        /// `group:artifact:version`.
        maven "maven": Option<Val<String>>,
        /// The Maven repository; Maven Central unless stated.
        repository "repository": Option<Val<String>>,
        /// The address of the artifact.
        url "url": Option<Val<String>>,
        /// Its SHA-512, which the build checks.
        sha512sum "sha512sum": Option<Val<String>>,
        /// How it is packed.
        kind "type": Option<Val<ArtifactType>>,
        /// The file name, for `other`.
        file_name "fileName": Option<Val<String>>,
    }
}

choice! {
    /// Whether a connector runs.
    ConnectorState = "a state of a connector" {
        /// It runs.
        Running = "running",
        /// Its tasks wait.
        Paused = "paused",
        /// It has no tasks.
        Stopped = "stopped",
    }
}

section! {
    /// A connector.
    Connector = "a connector" {
        /// Its Java class.
        class "class": Val<String>,
        /// The topics it writes.
        produces "produces": Vec<Val<TopicText>>,
        /// The topics it reads.
        consumes "consumes": Option<Consumes>,
        /// How many tasks at most.
        tasks_max "tasksMax": Option<Val<Positive>>,
        /// Whether it runs.
        state "state": Option<Val<ConnectorState>>,
        /// Whether a failed task is started again; yes, unless stated.
        auto_restart "autoRestart": Option<Val<bool>>,
        /// Its configuration, keys and values verbatim; a secret by `secretRef`.
        config "config": Config,
    }
}
