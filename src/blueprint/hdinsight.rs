use super::{
    Address, Config, NameText, Named, Port, Positive, ProviderText, SecretRef, SubnetRef, Topic, Topics, Val,
};

section! {
    /// A Kafka cluster on Azure HDInsight.
    HdInsight = "an HDInsight cluster" {
        /// `hdinsight`.
        provider "provider": ProviderText,
        /// The name of the cluster, as in `https://<name>.azurehdinsight.net`.
        cluster_name "clusterName": Option<Val<NameText>>,
        /// Its version, where it differs from `versions.hdinsight`.
        version "version": Option<Val<String>>,
        /// The region it runs in: `westeurope`.
        location "location": Option<Val<String>>,
        /// The subnet its nodes are in.
        subnet "subnet": Option<Val<SubnetRef>>,
        /// Its brokers: host name and address.
        brokers "brokers": Named<Val<Address>>,
        /// Whether it has Kafka's REST proxy, with two nodes of its own.
        rest_proxy "restProxy": Option<Val<bool>>,
        /// The nodes Ambari runs on.
        head_node "headNode": Option<HdInsightNode>,
        /// The nodes the brokers run on.
        worker_node "workerNode": Option<HdInsightWorkerNode>,
        /// The nodes ZooKeeper runs on.
        zookeeper_node "zookeeperNode": Option<HdInsightNode>,
        /// The nodes of the REST proxy.
        management_node "managementNode": Option<HdInsightNode>,
        /// `Standard`, or `Premium` with the Enterprise Security Package.
        tier "tier": Option<Val<Tier>>,
        /// The oldest version of TLS its gateway takes.
        min_supported_tls_version "minSupportedTlsVersion": Option<Val<TlsVersion>>,
        /// Whether what goes between its nodes is encrypted.
        encryption_in_transit "encryptionInTransit": Option<Val<bool>>,
        /// The storage account it was made with.
        storage_account "storageAccount": Option<Val<NameText>>,
        /// Who logs in by SSH: `sshuser` unless stated.
        ssh_user "sshUser": Option<Val<NameText>>,
        /// What clients connect to.
        listeners "listeners": Named<HdInsightListener>,
        /// Broker configuration beside ours, keys verbatim.
        config "config": Config,
        /// What every topic has unless it says otherwise.
        topic_defaults "topicDefaults": Option<Topic>,
        /// Its topics.
        topics "topics": Topics,
        /// Whether several environments share it on purpose.
        shared "shared": Option<Val<bool>>,
    }
}

section! {
    /// Nodes of an HDInsight cluster.
    HdInsightNode = "the nodes of an HDInsight cluster" {
        /// The size of the machines: `Standard_E4_v3`.
        vm_size "vmSize": Option<Val<String>>,
    }
}

section! {
    /// The nodes the brokers of an HDInsight cluster run on.
    HdInsightWorkerNode = "the worker nodes of an HDInsight cluster" {
        /// The size of the machines: `Standard_E4_v3`.
        vm_size "vmSize": Option<Val<String>>,
        /// How many managed disks each has.
        data_disks_per_node "dataDisksPerNode": Option<Val<Positive>>,
    }
}

choice! {
    /// A tier of HDInsight.
    Tier = "a tier of HDInsight" {
        /// Without the Enterprise Security Package.
        Standard = "Standard",
        /// With it.
        Premium = "Premium",
    }
}

choice! {
    /// A version of TLS.
    TlsVersion = "a version of TLS" {
        /// 1.0.
        V1_0 = "1.0",
        /// 1.1.
        V1_1 = "1.1",
        /// 1.2.
        V1_2 = "1.2",
    }
}

choice! {
    /// A security protocol of Kafka.
    Protocol = "a Kafka security protocol" {
        /// No TLS, no authentication.
        Plaintext = "PLAINTEXT",
        /// TLS.
        Ssl = "SSL",
        /// Authentication without TLS.
        SaslPlaintext = "SASL_PLAINTEXT",
        /// Authentication over TLS.
        SaslSsl = "SASL_SSL",
    }
}

choice! {
    /// What brokers tell clients to connect to.
    Advertise = "a way to advertise" {
        /// The address inside the broker subnet.
        Ip = "ip",
        /// The host name, which clients must be able to resolve.
        Hostname = "hostname",
    }
}

section! {
    /// A listener of an HDInsight cluster.
    HdInsightListener = "a listener" {
        /// Its protocol.
        protocol "protocol": Val<Protocol>,
        /// Its port.
        port "port": Val<Port>,
        /// What brokers tell clients to connect to: `ip` unless stated.
        advertise "advertise": Option<Val<Advertise>>,
        /// The PEM certificate of the authority that signed the brokers', as a secret; one every client trusts anyway
        /// unless stated.
        trusted_certificate "trustedCertificate": Option<SecretRef>,
    }
}
