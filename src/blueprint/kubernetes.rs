use super::{
    Address, Cidr, Config, Count, KubernetesName, NameText, Named, NamespaceName, Positive, RawList,
    SubnetRef, Surge, Val,
};

choice! {
    /// Who runs the Kubernetes cluster: decides load-balancer annotations and default ranges and classes.
    Provider = "a Kubernetes provider" {
        /// Azure Kubernetes Service.
        Aks = "aks",
        /// Amazon Elastic Kubernetes Service.
        Eks = "eks",
        /// Google Kubernetes Engine.
        Gke = "gke",
        /// k3s.
        K3s = "k3s",
        /// kubeadm on machines of your own.
        Kubeadm = "kubeadm",
        /// minikube.
        Minikube = "minikube",
        /// kind.
        Kind = "kind",
    }
}

section! {
    /// A Kubernetes cluster that exists.
    KubernetesCluster = "a Kubernetes cluster" {
        /// Who runs it.
        provider "provider": Val<Provider>,
        /// Which real cluster this is; without it the key names it. Two environments on one real cluster may not
        /// claim the same objects.
        cluster_name "clusterName": Option<Val<NameText>>,
        /// Its version, where it differs from `versions.kubernetes`.
        version "version": Option<Val<String>>,
        /// The region it runs in: `westeurope`.
        location "location": Option<Val<String>>,
        /// The subnet its nodes are in.
        subnet "subnet": Option<Val<SubnetRef>>,
        /// How pods and Services get addresses.
        network_profile "networkProfile": Option<NetworkProfile>,
        /// Its nodes.
        node_pools "nodePools": Named<KubernetesNodePool>,
        /// Namespaces: created here, with their Pod Security level.
        namespaces "namespaces": Named<Namespace, NamespaceName>,
        /// Storage classes: `{}` for one that exists, with a `provisioner` for one of ours.
        storage_classes "storageClasses": Named<StorageClass, KubernetesName>,
        /// Priority classes that exist.
        priority_classes "priorityClasses": Vec<Val<NameText>>,
        /// What is installed on it.
        operators "operators": Option<Operators>,
        /// Whether several environments share it on purpose, and its namespaces and classes with it.
        shared "shared": Option<Val<bool>>,
    }
}

choice! {
    /// How the nodes of AKS reach the internet.
    OutboundType = "an outbound type" {
        /// By a load balancer's address.
        LoadBalancer = "loadBalancer",
        /// By a route in the route table of their subnet.
        UserDefinedRouting = "userDefinedRouting",
        /// By a NAT gateway AKS makes.
        ManagedNatGateway = "managedNATGateway",
        /// By a NAT gateway of one's own.
        UserAssignedNatGateway = "userAssignedNATGateway",
        /// Not at all.
        None = "none",
    }
}

section! {
    /// How pods and Services get addresses (the words of AKS).
    NetworkProfile = "a network profile" {
        /// `azure`, `kubenet`, `none`, or another provider's plugin.
        network_plugin "networkPlugin": Option<Val<String>>,
        /// `overlay` when pods have addresses of their own behind the node's.
        network_plugin_mode "networkPluginMode": Option<Val<String>>,
        /// What enforces network policies: `azure`, `calico`, `cilium`.
        network_policy "networkPolicy": Option<Val<String>>,
        /// What moves packets on a node: `azure`, or `cilium` for its own.
        network_dataplane "networkDataplane": Option<Val<String>>,
        /// How nodes reach the internet: `userDefinedRouting` by the route table of their subnet.
        outbound_type "outboundType": Option<Val<OutboundType>>,
        /// The range of pods.
        pod_cidr "podCidr": Option<Val<Cidr>>,
        /// The range of Services.
        service_cidr "serviceCidr": Option<Val<Cidr>>,
        /// The address of the cluster's DNS, inside `serviceCidr`.
        dns_service_ip "dnsServiceIP": Option<Val<Address>>,
    }
}

choice! {
    /// What a node pool of AKS is for.
    PoolMode = "a mode of a node pool" {
        /// What AKS itself runs, and the rest.
        System = "System",
        /// Everything but that.
        User = "User",
    }
}

choice! {
    /// Where the disk of a node's system is.
    OsDiskType = "a type of OS disk" {
        /// On the machine itself: gone with it.
        Ephemeral = "Ephemeral",
        /// In Azure's storage.
        Managed = "Managed",
    }
}

