use super::{
    Config, Consumes, Count, ListenerRef, NameText, Peer, Port, RawList, RawMap, Resources, Service,
    TopicText, Val,
};

section! {
    /// An HTTP bridge to Kafka.
    Bridge = "a bridge" {
        /// The Kafka cluster and listener it works on.
        to "to": Val<ListenerRef>,
        /// The Kubernetes cluster it runs on; the Kafka cluster's unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it runs in; the Kafka cluster's unless stated.
        namespace "namespace": Option<Val<NameText>>,
        /// How many pods.
        replicas "replicas": Option<Val<Count>>,
        /// What it serves HTTP on.
        http "http": Option<Http>,
        /// The topics its callers write.
        produces "produces": Vec<Val<TopicText>>,
        /// The topics its callers read, and what their groups begin with.
        consumes "consumes": Option<Consumes>,
        /// Who may call it; nobody unless stated, since a bridge asks its callers for no credentials.
        allow_from "allowFrom": Vec<Val<Peer>>,
        /// How it is reached from outside the cluster; not at all unless stated.
        service "service": Option<Service>,
        /// Producer configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        producer "producer": Config,
        /// Consumer configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        consumer "consumer": Config,
        /// Admin client configuration, keys verbatim. Durations and sizes are turned into the key's own unit.
        admin_client "adminClient": Config,
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
    }
}

section! {
    /// What a bridge serves HTTP on.
    Http = "an HTTP configuration" {
        /// The port: 8080 unless stated.
        port "port": Option<Val<Port>>,
        /// Which web pages may call it.
        cors "cors": Option<Cors>,
    }
}

section! {
    /// Which web pages may call a bridge.
    Cors = "a CORS configuration" {
        /// Origins, as regular expressions.
        allowed_origins "allowedOrigins": Vec<Val<String>>,
        /// HTTP methods.
        allowed_methods "allowedMethods": Vec<Val<String>>,
    }
}
