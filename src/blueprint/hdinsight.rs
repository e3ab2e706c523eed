use super::{Address, Config, NameText, Named, Port, ProviderText, SecretRef, SubnetRef, Topic, Topics, Val};

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