section! {
    /// Some nodes alike.
    KubernetesNodePool = "a node pool" {
        /// The size of the machines: `Standard_E8s_v5`.
        vm_size "vmSize": Option<Val<String>>,
        /// How large the disk of their system is, in GiB.
        os_disk_size_gb "osDiskSizeGB": Option<Val<Positive>>,
        /// Where that disk is.
        os_disk_type "osDiskType": Option<Val<OsDiskType>>,
        /// Whether AKS runs its own pods there.
        mode "mode": Option<Val<PoolMode>>,
        /// How many there are.
        count "count": Option<Val<Count>>,
        /// How many there are at least, where the number follows the load.
        min_count "minCount": Option<Val<Count>>,
        /// How many there are at most, where the number follows the load.
        max_count "maxCount": Option<Val<Count>>,
        /// How many pods a node takes.
        max_pods "maxPods": Option<Val<Positive>>,
        /// How many nodes an upgrade adds for its time: `2`, `33%`; one unless stated.
        max_surge "maxSurge": Option<Val<Surge>>,
        /// The subnet of these nodes, where it is not that of the cluster.
        subnet "subnet": Option<Val<SubnetRef>>,
        /// The subnet their pods have addresses of.
        pod_subnet "podSubnet": Option<Val<SubnetRef>>,
        /// The availability zones they are in; without them nothing is spread by zone.
        zones "zones": Vec<Val<String>>,
        /// Labels on the nodes.
        labels "labels": Config,
        /// Taints on the nodes, in Kubernetes' shape.
        taints "taints": Option<RawList>,
    }
}

choice! {
    /// A Pod Security level.
    PodSecurity = "a Pod Security level" {
        /// No limits.
        Privileged = "privileged",
        /// No known way to more privileges.
        Baseline = "baseline",
        /// Current practice for hardened pods.
        Restricted = "restricted",
    }
}

section! {
    /// A namespace.
    Namespace = "a namespace" {
        /// What its pods may do: `restricted` unless stated.
        pod_security "podSecurity": Option<Val<PodSecurity>>,
        /// Labels beside ours.
        labels "labels": Config,
    }
}

choice! {
    /// What becomes of a volume whose claim goes.
    ReclaimPolicy = "a reclaim policy" {
        /// The disk stays.
        Retain = "Retain",
        /// The disk goes.
        Delete = "Delete",
    }
}

choice! {
    /// When a volume is made.
    VolumeBindingMode = "a volume binding mode" {
        /// Where the pod is scheduled.
        WaitForFirstConsumer = "WaitForFirstConsumer",
        /// At once, in whatever zone.
        Immediate = "Immediate",
    }
}

section! {
    /// A storage class.
    StorageClass = "a storage class" {
        /// Who makes the volumes; a class that states it is ours to create.
        provisioner "provisioner": Option<Val<String>>,
        /// What the provisioner is told.
        parameters "parameters": Config,
        /// What becomes of a volume whose claim goes.
        reclaim_policy "reclaimPolicy": Option<Val<ReclaimPolicy>>,
        /// When a volume is made: `WaitForFirstConsumer` unless stated, not the API's `Immediate`.
        volume_binding_mode "volumeBindingMode": Option<Val<VolumeBindingMode>>,
        /// Whether a claim may grow.
        allow_volume_expansion "allowVolumeExpansion": Option<Val<bool>>,
        /// Mount options.
        mount_options "mountOptions": Vec<Val<String>>,
    }
}

section! {
    /// What is installed on a cluster: decides what is emitted.
    Operators = "the operators" {
        /// The Strimzi cluster operator.
        strimzi "strimzi": Option<StrimziOperator>,
        /// The Strimzi access operator.
        strimzi_access "strimzi-access": Option<InstalledOperator>,
        /// The Strimzi drain cleaner.
        strimzi_drain_cleaner "strimzi-drain-cleaner": Option<InstalledOperator>,
        /// The external-secrets operator.
        external_secrets "external-secrets": Option<ExternalSecretsOperator>,
        /// The Prometheus operator.
        prometheus_operator "prometheus-operator": Option<PrometheusOperator>,
        /// The Gateway API with `TLSRoute`, which a `tlsroute` listener needs.
        gateway_api "gateway-api": Option<InstalledOperator>,
    }
}

section! {
    /// The Strimzi cluster operator.
    StrimziOperator = "the Strimzi operator" {
        /// Its version: wins over `versions.strimzi`.
        version "version": Option<Val<String>>,
        /// The namespaces it watches; all of them, unless stated.
        watch_namespaces "watchNamespaces": Vec<Val<NameText>>,
    }
}

section! {
    /// An operator that is installed.
    InstalledOperator = "an operator" {
        /// Its version.
        version "version": Option<Val<String>>,
    }
}

section! {
    /// The external-secrets operator.
    ExternalSecretsOperator = "the external-secrets operator" {
        /// Its version.
        version "version": Option<Val<String>>,
        /// The cluster-wide stores that exist.
        cluster_secret_stores "clusterSecretStores": Vec<Val<NameText>>,
    }
}

section! {
    /// The Prometheus operator.
    PrometheusOperator = "the Prometheus operator" {
        /// Its version.
        version "version": Option<Val<String>>,
        /// The namespace Prometheus scrapes from.
        namespace "namespace": Val<NameText>,
        /// Labels its `podMonitorSelector` asks for.
        labels "labels": Config,
    }
}
