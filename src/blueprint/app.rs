use super::{
    Apart, Config, Connection, Count, LoadBalancer, NameText, Named, Peer, Port, PortName, Quantity, RawList,
    RawMap, Resources, Val, Variables, VolumeName,
};

choice! {
    /// What runs an application's pods.
    AppKind = "a kind of application" {
        /// Pods that are all alike.
        Deployment = "Deployment",
        /// Pods with a name and a disk of their own.
        StatefulSet = "StatefulSet",
    }
}

section! {
    /// An application on Kubernetes.
    App = "an application" {
        /// `Deployment`, or `StatefulSet` for pods with disks of their own.
        kind "kind": Val<AppKind>,
        /// The Kubernetes cluster it runs on; the only one unless stated.
        kubernetes "kubernetes": Option<Val<NameText>>,
        /// The namespace it runs in.
        namespace "namespace": Val<NameText>,
        /// Its image, with a tag or digest.
        image "image": Val<String>,
        /// How many pods.
        replicas "replicas": Option<Val<Count>>,
        /// What it listens on, by name.
        ports "ports": Named<Val<Port>, PortName>,
        /// How it is reached.
        service "service": Option<Service>,
        /// Its connections to Kafka.
        connections "connections": Named<Connection, VolumeName>,
        /// Environment variables; a secret by `secretRef`.
        env "env": Variables,
        /// ConfigMaps and Secrets whose keys become variables, in Kubernetes' shape.
        env_from "envFrom": Option<RawList>,
        /// What is run instead of the image's entry point.
        command "command": Vec<Val<String>>,
        /// What it is given.
        args "args": Vec<Val<String>>,
        /// Requests and limits.
        resources "resources": Option<Resources>,
        /// Volumes, by name.
        volumes "volumes": Named<Volume, VolumeName>,
        /// How hard its pods are kept on different hosts: `preferred` in production unless stated.
        anti_affinity "antiAffinity": Option<Val<Apart>>,
        /// Probes, in Kubernetes' shape.
        probes "probes": Option<Probes>,
        /// Secrets with credentials for the image's registry.
        image_pull_secrets "imagePullSecrets": Vec<Val<NameText>>,
        /// Its ServiceAccount.
        service_account "serviceAccount": Option<ServiceAccount>,
        /// Labels a node must have.
        node_selector "nodeSelector": Config,
        /// Taints the pods put up with, in Kubernetes' shape.
        tolerations "tolerations": Option<RawList>,
        /// Labels of the pods beside ours.
        pod_labels "podLabels": Config,
        /// Annotations of the pods.
        pod_annotations "podAnnotations": Config,
        /// The pods' security context, in Kubernetes' shape; what it does not say stays as decided.
        security_context "securityContext": Option<RawMap>,
        /// How pods are replaced, in Kubernetes' shape.
        strategy "strategy": Option<RawMap>,
        /// How long a pod may take to stop, in seconds.
        termination_grace_period_seconds "terminationGracePeriodSeconds": Option<Val<Count>>,
        /// Its priority class.
        priority_class_name "priorityClassName": Option<Val<NameText>>,
        /// What it may reach and be reached from.
        network_policy "networkPolicy": Option<AppNetworkPolicy>,
        /// Whether several environments share it on purpose.
        shared "shared": Option<Val<bool>>,
    }
}

choice! {
    /// How a Service is reached.
    ServiceType = "a type of Service" {
        /// From inside the cluster.
        ClusterIp = "ClusterIP",
        /// Through ports of the nodes.
        NodePort = "NodePort",
        /// Through a load balancer.
        LoadBalancer = "LoadBalancer",
    }
}

section! {
    /// How something is reached.
    Service = "a service" {
        /// `ClusterIP` unless stated.
        kind "type": Option<Val<ServiceType>>,
        /// The port for the container port called `http`, or the only one; without it each keeps its number.
        port "port": Option<Val<Port>>,
        /// Where its load balancer has its address: `internal` unless stated; `public` needs `allowFrom`.
        load_balancer "loadBalancer": Option<Val<LoadBalancer>>,
        /// Who may come through.
        allow_from "allowFrom": Vec<Val<Peer>>,
        /// Its annotations.
        annotations "annotations": Config,
    }
}

choice! {
    /// How a claimed volume may be mounted.
    AccessMode = "an access mode" {
        /// By one node.
        ReadWriteOnce = "ReadWriteOnce",
        /// By one pod.
        ReadWriteOncePod = "ReadWriteOncePod",
        /// By many nodes.
        ReadWriteMany = "ReadWriteMany",
        /// By many nodes, read-only.
        ReadOnlyMany = "ReadOnlyMany",
    }
}

section! {
    /// A volume: claimed when it has a `size`, otherwise one of the sources below.
    Volume = "a volume" {
        /// Where it is mounted.
        mount_path "mountPath": Option<Val<String>>,
        /// How large a disk to claim: `1Gi`.
        size "size": Option<Val<Quantity>>,
        /// The storage class.
        class "class": Option<Val<NameText>>,
        /// How it may be mounted: `ReadWriteOnce` unless stated.
        access_modes "accessModes": Vec<Val<AccessMode>>,
        /// Whether it is mounted read-only.
        read_only "readOnly": Option<Val<bool>>,
        /// An empty folder, in Kubernetes' shape.
        empty_dir "emptyDir": Option<RawMap>,
        /// A ConfigMap, in Kubernetes' shape.
        config_map "configMap": Option<RawMap>,
        /// A Secret, in Kubernetes' shape.
        secret "secret": Option<RawMap>,
    }
}

section! {
    /// Probes, in Kubernetes' shape; `{}` for none.
    Probes = "probes" {
        /// Whether traffic is sent: a TCP connection to the port called `http`, or the only one, unless stated.
        readiness "readiness": Option<RawMap>,
        /// Whether the container is started again; none unless stated.
        liveness "liveness": Option<RawMap>,
        /// Whether it has started; none unless stated.
        startup "startup": Option<RawMap>,
    }
}

section! {
    /// A ServiceAccount.
    ServiceAccount = "a service account" {
        /// Annotations, such as the identity it stands for.
        annotations "annotations": Config,
        /// Whether its token is mounted; no, unless stated.
        automount_token "automountToken": Option<Val<bool>>,
    }
}

choice! {
    /// What an application may reach.
    Egress = "a kind of egress" {
        /// Anything.
        Open = "open",
        /// DNS, its declared connections, and what `egress` under the policy adds.
        Declared = "declared",
    }
}

section! {
    /// What an application may reach and be reached from.
    AppNetworkPolicy = "a network policy" {
        /// What it may reach: `open` unless stated.
        egress "egress": Option<Val<Egress>>,
        /// Who may connect to its ports, beside who may come through its service; anybody where neither is stated.
        allow_from "allowFrom": Vec<Val<Peer>>,
        /// Further egress rules, in Kubernetes' shape.
        egress_rules "egressRules": Option<RawList>,
    }
}
